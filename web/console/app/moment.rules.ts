import { parse as parseEnglish } from 'chrono-node/en';
import { hans } from 'chrono-node/zh';

/** A time by the clock on the wall. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MORNING = 9;

/** What the clock shows in a zone. */
export function wallOf(at: number, zone: string): Wall {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}
const utcOf = ({ year, month, day, hour, minute }: Wall): number => Date.UTC(year, month - 1, day, hour, minute);
const offsetAt = (at: number, zone: string): number => utcOf(wallOf(at, zone)) - Math.floor(at / MINUTE_MS) * MINUTE_MS;

/** The moment at which the clock of a zone shows that. Asked twice: the offset may be another one then than now. */
export function momentOf(wall: Wall, zone: string): number {
  const wanted = utcOf(wall);
  const near = wanted - offsetAt(wanted, zone);
  return wanted - offsetAt(near, zone);
}

export type Preset = 'later' | 'tomorrow' | 'week';

/** Later today, while the day is long enough; tomorrow morning; the morning of the next Monday. */
export function presets(now: number, zone: string): readonly { readonly key: Preset; readonly at: number }[] {
  const wall = wallOf(now, zone);
  const weekday = new Date(utcOf(wall)).getUTCDay();
  const inDays = (days: number) => {
    const then = new Date(utcOf({ ...wall, hour: 0, minute: 0 }) + days * DAY_MS);
    return momentOf({ year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, day: then.getUTCDate(), hour: MORNING, minute: 0 }, zone);
  };
  const later = wall.hour < 17 ? [{ key: 'later' as const, at: momentOf({ ...wall, hour: wall.hour + 3, minute: 0 }, zone) }] : [];
  // On a Sunday the next week begins tomorrow.
  const week = weekday === 0 ? [] : [{ key: 'week' as const, at: inDays(8 - weekday) }];
  return [...later, { key: 'tomorrow', at: inDays(1) }, ...week];
}

const SIMPLE: Readonly<Record<string, string>> = { 週: '周', 點: '点', 後: '后', 個: '个', 鐘: '钟', 時: '时', 兩: '两', 號: '号', 禮: '礼', 間: '间', 分鐘: '分钟' };
const WEEKDAYS = '一二三四五六日';

/** Chinese weeks begin on Monday: "下周二" said on a Sunday is the day after tomorrow. Written as a date, so that nobody counts otherwise. */
function withDates(text: string, now: Wall): string {
  const monday = utcOf({ ...now, hour: 0, minute: 0 }) - ((new Date(utcOf(now)).getUTCDay() + 6) % 7) * DAY_MS;
  return text.replace(/(下下|下|这|本)个?(?:周|星期|礼拜)([一二三四五六日天])/gu, (_, which: string, name: string) => {
    const weeks = which === '下下' ? 2 : which === '下' ? 1 : 0;
    const then = new Date(monday + (weeks * 7 + WEEKDAYS.indexOf(name === '天' ? '日' : name)) * DAY_MS);
    return `${then.getUTCFullYear()}年${then.getUTCMonth() + 1}月${then.getUTCDate()}日`;
  });
}

/** The hour of a part of a day that is named without one. */
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/\bnoon|中午/iu, 12],
  [/afternoon|下午/iu, 15],
  [/evening|tonight|night|晚/iu, 20],
];

/**
 * The moment that words name ("next Tuesday 3pm", 「下周二下午3点」), by the clock of a zone; without an hour in the morning.
 * Null: they name none, or one that has passed.
 */
export function momentNamed(words: string, now: number, zone: string): number | null {
  const chinese = /\p{Script=Han}/u.test(words);
  const here = wallOf(now, zone);
  // The library counts by the clock of this machine: it is shown the wall of the zone, and answers with another wall of it.
  const reference = new Date(here.year, here.month - 1, here.day, here.hour, here.minute);
  const simple = [...words].map((sign) => SIMPLE[sign] ?? sign).join('');
  const [found] = chinese ? hans.parse(withDates(simple, here), reference, { forwardDate: true }) : parseEnglish(words, reference, { forwardDate: true });
  if (!found) return null;
  const { start } = found;
  const number = (part: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(part) ?? 0;
  const timed = start.isCertain('hour');
  const hour = timed ? number('hour') : (PARTS.find(([sign]) => sign.test(words))?.[1] ?? MORNING);
  const at = momentOf({ year: number('year'), month: number('month'), day: number('day'), hour, minute: timed ? number('minute') : 0 }, zone);
  return at > now ? at : null;
}
