export interface Due {
  readonly dueAt: string | null;
  readonly warnAt: string | null;
}
export type DueLevel = 'calm' | 'amber' | 'red';

/** Amber from the moment the server calls urgent, red once the minute has passed. Without a time it stays calm. */
export function dueLevel({ dueAt, warnAt }: Due, nowSeconds: number): DueLevel {
  const now = nowSeconds * 1000;
  if (dueAt !== null && now > Date.parse(dueAt)) return 'red';
  return warnAt !== null && now >= Date.parse(warnAt) ? 'amber' : 'calm';
}

export interface DueDistance {
  readonly over: boolean;
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly count: number;
}

/** How far away the time is, never more than there is: 12 min 50 s are 12 minutes left, and 50 s over are one minute over. */
export function dueDistance(dueAt: string, nowSeconds: number): DueDistance {
  const left = Math.floor(Date.parse(dueAt) / 1000) - nowSeconds;
  const over = left < 0;
  const size = Math.abs(left);
  const whole = (seconds: number) => (over ? Math.ceil(size / seconds) : Math.floor(size / seconds));
  if (whole(60) < 60) return { over, unit: 'minutes', count: whole(60) };
  return size < 48 * 3600 ? { over, unit: 'hours', count: Math.max(1, Math.floor(size / 3600)) } : { over, unit: 'days', count: Math.floor(size / 86_400) };
}

interface Dues {
  readonly chat: unknown;
  readonly promise: Due | null;
  readonly due: (Due & { readonly kind: string; readonly state: string }) | null;
}

/** What a row has room for: the promise, or what its policy asks for sooner. Who chats is waited for by the second; a solution shows when it becomes urgent. */
export function shownDue({ chat, promise, due }: Dues, nowSeconds: number): 'promise' | 'due' | null {
  if (chat) return null;
  const shows = due !== null && (due.kind !== 'resolution' || dueLevel(due, nowSeconds) !== 'calm');
  if (!promise) return shows ? 'due' : null;
  return shows && due.dueAt !== null && (promise.dueAt === null || due.dueAt < promise.dueAt) ? 'due' : 'promise';
}
