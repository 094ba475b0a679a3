import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor, type VisitorActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Mailer } from '../platform/mailer.js';
import { Problem } from '../platform/problem.js';
import { masked } from '../customers/contact.rules.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';

/** A transcript by mail, to a proven address of who reads the talk and to no other. */
@Injectable()
export class TranscriptLettersService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly mailer: Mailer,
    private readonly events: Events,
  ) {}

  async addressFor(actor: VisitorActor, ticketId: string): Promise<{ to: string | null }> {
    await this.access.asVisitor(actor, ticketId);
    const proven = await this.proven(this.db.prisma, actor);
    return { to: proven && masked('email', proven.value) };
  }

  /** @throws Problem conversation/not_found, transcript/no_address */
  async ask(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    if (!isVisitor(actor)) throw new Problem('visitor/token_invalid');
    await this.access.asVisitor(actor, ticketId);
    const proven = await this.proven(tx, actor);
    if (!proven) throw new Problem('transcript/no_address');
    await this.events.record(tx, actor, 'transcript.letter_asked', ticketId, { ticketId, visitorId: actor.id, identityId: proven.id });
  }

  /** The one that was proven last. The row is asked, not the token's holder: a proof may be a minute old. */
  private async proven(db: Pick<Tx, 'customerIdentity'>, actor: VisitorActor): Promise<{ id: string; value: string } | null> {
    if (!this.mailer.isSet) return null;
    return db.customerIdentity.findFirst({
      where: { kind: 'email', proof: { in: ['code', 'signed'] }, customer: { visitors: { some: { id: actor.id } } } },
      orderBy: { provenAt: { sort: 'desc', nulls: 'last' } },
      select: { id: true, value: true },
    });
  }
}
