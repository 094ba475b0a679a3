import { Inject, Injectable } from '@nestjs/common';
import { ViewContent } from '#contracts/saved-views.js';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { VIEWS } from '#prisma/demo/views.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { known } from './demo-world.js';

/** The saved views of the demo shop. */
@Injectable()
export class DemoViewsService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, teams: ReadonlyMap<TeamKey, string>, people: ReadonlyMap<string, { id: string }>): Promise<void> {
    const createdAt = this.clock.now();
    await tx.savedView.createMany({
      data: VIEWS.map(({ name, team, owner, shows }) => ({
        id: newId(), name, createdAt, shows: ViewContent.parse(shows), ownerId: owner ? known(people, owner).id : null, teamId: team ? known(teams, team) : null,
      })),
    });
  }
}
