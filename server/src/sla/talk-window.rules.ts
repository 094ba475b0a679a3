/** Longer than any transaction lasts: what committed late is found all the same. */
const OVERLAP_MS = 20_000;
/** What a process that has just begun looks back on; whatever is older shows when the clock says that it is due. */
const FIRST_MS = 3_600_000;

/** The smallest id a message can bear that may have become visible since the last turn: ids begin with their time. */
export function talkWindow(followedAt: number | null, now: number): string {
  const from = Math.max(0, Math.trunc((followedAt ?? now - FIRST_MS) - OVERLAP_MS));
  const hex = from.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
