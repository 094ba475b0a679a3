import type { Message } from '#contracts/messages.js';

export interface TimelineItem {
  message: Message;
  /** Local day that begins with this entry, as an instant of that day; null inside a day. */
  day: string | null;
  /** Ends a run of one author's entries: the foot with name, time and mark stands here. */
  endsRun: boolean;
  startsRun: boolean;
}

const RUN_MS = 5 * 60_000;

/** Entries with their day dividers and runs. `dayOf` knows the reader's calendar. */
export function timelineItems(entries: readonly Message[], dayOf: (at: string) => string): TimelineItem[] {
  return entries.map((message, index) => {
    const [before, after] = [entries[index - 1], entries[index + 1]];
    const newDay = !before || dayOf(before.createdAt) !== dayOf(message.createdAt);
    return {
      message,
      day: newDay ? message.createdAt : null,
      startsRun: newDay || !before || !isOneRun(before, message),
      endsRun: !after || dayOf(after.createdAt) !== dayOf(message.createdAt) || !isOneRun(message, after),
    };
  });
}

function isOneRun(a: Message, b: Message): boolean {
  return (
    a.author.kind === b.author.kind &&
    a.author.id === b.author.id &&
    a.internal === b.internal &&
    a.kind !== 'system' &&
    b.kind !== 'system' &&
    Date.parse(b.createdAt) - Date.parse(a.createdAt) < RUN_MS
  );
}

/** Within this a person may take back an own message; less a moment for the way to the server. */
const RECALL_MS = 2 * 60_000 - 2_000;
export const recallMsLeft = (message: Message, now: number): number => RECALL_MS - (now - Date.parse(message.createdAt));
export const mayRecall = (message: Message, meId: string, now: number): boolean =>
  message.author.kind === 'agent' &&
  message.author.id === meId &&
  message.kind !== 'system' &&
  message.recalledAt === null &&
  recallMsLeft(message, now) > 0;
