import { Inject, Injectable } from '@nestjs/common';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { REPLIES } from '#prisma/demo/replies.js';
import { pinyinOf } from '../canned-replies/pinyin.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { known } from './demo-world.js';

const HOUR_MS = 3_600_000;

/** The saved replies of the demo shop, used as if its people had been at work for a while. */
@Injectable()
export class DemoRepliesService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, teams: ReadonlyMap<TeamKey, string>, people: ReadonlyMap<string, { id: string }>): Promise<void> {
    const now = this.clock.now();
    const rows = await Promise.all(REPLIES.map(async (reply) => ({ id: newId(), reply, pinyin: await pinyinOf(reply.title) })));
    await tx.cannedReply.createMany({
      data: rows.map(({ id, reply, pinyin }) => ({
        id,
        pinyin,
        title: reply.title,
        shortcut: reply.shortcut,
        folder: reply.folder ?? null,
        ownerId: reply.owner ? known(people, reply.owner).id : null,
        teamId: reply.team ? known(teams, reply.team) : null,
        texts: { ...reply.texts },
        createdAt: now,
      })),
    });
    await tx.cannedReplyUse.createMany({
      data: rows.flatMap(({ id, reply }, place) =>
        Object.entries(reply.uses).map(([key, uses], at) => ({
          cannedReplyId: id,
          accountId: known(people, key).id,
          uses,
          lastUsedAt: new Date(now.getTime() - (3 + place * 7 + at * 5) * HOUR_MS),
        })),
      ),
    });
  }
}
