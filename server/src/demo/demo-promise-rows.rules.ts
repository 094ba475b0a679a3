import type { DemoPromise } from '#prisma/demo/demo.types.js';
import type { Author } from './demo-rows.rules.js';
import { type DemoWorld, idAt, known } from './demo-world.js';

const MINUTE = 60_000;
interface Line {
  readonly by: 'customer' | 'agent' | 'system';
  readonly at: Date;
  readonly text: string | null;
  readonly system: { readonly code: string; readonly data: Record<string, string | null> } | null;
  readonly internal: boolean;
}

export const leftAt = ({ minutesAgo }: DemoPromise, now: Date): Date => new Date(now.getTime() - minutesAgo * MINUTE);

/** The rows of one promise and its ticket, as they would stand if it had gone through the product. */
export function promiseRowsOf(promise: DemoPromise, world: DemoWorld, author: Author, now: Date) {
  const { kind, text, answer, call, complaint, openMinutes } = promise;
  const madeAt = leftAt(promise, now);
  const after = (minutes: number) => new Date(madeAt.getTime() + minutes * MINUTE);
  const dueAt = after(promise.dueAfter);
  const [id, teamId] = [idAt(madeAt), known(world.teams, promise.team)];
  const promiseId = idAt(madeAt);
  const agent = answer ? known(world.people, answer.by) : null;
  const keptAt = answer ? after(answer.after) : null;
  const late = keptAt !== null && keptAt > dueAt;
  const state = keptAt ? (late ? 'late' : 'kept') : dueAt < now ? 'broken' : 'open';
  const windowFrom = call?.windowMinutes === undefined ? null : new Date(dueAt.getTime() - call.windowMinutes * MINUTE);
  const missedAt = call?.missed ? new Date(now.getTime() - call.missed.minutesAgo * MINUTE) : null;
  const caller = call?.missed ? known(world.people, call.missed.by) : null;
  const told = { kind, dueAt: (missedAt ? after(openMinutes) : dueAt).toISOString(), from: windowFrom?.toISOString() ?? null };
  const line = (code: string, at: Date, data: Record<string, string | null>, internal: boolean): Line => ({ by: 'system', at, text: null, system: { code, data }, internal });
  const lines: Line[] = [
    { by: 'customer', at: madeAt, text, system: null, internal: false },
    line('promise.made', madeAt, told, false),
    ...(missedAt && caller
      ? [line('callback.called', missedAt, { result: 'not_reached', name: caller.name, note: call?.missed?.note ?? '' }, true), line('promise.renewed', missedAt, { kind, dueAt: dueAt.toISOString(), from: null }, false)]
      : []),
    ...(state === 'broken' || late ? [line('promise.broken', dueAt, { kind, dueAt: dueAt.toISOString() }, true)] : []),
    ...(answer && agent && keptAt
      ? [
          answer.text === undefined ? line('callback.called', keptAt, { result: 'reached', name: agent.name, note: '' }, true) : { by: 'agent' as const, at: keptAt, text: answer.text, system: null, internal: false },
          line('ticket.closed', new Date(keptAt.getTime() + 20 * MINUTE), { byName: agent.name }, true),
        ]
      : []),
  ];
  const messages = rows(id, lines, author, agent);
  const publicHead = messages.filter((message) => !message.internal).length;
  const lastSaid = lines.findLast((one) => one.text !== null);
  const basis = windowFrom
    ? { rule: 'window', from: windowFrom.toISOString(), to: dueAt.toISOString(), zone: promise.by.zone }
    : caller
      ? { rule: 'agreed', byName: caller.name }
      : { rule: 'open_time', minutes: openMinutes, source: 'organisation', opensAt: madeAt.toISOString(), zone: null };
  const warnAt = windowFrom ?? new Date(dueAt.getTime() - (dueAt.getTime() - (missedAt ?? madeAt).getTime()) / 4);
  const closedAt = lines.at(-1)?.system?.code === 'ticket.closed' ? (lines.at(-1)?.at ?? null) : null;
  return {
    messages,
    ticket: {
      id, channelId: world.channelId, teamId, assigneeId: agent?.id ?? null, visitorId: author.visitorId, createdAt: madeAt, type: complaint ? 'complaint' : 'question',
      state: closedAt ? 'closed' : 'new', closedAt, closedById: closedAt ? (agent?.id ?? null) : null,
    },
    timeline: {
      publicHead, staffHead: messages.length, gate: closedAt ? 'closed' : 'quiet', waitingSince: keptAt ? null : madeAt, lastMessageAt: lines.at(-1)?.at ?? madeAt, lastCustomerAt: madeAt,
      lastStaffAt: answer?.text === undefined ? null : keptAt, firstStaffAt: answer?.text === undefined ? null : keptAt,
      preview: lastSaid?.text?.slice(0, 140) ?? null, previewBy: lastSaid?.by ?? null, customerReadSeq: publicHead, customerDeliveredSeq: publicHead, staffUnread: keptAt ? 0 : 1,
    },
    promise: {
      id: promiseId, teamId, kind, state, messageId: messages[0]?.id ?? '', publicSeq: 1, madeAt, dueAt, warnAt, basis, email: kind === 'callback' ? null : (promise.by.email ?? null),
      warnedAt: warnAt <= now ? warnAt : null, brokenAt: state === 'broken' || late ? dueAt : null, keptAt, keptById: agent?.id ?? null,
      keptMessageId: answer?.text === undefined ? null : (messages.find((message) => message.authorKind === 'agent')?.id ?? null),
      openSeconds: answer ? answer.after * 60 : null,
    },
    complaint: complaint ? { grievance: text, ...complaint, createdAt: madeAt } : null,
    callback: call ? { number: call.number, country: call.country, windowFrom, windowTo: windowFrom && dueAt, zone: promise.by.zone } : null,
    attempts: [
      ...(missedAt && caller ? [{ id: idAt(missedAt), ticketId: id, direction: 'out', number: call?.number ?? null, byId: caller.id, result: 'not_reached', note: call?.missed?.note ?? null, nextDueAt: dueAt, createdAt: missedAt }] : []),
      ...(call && keptAt && agent ? [{ id: idAt(keptAt), ticketId: id, direction: 'out', number: call.number, byId: agent.id, result: 'reached', note: null, nextDueAt: null, createdAt: keptAt }] : []),
    ],
  };
}

function rows(ticketId: string, lines: readonly Line[], author: Author, agent: { readonly id: string; readonly name: string } | null) {
  let publicSeq = 0;
  return lines.map(({ by, at, text, system, internal }, index) => {
    const writer = by === 'customer' ? { id: author.visitorId, name: author.name } : by === 'agent' ? agent : null;
    return {
      id: idAt(at), ticketId, staffSeq: index + 1, publicSeq: internal ? null : (publicSeq += 1), senderId: writer?.id ?? null, clientMessageId: writer && `demo-${ticketId}-${index}`,
      authorKind: by, authorName: writer?.name ?? '', kind: system ? 'system' : 'text', text, internal, createdAt: at, ...(system ? { system } : {}),
    };
  });
}
