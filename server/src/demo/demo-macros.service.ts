import { Inject, Injectable } from '@nestjs/common';
import { MacroActions } from '#contracts/macros.js';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { MACROS } from '#prisma/demo/macros.js';
import { pinyinOf } from '../canned-replies/pinyin.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { known } from './demo-world.js';

const HOUR_MS = 3_600_000;

/** The macros of the demo shop, run as if its people had been at work for a while. */
@Injectable()
export class DemoMacrosService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, teams: ReadonlyMap<TeamKey, string>, people: ReadonlyMap<string, { id: string }>): Promise<void> {
    const createdAt = this.clock.now();
    const parts = new Map((await tx.subState.findMany({ select: { id: true, key: true } })).map(({ id, key }) => [key, id]));
    for (const [place, { title, folder, team, owner, uses, actions }] of MACROS.entries()) {
      const named = actions.map(({ team: to, subState, ...action }) => ({ ...action, ...(to ? { teamId: known(teams, to) } : {}), ...(subState ? { subStateId: known(parts, subState) } : {}) }));
      await tx.macro.create({
        data: {
          id: newId(),
          title,
          folder,
          pinyin: await pinyinOf(title),
          ownerId: owner ? known(people, owner).id : null,
          teamId: team ? known(teams, team) : null,
          actions: MacroActions.parse(named),
          createdAt,
          uses: {
            create: Object.entries(uses).map(([key, count], at) => ({
              accountId: known(people, key).id,
              uses: count,
              lastUsedAt: new Date(createdAt.getTime() - (2 + place * 5 + at * 9) * HOUR_MS),
            })),
          },
        },
      });
    }
  }
}
