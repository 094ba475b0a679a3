import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { SettingsService } from '../settings/settings.service.js';
import { PreviewFetching } from './preview-fetching.service.js';

/** What people named is looked at, and forgotten when it is old. */
@Injectable()
export class PreviewsJobs {
  constructor(
    private readonly db: Database,
    private readonly fetching: PreviewFetching,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All of one round at once: each is bounded, and together they end before the sweep loses its turn. */
  @Every(1_500)
  async lookAtDue(): Promise<void> {
    if (!(await this.settings.current()).linkPreviews) return;
    const taken = await this.fetching.take();
    await Promise.all(
      taken.map(async (due) => {
        const looked = await this.fetching.look(due);
        await this.db.transaction((tx) => this.fetching.keep(tx, looked));
      }),
    );
  }

  /** A page that is named again after that is looked at anew. */
  @Every(10 * 60_000)
  async forgetOld(): Promise<void> {
    await this.db.prisma.linkPreview.deleteMany({ where: { expiresAt: { lte: this.clock.now() } } });
  }
}
