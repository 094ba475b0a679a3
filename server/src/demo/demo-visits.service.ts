import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CUSTOMERS } from '#prisma/demo/people.js';
import { DEMO_VISITS, type DemoVisit } from '#prisma/demo/visits.js';
import type { Invite, Visit } from '#prisma/generated/client.js';
import { shopValue } from '../customers/customer-identity.service.js';
import { SYSTEM, type VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { hashSecret, newId } from '../platform/ids.js';
import { ConversationService } from '../tickets/conversation.service.js';
import { InvitesService } from '../visits/invites.service.js';
import { DemoRecord, type Filled } from './demo-record.js';
import { type Walk, walkAt } from './demo-walk.rules.js';

const DAY_MS = 24 * 3_600_000;
/** How long a demo visitor takes to look up, and then to make up its mind. */
const NOTICES_MS = 3_000;
const DECIDES_MS = 12_000;
const STRANGER = { en: 'Demo visitor', 'zh-CN': '演示访客', 'zh-TW': '示範訪客' } as const;

/** People who walk through the demo shop, so that somebody is there to be seen and invited. */
@Injectable()
export class DemoVisitsService {
  constructor(
    private readonly db: Database,
    private readonly record: DemoRecord,
    private readonly invites: InvitesService,
    private readonly conversations: ConversationService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Brings every walk up to now, and answers the invites that came to it. @returns what is to be written in answer, once this is committed */
  async walk(tx: Tx): Promise<{ actor: VisitorActor; id: string; words: string }[]> {
    // One process at a time; nobody walks once the demo goes.
    const [mine] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Setting" WHERE "key" = 'demo' FOR UPDATE SKIP LOCKED`;
    const filled = mine ? await this.record.read(tx) : null;
    if (!filled || filled.removal) return [];
    const answers = [];
    for (const [place, script] of DEMO_VISITS.entries()) {
      const walk = walkAt(script, place, this.clock.now());
      const visit = walk && (await this.goOn(tx, filled, script, walk));
      const words = visit ? await this.answer(tx, script, visit) : null;
      if (visit && words) answers.push({ ...words, actor: await this.become(tx, visit, script) });
    }
    return answers;
  }

  /** Writes as the demo visitor that took an invite up. Its id makes a repeat one message. */
  async write({ actor, id, words }: { actor: VisitorActor; id: string; words: string }): Promise<void> {
    await this.conversations.send(actor, { kind: 'text', clientMessageId: `demo-invite-${id}`, text: words });
  }

  private async goOn(tx: Tx, { channelId }: Filled, script: DemoVisit, { round, startedAt, pages }: Walk): Promise<Visit> {
    const now = this.clock.now();
    const tokenHash = hashSecret(`demo:${channelId}:${script.key}:${round}`);
    const known = await tx.visit.findUnique({ where: { tokenHash }, include: { pages: { orderBy: { id: 'asc' } } } });
    const facts = { seenAt: now, pageCount: pages.length };
    const visit = known
      ? await tx.visit.update({ where: { id: known.id }, data: facts })
      : await tx.visit.create({
          data: {
            id: newId(), tokenHash, channelId, customerId: await this.customerOf(tx, channelId, script), demo: true, locale: script.locale, language: script.language, device: script.device, referrer: script.referrer,
            nth: script.nth, firstSeenAt: new Date(startedAt.getTime() - script.knownDays * DAY_MS), startedAt, ...facts,
          },
        });
    for (const [index, page] of pages.entries()) {
      const row = known?.pages[index];
      if (row && row.seenAt < page.seenAt) await tx.visitPage.update({ where: { id: row.id }, data: { seenAt: page.seenAt } });
      if (!row) await tx.visitPage.create({ data: { id: newId(), visitId: visit.id, ...page } });
    }
    return visit;
  }

  private async answer(tx: Tx, { invited }: DemoVisit, visit: Visit): Promise<{ id: string; words: string } | null> {
    const invite = await tx.invite.findFirst({ where: { visitId: visit.id, state: { in: ['waiting', 'shown'] }, openedAt: null } });
    if (!invite) return null;
    const hear = (did: 'shown' | 'opened' | 'declined') => this.invites.hear(tx, SYSTEM, visit.id, { id: invite.id, did });
    if (invite.state === 'waiting' && this.since(invite.createdAt) > NOTICES_MS) await hear('shown');
    if (!this.decides(invite) || invited === 'ignores') return null;
    await hear(invited === 'declines' ? 'declined' : 'opened');
    return invited === 'declines' ? null : { id: invite.id, words: invited.writes };
  }

  private decides = ({ shownAt }: Invite): boolean => shownAt !== null && this.since(shownAt) > DECIDES_MS;
  private since = (moment: Date): number => this.clock.now().getTime() - moment.getTime();

  /** The customer who is signed in at the shop; null where he is not of this desk any more. */
  private async customerOf(tx: Tx, channelId: string, { customer: key }: DemoVisit): Promise<string | null> {
    const customer = CUSTOMERS.find((one) => one.key === key);
    if (!customer) return null;
    const { storeId } = await tx.channel.findUniqueOrThrow({ where: { id: channelId }, select: { storeId: true } });
    const identity = await tx.customerIdentity.findFirst({ where: { kind: 'shop', value: shopValue(storeId, customer.subject) }, select: { customerId: true } });
    return identity?.customerId ?? null;
  }

  /** Whoever writes has opened the chat, and so is a visitor; a stranger says in its name that it is a demo. */
  private async become(tx: Tx, { id, channelId, customerId, visitorId }: Visit, { locale }: DemoVisit): Promise<VisitorActor> {
    const customer = customerId === null ? null : await tx.customer.findUnique({ where: { id: customerId }, select: { name: true, zone: true } });
    const name = customer?.name ?? STRANGER[locale];
    const now = this.clock.now();
    const browser = { channelId, customerId, verified: customer !== null, zone: customer?.zone ?? null, name, locale, demo: true, tokenHash: randomBytes(32), createdAt: now, lastSeenAt: now };
    const visitor = visitorId ?? (await tx.visitor.create({ data: { id: newId(), ...browser }, select: { id: true } })).id;
    await tx.visit.update({ where: { id }, data: { visitorId: visitor } });
    return { kind: 'customer', id: visitor, name, channelId, customerId, permissions: new Set(), teamIds: [], sessionId: null };
  }
}
