import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Delivery, type DeliveryPage, type DeliveryQuery, DeliveryState } from '#contracts/notifications.js';
import type { Delivery as Row } from '#prisma/generated/client.js';
import { MailOutbox } from '../mail/mail-outbox.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { decodeIdCursor, encodeIdCursor } from '../platform/id-cursor.rules.js';
import { Mailer } from '../platform/mailer.js';
import { Problem } from '../platform/problem.js';
import { mayRetry } from './delivery.rules.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';

type People = ReadonlyMap<string, { id: string; name: string; email: string }>;
const Content = z.object({ template: z.string() });

/** What leaves the building, for those who look after it. */
@Injectable()
export class DeliveryBoardService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly mailer: Mailer,
    private readonly access: ConversationAccess,
    private readonly outbox: MailOutbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Newest first, by key: identifiers grow with time. */
  async list({ state, cursor, limit }: z.infer<typeof DeliveryQuery>): Promise<z.infer<typeof DeliveryPage>> {
    const before = cursor === undefined ? null : decodeIdCursor(cursor);
    const where = { ...(state === undefined ? {} : { state }), ...(before === null ? {} : { id: { lt: before } }) };
    const rows = await this.db.prisma.delivery.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 });
    const shown = rows.slice(0, limit);
    const people = await this.peopleOf(this.db.prisma, shown);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map((row) => present(row, people)), nextCursor: last ? encodeIdCursor(last.id) : null, mailServer: this.mailer.isSet };
  }

  /** Makes it due at once. Asked again while it is due, it only becomes due sooner. @throws Problem delivery/over */
  async retry(tx: Tx, actor: Actor, id: string): Promise<Delivery> {
    // The same lock as of who sends it: what is on its way this very moment is not sent twice by asking.
    await tx.$queryRaw`SELECT 1 FROM "Delivery" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.delivery.findUnique({ where: { id } });
    if (!row) throw new Problem('resource/not_found');
    const now = this.clock.now();
    if (!mayRetry(row.state)) throw new Problem('delivery/over');
    const due = await tx.delivery.update({ where: { id }, data: { state: 'due', ...(row.state === 'failed' || row.dueAt > now ? { dueAt: now } : {}) } });
    await this.events.record(tx, actor, 'delivery.retried', id, { deliveryId: id });
    return present(due, await this.peopleOf(tx, [due]));
  }

  /** An answer on a ticket that was given up or came back. @throws Problem conversation/not_found, resource/not_found, delivery/over */
  async sendAgain(tx: Tx, actor: Actor, ticketId: string, outgoingMailId: string): Promise<{ ok: true }> {
    await this.access.asStaffIn(tx, actor, ticketId);
    const sent = await tx.outgoingMail.findFirst({ where: { id: outgoingMailId, ticketId, kind: { in: ['reply', 'copy'] } }, select: { id: true } });
    const delivery = sent && (await tx.delivery.findFirst({ where: { recipient: sent.id, channel: 'mail' }, select: { id: true } }));
    if (!delivery) throw new Problem('resource/not_found');
    await this.retry(tx, actor, delivery.id);
    await this.outbox.again(tx, outgoingMailId);
    return { ok: true };
  }

  private async peopleOf(db: Pick<Tx, 'account'>, rows: readonly Row[]): Promise<People> {
    const ids = rows.map((row) => row.recipient).filter((recipient) => z.uuid().safeParse(recipient).success);
    const people = await db.account.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true } });
    return new Map(people.map((person) => [person.id, person]));
  }
}

const present = (row: Row, people: People): Delivery => ({
  id: row.id,
  channel: row.channel,
  template: Content.safeParse(row.content).data?.template ?? '',
  recipient: people.get(row.recipient) ?? null,
  state: DeliveryState.parse(row.state),
  attempts: row.attempts,
  dueAt: row.dueAt.toISOString(),
  response: row.state === 'delivered' ? row.response : row.lastError,
  createdAt: row.createdAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  can: { retry: mayRetry(row.state) },
});
