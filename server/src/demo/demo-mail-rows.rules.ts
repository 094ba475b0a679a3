import type { DemoMailThread } from '#prisma/demo/demo.types.js';
import { idAt } from './demo-world.js';

interface Place {
  readonly channelId: string;
  readonly teamId: string;
  readonly visitorId: string;
  readonly agent: { readonly id: string; readonly name: string } | null;
}
const MINUTE = 60_000;
const DAY = 86_400_000;
const WROTE = { en: 'On {date}, {name} wrote:', 'zh-CN': '在 {date}，{name} 写道：', 'zh-TW': '{name} 於 {date} 寫道：' } as const;

/** When each letter of a thread was written; never in the future, however early the day is. */
export function playedAt({ when: [daysAgo, clock], words }: DemoMailThread, now: Date): Date[] {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  const length = words.reduce((sum, word) => sum + word.minutes, 0) * MINUTE;
  let at = Math.min(midnight - daysAgo * DAY + (hours * 60 + minutes) * MINUTE, now.getTime() - length - 10 * MINUTE);
  return words.map((word) => {
    at += word.minutes * MINUTE;
    return new Date(at);
  });
}

/** The rows of one thread, as they would stand if its letters had gone through the product. */
export function mailRowsOf(thread: DemoMailThread, now: Date, { channelId, teamId, visitorId, agent }: Place) {
  const times = playedAt(thread, now);
  const createdAt = times[0] ?? now;
  const lastAt = times.at(-1) ?? now;
  const ticketId = idAt(createdAt);
  const { from, words, state } = thread;
  let publicSeq = 0;
  const messages = words.map((word, index) => {
    const at = times[index] ?? now;
    const ours = word.by === 'out' || word.by === 'note';
    const internal = word.by === 'note' || word.by === 'absent';
    const id = idAt(at);
    return {
      id, ticketId, staffSeq: index + 1, publicSeq: internal ? null : (publicSeq += 1), senderId: ours ? (agent?.id ?? null) : visitorId, clientMessageId: `demo-${ticketId}-${index}`,
      authorKind: ours ? 'agent' : word.by === 'absent' ? 'bot' : 'customer', authorName: ours ? (agent?.name ?? '') : from.name, kind: 'text', text: word.text, internal, createdAt: at,
      ...(ours ? {} : { card: { mailId: idAt(at) } }),
    };
  });
  const said = words.flatMap((word, index) => (word.by === 'in' || word.by === 'out' ? [{ ...word, at: times[index] ?? now }] : []));
  const last = said.at(-1);
  const done = state === 'closed' || state === 'solved';
  const waitingSince = last?.by === 'in' && !done ? last.at : null;
  const lastOf = (by: 'in' | 'out') => said.findLast((word) => word.by === by)?.at ?? null;
  return {
    ticket: {
      id: ticketId, channelId, teamId, assigneeId: agent?.id ?? null, visitorId, subject: thread.subject, state, createdAt,
      ...(done ? { solvedAt: lastAt, solvedById: agent?.id ?? null } : {}), ...(state === 'closed' ? { closedAt: lastAt, closedById: agent?.id ?? null } : {}),
    },
    timeline: {
      publicHead: publicSeq, staffHead: messages.length, gate: state === 'closed' ? 'closed' : done || state === 'pending' ? 'quiet' : 'open', waitingSince, lastMessageAt: lastAt,
      lastCustomerAt: lastOf('in'), lastStaffAt: lastOf('out'), firstStaffAt: said.find(({ by }) => by === 'out')?.at ?? null, preview: last?.text.slice(0, 140) ?? null, previewBy: last?.by === 'out' ? 'agent' : 'customer',
      customerUnread: 0, staffUnread: waitingSince ? 1 : 0,
    },
    reads: agent ? [{ accountId: agent.id, readSeq: waitingSince ? messages.length - 1 : messages.length, updatedAt: lastAt }] : [],
    messages,
    received: messages.flatMap((message, index) => {
      const word = words[index];
      if (!word || !message.card) return [];
      const before = messages.slice(0, index).findLast(({ authorKind, internal }) => authorKind === 'agent' && !internal);
      const quote = before && word.by === 'in' ? `\n\n${introduction(from.locale, before.authorName, before.createdAt)}\n${before.text.split('\n').map((line) => `> ${line}`).join('\n')}` : '';
      return [{
        id: message.card.mailId, channelId, state: 'parsed', trust: index === 0 ? 'claimed' : 'signed', fromAddress: from.address, fromName: from.name, subject: index === 0 ? thread.subject : `Re: ${thread.subject}`,
        automatic: word.by === 'absent' ? 'reply' : null, text: `${word.text}${quote}`, html: word.html ?? null, ticketId, entryId: message.id, dueAt: message.createdAt, receivedAt: message.createdAt, readAt: message.createdAt,
      }];
    }),
    sent: messages.filter(({ authorKind, internal }) => authorKind === 'agent' && !internal).map((message, index, all) => {
      const bounced = thread.bounced !== undefined && index === all.length - 1;
      const at = message.createdAt;
      return {
        id: idAt(at), channelId, ticketId, aboutId: message.id, kind: 'reply', toAddress: from.address, createdAt: at, ...(bounced ? { bouncedAt: new Date(at.getTime() + MINUTE), bounce: thread.bounced } : {}),
        delivery: bounced ? { state: 'failed', lastError: `bounced ${thread.bounced}`, deliveredAt: at } : { state: 'delivered', response: '250 2.0.0 Ok: queued', deliveredAt: at },
      };
    }),
  };
}

const introduction = (locale: keyof typeof WROTE | null, name: string, at: Date): string => WROTE[locale ?? 'en'].replace('{name}', name).replace('{date}', at.toISOString().slice(0, 16).replace('T', ' '));
