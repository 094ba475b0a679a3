import type { DemoCaller } from '#prisma/demo/demo.types.js';
import { isSpokenTo } from '../calls/call.rules.js';
import { type DemoWorld, idAt, known } from './demo-world.js';

const MINUTE = 60_000;
const SOLVED_AFTER = 2 * MINUTE;
interface Entry {
  readonly at: Date;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly text: string | null;
  readonly system: { readonly code: string; readonly data: Record<string, string | null> } | null;
  readonly internal: boolean;
}

/** The rows of one caller's ticket, as they would stand if each call had been recorded. */
export function callerRowsOf(caller: DemoCaller, world: DemoWorld, visitorId: string, now: Date) {
  const { team, agent, subject, type, priority, tags, stand, number } = caller;
  const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * MINUTE);
  const assignee = known(world.people, agent);
  const [first, last] = [caller.calls[0], caller.calls.at(-1)];
  if (!first || !last) throw new Error(`the demo data name no call of ${caller.name}`);
  const [id, teamId] = [idAt(at(first.minutesAgo)), known(world.teams, team)];
  const dueAt = last.againIn === undefined ? null : new Date(now.getTime() + last.againIn * MINUTE);
  const warnAt = dueAt && new Date(dueAt.getTime() - (dueAt.getTime() - at(last.minutesAgo).getTime()) / 4);
  const madeAt = at(caller.calls.find((call) => call.againIn !== undefined)?.minutesAgo ?? 0);
  const entries: Entry[] = caller.calls.flatMap((call, nth) => {
    const [by, when] = [known(world.people, call.by), at(call.minutesAgo)];
    const line = (code: string, data: Record<string, string | null>, internal: boolean): Entry => ({ at: when, by: null, text: null, system: { code, data }, internal });
    const due = call.againIn === undefined ? [] : [line(nth === 0 ? 'promise.made' : 'promise.renewed', { kind: 'callback', dueAt: new Date(now.getTime() + call.againIn * MINUTE).toISOString(), from: null }, false)];
    return [line('call.recorded', { direction: call.direction, result: call.result, name: by.name }, true), ...(call.note === '' ? [] : [{ at: when, by, text: call.note, system: null, internal: true }]), ...due];
  });
  const solvedAt = stand === 'solved' ? new Date(at(last.minutesAgo).getTime() + SOLVED_AFTER) : null;
  if (stand) entries.push({ at: solvedAt ?? at(last.minutesAgo), by: null, text: null, system: { code: `ticket.${stand}`, data: { byName: assignee.name } }, internal: true });
  let publicSeq = 0;
  const messages = entries.map(({ at: createdAt, by, text, system, internal }, index) => ({
    id: idAt(createdAt), ticketId: id, staffSeq: index + 1, publicSeq: internal ? null : (publicSeq += 1), senderId: by?.id ?? null, clientMessageId: by && `demo-${id}-${index}`,
    authorKind: by ? 'agent' : 'system', authorName: by?.name ?? '', kind: system ? 'system' : 'text', text, internal, createdAt, ...(system ? { system } : {}),
  }));
  const promiseId = dueAt ? idAt(madeAt) : null;
  return {
    messages,
    ticket: {
      id, channelId: world.channelId, teamId, assigneeId: assignee.id, visitorId, subject, type, priority, tags: [...tags], state: stand ?? 'open', createdAt: at(first.minutesAgo),
      solvedAt, solvedById: solvedAt ? assignee.id : null,
    },
    timeline: { publicHead: publicSeq, staffHead: messages.length, gate: 'quiet', lastMessageAt: at(last.minutesAgo), customerReadSeq: publicSeq, customerDeliveredSeq: publicSeq },
    promise:
      dueAt && promiseId
        ? {
            id: promiseId, teamId, kind: 'callback', state: 'open', messageId: messages[0]?.id ?? '', publicSeq: 0, madeAt, dueAt, warnAt,
            basis: { rule: 'agreed', byName: known(world.people, last.by).name }, warnedAt: warnAt && warnAt <= now ? warnAt : null,
          }
        : null,
    callback: promiseId ? { promiseId, number, country: caller.country, ownerId: known(world.people, last.by).id } : null,
    calls: caller.calls.map((call, nth) => {
      const createdAt = at(call.minutesAgo);
      const noteId = messages.find((message) => message.text !== null && message.createdAt.getTime() === createdAt.getTime())?.id ?? null;
      const nextDueAt = call.againIn === undefined ? null : new Date(now.getTime() + call.againIn * MINUTE);
      return { id: idAt(createdAt), ticketId: id, byId: known(world.people, call.by).id, direction: call.direction, result: call.result, number, noteId, opened: nth === 0, names: nth === 0 && isSpokenTo(call.result), promiseId: nth > 0 ? promiseId : null, nextDueAt, createdAt };
    }),
  };
}
