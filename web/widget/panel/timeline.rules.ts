import type { Message } from '#contracts/messages.js';

export type Row =
  | { row: 'day'; key: string; at: string }
  | { row: 'unread'; key: string }
  | { row: 'message'; key: string; message: Message; startsGroup: boolean; endsGroup: boolean };

const GROUP_GAP_MS = 5 * 60_000;
const dayOf = (instant: string) => new Date(instant).toDateString();
const sameHand = (one: Message | undefined, other: Message) =>
  one !== undefined && one.kind !== 'system' && other.kind !== 'system' && !one.recalledAt && !other.recalledAt &&
  one.author.kind === other.author.kind && one.author.id === other.author.id &&
  dayOf(one.createdAt) === dayOf(other.createdAt) && Date.parse(other.createdAt) - Date.parse(one.createdAt) < GROUP_GAP_MS;

/** Lines that say nothing to a customer: the recall shows in place of the message itself. */
const silent = (message: Message) => message.system?.code === 'message.recalled';

/** What the log shows, top to bottom: a divider per day, one before the first unread entry, and messages grouped by their writer. */
export function rowsOf(entries: readonly Message[], unreadAfter: number | null): Row[] {
  const shown = entries.filter((message) => !silent(message));
  const rows: Row[] = [];
  let marked = unreadAfter === null;
  shown.forEach((message, index) => {
    const [before, after] = [shown[index - 1], shown[index + 1]];
    if (!before || dayOf(before.createdAt) !== dayOf(message.createdAt)) rows.push({ row: 'day', key: `day ${message.seq}`, at: message.createdAt });
    const mark = !marked && message.seq > (unreadAfter ?? 0) && message.author.kind !== 'customer' && message.kind !== 'system';
    if (mark) rows.push({ row: 'unread', key: 'unread' });
    marked ||= mark;
    rows.push({
      row: 'message', key: message.clientMessageId ?? message.id, message,
      startsGroup: mark || !sameHand(before, message), endsGroup: after === undefined || !sameHand(message, after),
    });
  });
  return rows;
}

export const RECALL_WITHIN_MS = 2 * 60_000;
/** A margin keeps the button from being there for a call that must fail. */
export const canRecall = (message: Message, now: number): boolean =>
  message.author.kind === 'customer' && message.kind !== 'system' && !message.recalledAt && now - Date.parse(message.createdAt) < RECALL_WITHIN_MS - 3000;
