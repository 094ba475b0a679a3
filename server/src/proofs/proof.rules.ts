const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a code is good for once its letter is written, and how late a letter may still be written. */
export const CODE_LIFE_MS = 10 * MINUTE_MS;
export const MOST_TRIES = 5;
/** Between two codes to the same address. */
export const PAUSE_MS = 30_000;
/** Codes within a time: to one address, whoever asks, and for one browser. */
const BOUNDS = {
  address: [{ within: HOUR_MS, most: 5 }, { within: 24 * HOUR_MS, most: 10 }],
  visitor: [{ within: HOUR_MS, most: 8 }, { within: 24 * HOUR_MS, most: 20 }],
} as const;
/** How far back a count has to look. */
export const COUNTED_MS = 24 * HOUR_MS;
/** How long codes, and addresses of which nothing came, are kept: longer than they are counted. */
export const KEPT_MS = 2 * COUNTED_MS;
/** Texts cost money: so many codes an hour go to phones, whoever asks from wherever. */
export const MOST_TEXTS_AN_HOUR = 200;
export const TEXTS_WITHIN_MS = HOUR_MS;

export interface CodesSent {
  /** When codes were asked for, in any order. */
  readonly address: readonly Date[];
  readonly visitor: readonly Date[];
}

/** How long another code must wait; 0 when it may go now. */
export function restBefore({ address, visitor }: CodesSent, now: Date): number {
  const waits = [rest(address, [{ within: PAUSE_MS, most: 1 }, ...BOUNDS.address], now), rest(visitor, BOUNDS.visitor, now)];
  return Math.max(...waits);
}

function rest(sent: readonly Date[], bounds: readonly { within: number; most: number }[], now: Date): number {
  const times = sent.map((at) => at.getTime()).sort((a, b) => b - a);
  return Math.max(
    0,
    ...bounds.map(({ within, most }) => {
      const oldest = times[most - 1];
      return oldest === undefined ? 0 : oldest + within - now.getTime();
    }),
  );
}

export interface KeptCode {
  readonly hash: Uint8Array | null;
  readonly expiresAt: Date | null;
  readonly tries: number;
  readonly usedAt: Date | null;
}

/** Whether a code may still be tried. One whose letter is not written yet may be guessed at like any other, in vain. */
export const isOver = ({ expiresAt, tries, usedAt }: KeptCode, now: Date): boolean => usedAt !== null || tries >= MOST_TRIES || (expiresAt !== null && expiresAt <= now);

/** The digits of what was typed: full-width ones count, blanks and dashes between them do not. Null when it is no code. */
export function digitsOf(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\u200e\u200f\u2066-\u2069-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** Better proven first. */
const RANKS: Readonly<Record<string, number>> = { code: 0, signed: 1, claimed: 2 };
export const byRank = (a: { proof: string }, b: { proof: string }): number => (RANKS[a.proof] ?? 3) - (RANKS[b.proof] ?? 3);
