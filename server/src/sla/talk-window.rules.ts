/** Longer than any transaction lasts: what committed late is found all the same. */
const OVERLAP_MS = 20_000;
/** What a process that has just begun looks back on; whatever is older shows when the clock says that it is due. */
const FIRST_MS = 3_600_000;

const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/**
 * The smallest id a message can bear that may have become visible since the last turn: ids begin with their time.
 * @param followed an id made at the beginning of the last turn, null before the first
 * @param now an id made just now
 */
export function talkWindow(followed: string | null, now: string): string {
  const from = Math.max(0, (followed === null ? timeOf(now) - FIRST_MS : timeOf(followed)) - OVERLAP_MS);
  const hex = from.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
