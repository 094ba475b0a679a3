import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { answersLastWord, type Sight } from './waiting.rules.js';

/** Whether a person who ends or closes has seen what the customer said last. */
@Injectable()
export class LastWordService {
  /** @param shownSeq the newest entry of the staff stream on the person's screen, if the verb says so */
  async seen(tx: Tx, actor: Actor, ticketId: string, shownSeq: number | undefined): Promise<boolean> {
    // The lock of the writer of messages, in a statement of its own: what committed while we waited for it must show in the next.
    await tx.$queryRaw`SELECT 1 FROM "Timeline" WHERE "ticketId" = ${ticketId}::uuid FOR UPDATE`;
    const [sight] = await tx.$queryRaw<Omit<Sight, 'shownSeq'>[]>`
      SELECT t."waitingSince", t."staffHead" AS "head",
        coalesce((SELECT m."staffSeq" FROM "Message" m WHERE m."ticketId" = t."ticketId" AND m."authorKind" = 'customer' ORDER BY m."staffSeq" DESC LIMIT 1), 0) AS "lastCustomerSeq",
        coalesce((SELECT r."readSeq" FROM "TimelineRead" r WHERE r."ticketId" = t."ticketId" AND r."accountId" = ${actor.id}::uuid), 0) AS "readSeq"
      FROM "Timeline" t WHERE t."ticketId" = ${ticketId}::uuid`;
    return sight === undefined || answersLastWord({ ...sight, shownSeq });
  }
}
