import type { OpenInterval } from '#contracts/calendars.js';

const WHOLE_DAY: OpenInterval = { from: '00:00', to: '24:00' };
const ALL_DAY = /^(24\s*(h|hours?|小时|小時)?|24\/7|all day|全天|整天)$/i;
const NONE = /^(closed|none|off|休息|不营业|不營業|公休|-)?$/i;
const TIME = String.raw`(\d{1,2})(?:[:.h]?(\d\d))?\s*(am|pm)?`;
const STRETCH = new RegExp(String.raw`^${TIME}\s*-\s*${TIME}$`, 'i');

function clock(hours: string | undefined, minutes: string | undefined, half: string | undefined): string | null {
  let hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function stretch(text: string): OpenInterval | null {
  const found = STRETCH.exec(text);
  const [from, to] = [clock(found?.[1], found?.[2], found?.[3]), clock(found?.[4], found?.[5], found?.[6])];
  if (!found || !from || !to) return null;
  const begin = from === '24:00' ? '00:00' : from;
  // Midnight as an end is the end of the day.
  const end = to === '00:00' ? '24:00' : to;
  return begin === end ? null : { from: begin, to: end };
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** Minutes of the day a stretch begins with; one over midnight ends beyond 1440. */
export function minutesOf({ from, to }: OpenInterval): { opens: number; closes: number } {
  const [opens, closes] = [minuteOf(from), minuteOf(to)];
  return { opens, closes: closes <= opens ? closes + 1440 : closes };
}

/** Reads hours as people type them: `9-12, 13:30-18`, `22-6`, `24h`, nothing for closed. Null when it cannot be read or overlaps. */
export function readIntervals(text: string): OpenInterval[] | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[–—~〜−]|\b(to|until)\b|[至到]/gi, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+(am|pm)\b/gi, '$1')
    .trim();
  if (NONE.test(plain)) return [];
  if (ALL_DAY.test(plain)) return [WHOLE_DAY];
  const read = plain
    .split(/[,;、，\s]+|\band\b|和/i)
    .filter(Boolean)
    .map(stretch);
  if (read.length > 12 || read.includes(null)) return null;
  const sorted = read.flatMap((one) => one ?? []).sort((a, b) => minutesOf(a).opens - minutesOf(b).opens);
  const apart = sorted.every((one, index) => index === 0 || minutesOf(one).opens >= minutesOf(sorted[index - 1] ?? one).closes);
  return apart ? sorted : null;
}

export const writeIntervals = (intervals: readonly OpenInterval[]): string => intervals.map(({ from, to }) => `${from}–${to}`).join(', ');

/** Whether the last stretch of a day ends in the next. */
export const runsOver = (intervals: readonly OpenInterval[]): boolean => intervals.some((one) => minutesOf(one).closes > 1440);
