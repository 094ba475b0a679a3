import type { Situation } from '#contracts/channels.js';
import type { Locale } from '#contracts/common.js';

export interface Outlook {
  readonly open: boolean;
  readonly opensAt: Date | null;
  readonly staffed: boolean;
  /** Whether somebody has a free place. */
  readonly free: boolean;
  readonly position: number;
  readonly etaSeconds: number | null;
}

const LONG_LINE = 3;
const LONG_WAIT_SECONDS = 5 * 60;

/** What is worth saying to somebody who waits: the plainest truth that keeps him from waiting in vain. */
export function situationOf({ open, opensAt, staffed, free, position, etaSeconds }: Outlook): Situation {
  if (!open) return opensAt ? 'closed' : 'unknown';
  if (!staffed) return 'nobody';
  return !free && (position > LONG_LINE || (etaSeconds ?? 0) >= LONG_WAIT_SECONDS) ? 'busy' : 'received';
}

/** The one who waits on is told what has changed, and no more than this many things in all. */
export const MOST_WHILE_WAITING = 2;
/** Said once the wait has begun; that a message arrived is no news later. */
export const isNews = (situation: Situation): boolean => situation !== 'received';

/** The moment in words of a language, by the clock of a zone; named where it is not the reader's own. */
export function momentIn(moment: Date, locale: Locale, zone: string, own: boolean): string {
  const shape = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  return new Intl.DateTimeFormat(locale, own ? shape : { ...shape, timeZoneName: 'short' }).format(moment);
}

/** Fills the blanks. Null when the text asks for something that is not known: half a promise is none. */
export function filled(text: string, values: Readonly<Record<string, string | null>>): string | null {
  let whole = true;
  const result = text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = values[name] ?? null;
    if (value === null) whole = false;
    return value ?? '';
  });
  return whole ? result : null;
}
