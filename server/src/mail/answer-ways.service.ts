import { Injectable } from '@nestjs/common';
import type { Recipients } from '#contracts/mail.js';
import { Prisma } from '#prisma/generated/client.js';
import { addressFor } from '../customers/contact.policy.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Mailer } from '../platform/mailer.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { wayOf } from './answer-way.rules.js';
import { lastSaidBefore } from './last-said.js';
import { presentParticipant } from './participants.service.js';

interface Facts {
  readonly saidTo: string | null;
  readonly saidFrom: string | null;
  readonly mailbox: string | null;
  readonly email: string | null;
  readonly blocked: boolean;
  readonly reads: boolean;
}
const LAST_SAID = lastSaidBefore({ ticketId: Prisma.sql`k."id"`, at: Prisma.sql`'infinity'::timestamptz`, staffSeq: Prisma.sql`2147483647` });
const FACTS = `
  SELECT m."key" AS "saidTo", said."fromAddress" AS "saidFrom", b."key" AS "mailbox", v."email", coalesce(v."blockedAt" IS NOT NULL, false) AS "blocked",
    coalesce(said."id" IS NOT NULL AND said."fromAddress" IS NULL, false) AS "reads"
  FROM "Ticket" k LEFT JOIN "Visitor" v ON v."id" = k."visitorId"
    LEFT JOIN "Channel" b ON b."id" = k."channelId" AND b."kind" = 'mailbox'
    LEFT JOIN LATERAL (SELECT w."id", i."fromAddress", i."channelId" FROM (${LAST_SAID.text}) w LEFT JOIN "IncomingMail" i ON i."entryId" = w."id") said ON true
    LEFT JOIN "Channel" m ON m."id" = said."channelId"
  WHERE k."id" = $1`;

/** Where an answer would go that is given now: shown before it is sent. */
@Injectable()
export class AnswerWays {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly mailer: Mailer) {}

  /** @throws Problem conversation/not_found */
  async of(actor: Actor, ticketId: string): Promise<Recipients> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    const { rows } = await this.db.pool.query<Facts>({ name: 'answer-way', text: FACTS, values: [ticketId] });
    const [facts] = rows;
    if (!facts) throw new Problem('conversation/not_found');
    const participants = await this.db.prisma.ticketParticipant.findMany({ where: { ticketId, state: { not: 'removed' } }, orderBy: { id: 'asc' } });
    const way = wayOf({ mailbox: facts.saidTo ?? facts.mailbox, address: facts.saidFrom ?? facts.email, blocked: facts.blocked, reads: facts.reads, canSend: this.mailer.isSet });
    return { ...way, to: addressFor(actor, way.to), participants: participants.map((one) => presentParticipant(actor, one)), can: { change: actor.permissions.has('ticket.reply') } };
  }
}
