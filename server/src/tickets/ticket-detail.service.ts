import { Injectable } from '@nestjs/common';
import { FieldNames } from '#contracts/common.js';
import { type TicketDetail, TicketState } from '#contracts/tickets.js';
import { reachValues } from '../accounts/reach.policy.js';
import { addressFor, wordsFor } from '../customers/contact.policy.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { isRepeat } from '../platform/edge/idempotency.js';
import { Problem } from '../platform/problem.js';
import { browserName } from './browser.rules.js';
import { ConversationAccess } from './conversation-access.service.js';
import { Receipts } from './receipts.js';
import { BESIDE, type BesideRecord, EARLIER, type EarlierRecord } from './ticket-beside.record.js';
import { TicketListService } from './ticket-list.service.js';
import { abilities } from './tickets.policy.js';
import { presentRow } from './tickets.present.js';

/** Everything the desk shows beside a talk. */
@Injectable()
export class TicketDetailService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly list: TicketListService,
    private readonly receipts: Receipts,
  ) {}

  /** @throws Problem conversation/not_found when it is missing or not for this person to see */
  async of(actor: Actor, ticketId: string): Promise<TicketDetail> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    return this.after(actor, ticketId);
  }

  /**
   * What a person's own deed has made of a ticket: the answer to it, even when it went out of that person's sight.
   * A repeat of the deed did nothing and shows nothing that its caller could not see anyway.
   */
  async after(actor: Actor, ticketId: string): Promise<TicketDetail> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    if (isRepeat()) await this.access.asStaff(actor, ticketId);
    const [row, beside, earlier, drafts] = await Promise.all([
      this.list.row(actor, ticketId),
      this.beside(ticketId),
      this.db.pool.query<EarlierRecord>({ name: 'ticket-earlier', text: EARLIER, values: [...reachValues(actor), ticketId] }),
      this.db.prisma.draft.findMany({ where: { ticketId, accountId: actor.id }, orderBy: { mode: 'asc' } }),
    ]);
    const marks = this.receipts.of(ticketId);
    return {
      ticket: presentRow(row, actor, this.list.isOnline(beside.visitorId)),
      head: beside.head,
      customerDeliveredSeq: Math.max(beside.readSeq, marks?.customerDelivered.staff ?? 0),
      customerReadSeq: beside.readSeq,
      visitor: presentVisitor(actor, beside, earlier.rows),
      chat: presentChat(beside),
      subState: beside.subStateId && beside.subStateKey ? { id: beside.subStateId, key: beside.subStateKey, names: FieldNames.parse(beside.subStateNames) } : null,
      imported: beside.imported,
      shop: beside.shop,
      linkedFromId: beside.linkedFromId,
      spam: beside.spamAt ? { at: beside.spamAt.toISOString(), by: beside.spamBy } : null,
      mergedInto: beside.mergedIntoId && beside.mergedIntoNumber ? { id: beside.mergedIntoId, number: beside.mergedIntoNumber } : null,
      drafts: drafts.flatMap((draft) => (draft.mode === 'reply' || draft.mode === 'note' ? [{ mode: draft.mode, text: draft.text, updatedAt: draft.updatedAt.toISOString() }] : [])),
      can: abilities(
        actor,
        {
          ...row, mergedIntoId: beside.mergedIntoId, spam: beside.spamAt !== null,
          chat: row.chatState ? { state: row.chatState, agentId: beside.agentId, offeredToId: beside.offeredToId } : null,
        },
        beside.visitorId ? { blocked: beside.blocked } : null,
      ),
    };
  }

  private async beside(ticketId: string): Promise<BesideRecord> {
    const { rows: [found] } = await this.db.pool.query<BesideRecord>({ name: 'ticket-beside', text: BESIDE, values: [ticketId] });
    if (!found) throw new Problem('resource/not_found');
    return found;
  }
}

function presentVisitor(actor: StaffActor, { visitorId, firstSeenAt, ...visitor }: BesideRecord, earlier: readonly EarlierRecord[]): TicketDetail['visitor'] {
  if (!visitorId || !firstSeenAt) return null;
  return {
    id: visitorId,
    name: wordsFor(actor, visitor.visitorName),
    email: addressFor(actor, visitor.visitorEmail),
    verified: visitor.verified,
    blocked: visitor.blocked,
    language: visitor.locale,
    zone: visitor.zone,
    browser: browserName(visitor.userAgent),
    page: visitor.pageUrl ? { url: visitor.pageUrl, title: visitor.pageTitle ?? '' } : null,
    firstSeenAt: firstSeenAt.toISOString(),
    earlier: earlier.map(({ id, number, state, lastMessageAt, preview }) => ({ id, number, state: TicketState.parse(state), lastMessageAt: lastMessageAt.toISOString(), preview: preview ?? '' })),
  };
}

function presentChat(beside: BesideRecord): TicketDetail['chat'] {
  const { chatId, chatState, queuedAt, reservedUntil } = beside;
  if (!chatId || !chatState || !queuedAt) return null;
  const agent = beside.agentId && beside.agentName !== null ? { id: beside.agentId, name: beside.agentName, pictureUrl: beside.agentPicture } : null;
  const keptFor = beside.keptForId && beside.keptForName !== null ? { id: beside.keptForId, name: beside.keptForName, pictureUrl: beside.keptForPicture } : null;
  return {
    id: chatId,
    state: chatState,
    queuedAt: queuedAt.toISOString(),
    acceptedAt: beside.acceptedAt?.toISOString() ?? null,
    endedAt: beside.endedAt?.toISOString() ?? null,
    agent,
    offerExpiresAt: beside.offerExpiresAt?.toISOString() ?? null,
    reserved: chatState === 'queued' && reservedUntil && keptFor ? { person: keptFor, until: reservedUntil.toISOString() } : null,
    contactReason: beside.contactReason,
    result: beside.result,
  };
}
