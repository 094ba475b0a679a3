import { v7 } from 'uuid';
import { withoutContact } from '../customers/contact.rules.js';
import { rowsOf as fieldRowsOf } from '../custom-fields/field-rows.rules.js';
import type { Plan, PlannedMessage } from './plan.rules.js';

const PREVIEW = 140;

export interface Around {
  readonly channelId: string;
  readonly teamId: string | null;
  readonly origin: string;
  readonly externalId: string;
  readonly importId: string;
  readonly visitorId: string | null;
  readonly importedAt: Date;
  /** Ours, by address; null for whoever is not here. */
  readonly accountOf: (email: string | null | undefined) => string | null;
  /** The same, of those who may have tickets. */
  readonly holderOf: (email: string | null | undefined) => string | null;
}

/** An id that sorts where its time says: what follows new rows by their ids never takes this for one. */
const idAt = (at: Date): string => v7({ msecs: at.getTime() });
const isCustomers = ({ side, internal }: PlannedMessage) => side === 'customer' && !internal;
const isAnswer = ({ side, internal }: PlannedMessage) => side === 'agent' && !internal;

/** The rows of a ticket as they would stand if its talk had gone through here: with nothing left to be told to anybody. */
export function rowsOf(plan: Plan, { channelId, teamId, origin, externalId, importId, visitorId, importedAt, accountOf, holderOf }: Around) {
  const id = idAt(plan.createdAt);
  const assigneeId = holderOf(plan.assignee?.email);
  // Who has a ticket has begun with it.
  const state = plan.state === 'new' && assigneeId !== null ? 'open' : plan.state;
  let publicSeq = 0;
  const messages = plan.messages.map((message, at) => ({
    id: idAt(message.at),
    ticketId: id,
    staffSeq: at + 1,
    publicSeq: message.internal ? null : (publicSeq += 1),
    senderId: message.side === 'agent' ? accountOf(message.author?.email) : message.own ? visitorId : null,
    authorKind: message.side,
    // As with words said here: whoever is named by an address or a number is not named to everybody.
    authorName: message.side === 'customer' ? withoutContact(message.author?.name ?? '') : (message.author?.name ?? ''),
    kind: 'text',
    text: message.text,
    internal: message.internal,
    createdAt: message.at,
  }));
  const over = state === 'solved' || state === 'closed';
  const lastAnswer = plan.messages.findLastIndex(isAnswer);
  const unanswered = over ? [] : plan.messages.slice(lastAnswer + 1).filter(isCustomers);
  const said = plan.messages.findLast(({ internal }) => !internal);
  const times = (wanted: (message: PlannedMessage) => boolean) => plan.messages.filter(wanted).map(({ at }) => at);
  return {
    ticket: {
      id, channelId, teamId, assigneeId, visitorId, subject: plan.subject, state, priority: plan.priority, type: plan.type, tags: plan.tags,
      solvedAt: plan.solvedAt, closedAt: plan.closedAt, createdAt: plan.createdAt, origin, externalId, importedAt,
    },
    timeline: {
      ticketId: id, publicHead: publicSeq, staffHead: messages.length, gate: state === 'closed' ? 'closed' : 'quiet',
      waitingSince: state === 'pending' ? null : (unanswered[0]?.at ?? null), lastMessageAt: plan.movedAt,
      lastCustomerAt: times(isCustomers).at(-1) ?? null, lastStaffAt: times(isAnswer).at(-1) ?? null, firstStaffAt: times(isAnswer)[0] ?? null,
      preview: said?.text.slice(0, PREVIEW).toWellFormed() ?? null, previewBy: said?.side ?? null,
      // Long read by the one it was written to.
      customerReadSeq: publicSeq, customerDeliveredSeq: publicSeq, staffUnread: unanswered.length,
    },
    messages,
    fields: plan.fields.flatMap(({ put }) => (put ? fieldRowsOf(put.kind, put.value).map((row) => ({ ...row, ticketId: id, fieldId: put.fieldId })) : [])),
    imported: { ticketId: id, importId, staffHead: messages.length, assigneeName: assigneeId === null ? (plan.assignee?.name ?? plan.assignee?.email ?? null) : null, url: plan.url },
  };
}
