/** What an agent is told of while looking elsewhere. */
export const ALERT_KINDS = ['offer', 'waiting', 'message', 'late'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Minutes of the day of `HH:MM`. */
const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether a time of day lies in a span that may go over midnight. A span from a time to itself is the whole day. */
export function isWithin(now: string, from: string, to: string): boolean {
  const [at, start, end] = [minutesOf(now), minutesOf(from), minutesOf(to)];
  return start < end ? at >= start && at < end : at >= start || at < end;
}

/** Two of a kind within this are one: a burst of messages is not a drum. */
export const REST_MS = 1500;

/** Remembers what was told, here or in another tab, so that everything rings once and nothing rings twice at a time. */
export function createMemory(most = 500) {
  const told = new Set<string>();
  const lastAt = new Map<AlertKind, number>();
  return {
    /** True when it is new and may ring now. */
    isDue: (kind: AlertKind, key: string, now: number): boolean => !told.has(`${kind} ${key}`) && now - (lastAt.get(kind) ?? -REST_MS) >= REST_MS,
    note(kind: AlertKind, key: string, now: number): void {
      told.add(`${kind} ${key}`);
      lastAt.set(kind, now);
      const [oldest] = told;
      if (told.size > most && oldest !== undefined) told.delete(oldest);
    },
  };
}

interface Waiting {
  readonly id: string;
  readonly waitingSince: string | null;
}
/** The tickets whose customer has waited too long, each named with the wait it is about, and when the next one will be. */
export function lateOnes(rows: readonly Waiting[], redSeconds: number, now: number): { late: { id: string; key: string }[]; nextAt: number | null } {
  const due = rows.flatMap(({ id, waitingSince }) => (waitingSince === null ? [] : [{ id, key: `${id} ${waitingSince}`, at: Date.parse(waitingSince) + redSeconds * 1000 }]));
  const ahead = due.map(({ at }) => at).filter((at) => at > now);
  return { late: due.filter(({ at }) => at <= now).map(({ id, key }) => ({ id, key })), nextAt: ahead.length > 0 ? Math.min(...ahead) : null };
}
