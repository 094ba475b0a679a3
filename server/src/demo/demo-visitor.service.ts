import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DEMO_VISITORS, type DemoVisitorScript } from '#prisma/demo/visitors.js';
import { CUSTOMERS } from '#prisma/demo/people.js';
import { SHOP } from '#prisma/demo/shop.js';
import { shopValue } from '../customers/customer-identity.service.js';
import type { VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ConversationService } from '../tickets/conversation.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { DemoRecord, VISIT_KEY as KEY } from './demo-record.js';
import { begin, PAUSE_MS, step, Visit } from './demo-visitor.rules.js';

const PLAYED_MS = 30 * 60_000;

/** Writes to whoever opens the console, labelled as a demo, and answers a few times. */
@Injectable()
export class DemoVisitorService {
  constructor(
    private readonly db: Database,
    private readonly record: DemoRecord,
    private readonly conversations: ConversationService,
    private readonly timelines: TimelineService,
    private readonly sockets: Sockets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Sends somebody in, unless somebody is here or was a few minutes ago. */
  async invite(tx: Tx): Promise<void> {
    // Several consoles may open at once.
    await tx.$executeRaw`SELECT 1 FROM "Setting" WHERE "key" = 'demo' FOR UPDATE`;
    const filled = await this.record.read(tx);
    const before = await this.read(tx);
    const now = this.clock.now();
    if (!filled || filled.removal || (before && now.getTime() - Date.parse(before.beganAt) < PAUSE_MS)) return;
    if ((await tx.chat.count({ where: { state: { not: 'ended' }, ticket: { visitor: { demo: true } } } })) > 0) return;
    const next = before ? (before.script + 1) % DEMO_VISITORS.length : 0;
    for (const [script, words] of [...DEMO_VISITORS.entries()].slice(next)) {
      const visitorId = await this.arrive(tx, filled.channelId, words);
      if (visitorId) return this.write(tx, begin({ id: newId(), script, visitorId }, words, now));
    }
  }

  /** @returns the new browser; null when this customer is blocked, or is just now played by a person in the demo shop */
  private async arrive(tx: Tx, channelId: string, { by, page }: DemoVisitorScript): Promise<string | null> {
    const { storeId } = await tx.channel.findUniqueOrThrow({ where: { id: channelId }, select: { storeId: true } });
    const customer = typeof by === 'string' ? CUSTOMERS.find(({ key }) => key === by) : undefined;
    const person = typeof by === 'string' ? customer : by;
    if (!person) throw new Error(`the demo data name an unknown ${String(by)}`);
    const value = customer && shopValue(storeId, customer.subject);
    const identity = value ? await tx.customerIdentity.findFirst({ where: { kind: 'shop', value }, select: { customerId: true } }) : null;
    const customerId = identity?.customerId ?? null;
    const now = this.clock.now();
    const present = { demo: false, lastSeenAt: { gt: new Date(now.getTime() - PLAYED_MS) } };
    if (customerId && (await tx.visitor.count({ where: { customerId, OR: [{ blockedAt: { not: null } }, present] } })) > 0) return null;
    const { id } = await tx.visitor.create({
      data: {
        id: newId(), tokenHash: randomBytes(32), channelId, customerId, verified: customerId !== null, demo: true,
        name: person.name, email: person.email ?? null, locale: person.locale, zone: person.zone, userAgent: person.browser,
        pageUrl: `https://shop.${SHOP.domain}${page[0]}`, pageTitle: page[1], createdAt: now, lastSeenAt: now,
      },
    });
    return id;
  }

  /** One step of the visit that is under way. Every word has its own id, so a step that is repeated says nothing twice. */
  async goOn(): Promise<void> {
    if ((await this.record.read())?.removal) return;
    const visit = await this.read();
    const words = visit && DEMO_VISITORS[visit.script];
    if (!visit || visit.over || !words) return;
    const visitor = await this.db.prisma.visitor.findUniqueOrThrow({ where: { id: visit.visitorId }, include: { customer: true } });
    const { answeredSeq, ended } = await this.stateOf(visit);
    const next = step(visit, words, this.clock.now(), answeredSeq, ended || visitor.blockedAt !== null);
    if (next.do === 'nothing') return;
    const actor: VisitorActor = {
      kind: 'customer', id: visitor.id, name: visitor.customer?.name ?? visitor.name ?? '', channelId: visitor.channelId, customerId: visitor.customerId,
      permissions: new Set(), teamIds: [], sessionId: null,
    };
    if (next.do === 'type' && visit.ticketId) await this.readAndType(actor, visit.ticketId, answeredSeq);
    const ticketId = next.do === 'say' ? await this.say(actor, visit, next.text) : visit.ticketId;
    await this.write(this.db.prisma, { ...next.next, ticketId });
  }

  private async say(actor: VisitorActor, visit: Visit, text: string): Promise<string> {
    const conversationId = visit.ticketId ?? undefined;
    const sent = await this.conversations.send(actor, { kind: 'text', clientMessageId: `demo-${visit.id}-${visit.said}`, text, ...(conversationId ? { conversationId } : {}) });
    return sent.conversationId;
  }

  private async readAndType(actor: VisitorActor, ticketId: string, seq: number): Promise<void> {
    const { staffSeq } = await this.timelines.readByCustomer(ticketId, seq);
    const room = rooms.conversation(ticketId);
    this.sockets.tell('/agent', room, 'receipt', { conversationId: ticketId, by: { kind: 'customer', id: actor.id }, deliveredSeq: staffSeq, readSeq: staffSeq });
    this.sockets.tell('/agent', room, 'typing', { conversationId: ticketId, by: { kind: 'customer', id: actor.id, name: actor.name }, on: true });
  }

  private async stateOf({ ticketId, visitorId }: Visit): Promise<{ answeredSeq: number; ended: boolean }> {
    if (ticketId === null) return { answeredSeq: 0, ended: false };
    const [answer, chat, played] = await Promise.all([
      this.db.prisma.message.findFirst({ where: { ticketId, authorKind: 'agent', internal: false }, orderBy: { staffSeq: 'desc' }, select: { publicSeq: true } }),
      this.db.prisma.chat.findFirst({ where: { ticketId }, orderBy: { id: 'desc' }, select: { state: true } }),
      // A person who plays this customer has written here: two voices in one talk would be one too many.
      this.db.prisma.message.count({ where: { ticketId, authorKind: 'customer', senderId: { not: visitorId } } }),
    ]);
    return { answeredSeq: answer?.publicSeq ?? 0, ended: chat?.state === 'ended' || played > 0 };
  }

  private async read(tx: Pick<Tx, 'setting'> = this.db.prisma): Promise<Visit | null> {
    const row = await tx.setting.findUnique({ where: { key: KEY } });
    return row ? Visit.parse(row.value) : null;
  }

  private async write(tx: Pick<Tx, 'setting'>, visit: Visit): Promise<void> {
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: visit }, update: { value: visit, updatedAt: this.clock.now() } });
  }
}
