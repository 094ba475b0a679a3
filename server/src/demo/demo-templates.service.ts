import { Inject, Injectable } from '@nestjs/common';
import { TemplateContent } from '#contracts/ticket-templates.js';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { TEMPLATES } from '#prisma/demo/ticket-templates.js';
import { pinyinOf } from '../canned-replies/pinyin.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { known } from './demo-world.js';

/** What new tickets of the demo shop begin with. */
@Injectable()
export class DemoTemplatesService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, teams: ReadonlyMap<TeamKey, string>, people: ReadonlyMap<string, { id: string }>): Promise<void> {
    const createdAt = this.clock.now();
    for (const { title, folder, team, owner, uses, opens, goesTo } of TEMPLATES)
      await tx.ticketTemplate.create({
        data: {
          id: newId(), title, folder, uses, createdAt, pinyin: await pinyinOf(title), ownerId: owner ? known(people, owner).id : null, teamId: team ? known(teams, team) : null,
          opens: TemplateContent.parse({ ...opens, ...(goesTo ? { teamId: known(teams, goesTo) } : {}) }),
        },
      });
  }
}
