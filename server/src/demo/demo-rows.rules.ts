import type { DemoTicket } from '#prisma/demo/demo.types.js';
import { eventsOf } from './demo-events.rules.js';
import type { Script, ScriptEntry } from './demo-script.rules.js';
import { type DemoWorld, idAt, known } from './demo-world.js';

export interface Author {
  readonly visitorId: string;
  readonly customerId: string | null;
  readonly name: string;
}
interface Agent {
  readonly id: string;
  readonly name: string;
}

const isCustomers = (entry: ScriptEntry) => entry.by === 'customer';
const isAnswer = (entry: ScriptEntry) => entry.by === 'agent' && !entry.internal;

/** The rows of one ticket, as they would stand if its talk had gone through the product. */
export function rowsOf({ entries, chats, closedAt, movedAt, wakesAt }: Script, ticket: DemoTicket, world: DemoWorld, author: Author) {
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last) throw new Error('a ticket of the demo data says nothing');
  const agent = ticket.agent ? known(world.people, ticket.agent) : null;
  const id = idAt(first.at);
  const teamId = known(world.teams, ticket.team);
  const messages = messageRows(id, entries, author, agent);
  const publicHead = messages.filter((message) => !message.internal).length;
  const said = entries.findLast((entry) => entry.text !== null && !entry.internal);
  const lastAnswer = entries.findLastIndex(isAnswer);
  const lastWord = entries.findLastIndex(isCustomers);
  const unanswered = ticket.end ? [] : entries.slice(lastAnswer + 1).filter(isCustomers);
  const unread = closedAt ? 0 : entries.slice(lastWord + 1).filter(isAnswer).length;
  const times = (wanted: (entry: ScriptEntry) => boolean) => entries.filter(wanted).map((entry) => entry.at);
  const row = {
    messages,
    ticket: {
      id,
      channelId: world.channelId,
      teamId,
      assigneeId: agent?.id ?? null,
      customerId: author.customerId,
      visitorId: author.visitorId,
      state: closedAt ? 'closed' : (ticket.stand ?? (agent ? 'open' : 'new')),
      subject: ticket.about?.subject ?? null,
      type: ticket.about?.type ?? 'question',
      priority: ticket.about?.priority ?? 'normal',
      tags: [...(ticket.about?.tags ?? [])],
      snoozedUntil: wakesAt,
      solvedAt: ticket.stand === 'solved' ? movedAt : null,
      solvedById: ticket.stand === 'solved' ? (agent?.id ?? null) : null,
      closedAt,
      closedById: closedAt ? (agent?.id ?? null) : null,
      createdAt: first.at,
    },
    timeline: {
      publicHead,
      staffHead: messages.length,
      gate: closedAt ? 'closed' : ticket.end ? 'quiet' : 'open',
      waitingSince: unanswered[0]?.at ?? null,
      lastMessageAt: last.at,
      lastCustomerAt: times(isCustomers).at(-1) ?? null,
      lastStaffAt: times(isAnswer).at(-1) ?? null,
      firstStaffAt: times(isAnswer)[0] ?? null,
      preview: said?.text?.slice(0, 140) ?? null,
      previewBy: said?.by ?? null,
      customerReadSeq: publicHead - unread,
      customerDeliveredSeq: publicHead - unread,
      customerUnread: unread,
      staffUnread: unanswered.length,
    },
    chats: chats.map((chat, index) => ({
      id: idAt(chat.queuedAt),
      teamId,
      state: chat.endedAt ? 'ended' : chat.acceptedAt ? 'accepted' : 'queued',
      queuedAt: chat.queuedAt,
      createdAt: chat.queuedAt,
      agentId: chat.acceptedAt ? (agent?.id ?? null) : null,
      acceptedAt: chat.acceptedAt,
      endedAt: chat.endedAt,
      endedByKind: chat.endedBy,
      endedById: chat.endedBy === 'agent' ? (agent?.id ?? null) : chat.endedBy === 'customer' ? author.visitorId : null,
      // Only an agent says why; who leaves or falls silent does not.
      contactReason: chat.endedBy === 'agent' ? (ticket.end?.reason ?? null) : null,
      result: chat.endedBy === 'agent' ? (index === chats.length - 1 ? (ticket.end?.result ?? null) : 'follow_up') : chat.endedBy === 'system' ? 'no_reply' : null,
    })),
    rating: ratingOf(entries, agent),
    reads: agent ? [{ accountId: agent.id, readSeq: messages.length, updatedAt: last.at }] : [],
  };
  return { ...row, events: eventsOf(row.ticket, { acceptedAt: chats[0]?.acceptedAt ?? null, movedAt: movedAt ?? closedAt }) };
}

function messageRows(ticketId: string, entries: readonly ScriptEntry[], author: Author, agent: Agent | null) {
  let publicSeq = 0;
  return entries.map((entry, index) => {
    const writer = entry.by === 'customer' ? { id: author.visitorId, name: author.name } : entry.by === 'agent' ? agent : null;
    return {
      id: idAt(entry.at),
      ticketId,
      staffSeq: index + 1,
      publicSeq: entry.internal ? null : (publicSeq += 1),
      senderId: writer?.id ?? null,
      clientMessageId: writer && `demo-${ticketId}-${index}`,
      authorKind: entry.by,
      authorName: writer?.name ?? (entry.system ? nameIn(entry.system, author, agent) : ''),
      kind: entry.system ? 'system' : 'text',
      text: entry.text,
      internal: entry.internal,
      createdAt: entry.at,
      ...(entry.system ? { system: { code: entry.system.code, data: dataOf(entry.system, author, agent) } } : {}),
    };
  });
}

/** The answers to the question at the end, and who had written to the customer until then. */
function ratingOf(entries: readonly ScriptEntry[], agent: Agent | null) {
  const line = entries.find((entry) => entry.system?.rating);
  const rating = line?.system?.rating;
  if (!line || !rating || !agent) return null;
  const { score, tags, solved, comment } = rating;
  return { row: { id: idAt(line.at), score, tags: [...tags], solved, comment: comment ?? null, createdAt: line.at, answeredAt: line.at }, accountId: agent.id, replies: entries.filter(isAnswer).length };
}

type SystemLine = NonNullable<ScriptEntry['system']>;

function nameIn({ code, endedBy }: SystemLine, author: Author, agent: Agent | null): string {
  if (code === 'chat.joined' || code.startsWith('ticket.') || endedBy === 'agent') return agent?.name ?? '';
  return endedBy === 'customer' || code === 'chat.rated' ? author.name : '';
}

function dataOf(line: SystemLine, author: Author, agent: Agent | null): Record<string, string | number | boolean | null> {
  const name = nameIn(line, author, agent);
  if (line.code === 'chat.joined') return { id: agent?.id ?? '', name };
  if (line.rating) return { score: line.rating.score, solved: line.rating.solved, again: false };
  if (line.code === 'chat.ended') return { by: line.endedBy ?? 'system', name };
  if (line.code === 'ticket.snoozed') return { byName: name, dueAt: line.until?.toISOString() ?? '' };
  return line.code.startsWith('ticket.') ? { byName: name } : {};
}
