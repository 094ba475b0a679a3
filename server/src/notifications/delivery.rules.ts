import { SmsRefusal } from '../platform/sms-sender.js';

const FIRST_MS = 30_000;
const LONGEST_MS = 3_600_000;
/** Tries over some ten hours; a mail server that is away for a night gets the letter in the morning by hand. */
export const MOST_ATTEMPTS = 15;

/** How long to wait after the n-th failed try (n from 1): twice as long each time, up to an hour. */
export const pauseAfter = (attempts: number): number => Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);

/** What an SMTP server said, without the address it said it about. */
export interface Refusal {
  readonly permanent: boolean;
  readonly note: string;
  /** How long the other side asks to be left alone. */
  readonly restMs?: number;
}

export function refusalOf(fault: unknown): Refusal {
  if (fault instanceof SmsRefusal) return { permanent: fault.permanent, note: fault.note, restMs: fault.restMs };
  const read = (name: string): unknown => (typeof fault === 'object' && fault !== null ? Reflect.get(fault, name) : undefined);
  const [status, command, code] = [read('responseCode'), read('command'), read('code')];
  const note = [status, command, code].filter((part) => typeof part === 'number' || typeof part === 'string').join(' ');
  // 5xx on a recipient or the text will not change by itself; on the greeting or sign-in it is our side that is set wrong.
  const permanent = typeof status === 'number' && status >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return { permanent, note: note.slice(0, 200) || 'unknown' };
}

export interface Outcome {
  readonly state: 'due' | 'failed';
  readonly dueAt: Date;
}

export function outcomeOf(refusal: Refusal, attempts: number, now: Date): Outcome {
  const over = refusal.permanent || attempts >= MOST_ATTEMPTS;
  return { state: over ? 'failed' : 'due', dueAt: new Date(now.getTime() + Math.max(pauseAfter(attempts), refusal.restMs ?? 0)) };
}

/** What a server said, as short as a line and without the addresses in it. */
export const withoutAddresses = (answer: string): string => answer.replaceAll(/[^\s<>"]+@[^\s<>"]+/g, '…').replaceAll(/\s+/g, ' ').trim().slice(0, 200);

/** What was delivered is not sent again, nor what has lost its sense. */
export const mayRetry = (state: string): boolean => state === 'failed' || state === 'due';
