import type { CallRecord, StaffPromise } from '#contracts/promises.js';

const HOUR_MS = 3_600_000;
/** Full and half hours to choose for the next attempt: soon, later today, tomorrow at nine and two, the day after. */
export function nextTimes(now: number): string[] {
  const slot = (at: number) => Math.ceil(at / (HOUR_MS / 2)) * (HOUR_MS / 2);
  const clock = (days: number, hour: number) => {
    const at = new Date(now);
    return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days, hour).getTime();
  };
  const all = [now + HOUR_MS, now + 2 * HOUR_MS, now + 4 * HOUR_MS].map(slot).concat([clock(1, 9), clock(1, 14), clock(2, 9)]);
  return [...new Set(all)].filter((at) => at > now).toSorted((a, b) => a - b).map((at) => new Date(at).toISOString());
}

/** The promise as it will be when the server has recorded the call. */
export function afterCall(promise: StaffPromise, { result, note, nextDueAt }: CallRecord, at: string): StaffPromise {
  const { callback } = promise;
  const attempted = callback && { ...callback, attempts: [...callback.attempts, { id: `new ${at}`, by: null, result, note: note ?? null, nextDueAt: nextDueAt ?? null, at }] };
  if (nextDueAt) return { ...promise, callback: attempted, state: 'open', dueAt: nextDueAt, warnAt: null, basis: { rule: 'agreed', byName: '' } };
  const ended = { ...promise, callback: attempted, can: { record: false } };
  if (result === 'reached' || result === 'left_word') return { ...ended, state: promise.dueAt !== null && at > promise.dueAt ? 'late' : 'kept', keptAt: at };
  return { ...ended, state: 'withdrawn', withdrawn: { at, reason: result === 'wrong_number' ? 'wrong_number' : 'unreachable' } };
}
