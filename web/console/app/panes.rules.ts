/** As many talks as one person can follow at once. */
export const MOST_PANES = 4;
/** Below this a talk is too narrow to read and write in, in px. */
const NARROWEST = 320;

const ID = /^[0-9a-f-]{36}$/;

/**
 * The talks beside each other, in order. The address names the one with the focus by itself and all of them in `beside`;
 * one that is not among them takes the place of the one that had the focus before, or of the last.
 */
export function panesOf(beside: string | undefined, focused: string, before: string | null): string[] {
  const named = [...new Set((beside ?? '').split(','))].filter((id) => ID.test(id)).slice(0, MOST_PANES);
  if (named.length === 0) return [focused];
  if (named.includes(focused)) return named;
  const at = before === null ? -1 : named.indexOf(before);
  return named.with(at, focused);
}

/** What stands in the address; nothing for a single talk. */
export const besideOf = (panes: readonly string[]): { beside: string } | Record<never, never> => (panes.length > 1 ? { beside: panes.join(',') } : {});

/** Puts one more to the right. Where there is no room, the last without the focus makes way. */
export function withPane(panes: readonly string[], focused: string, id: string): string[] {
  if (panes.includes(id)) return [...panes];
  if (panes.length < MOST_PANES) return [...panes, id];
  return panes.with(panes.findLastIndex((pane) => pane !== focused), id);
}

/** The talks without one, and which of them has the focus then: its right neighbour, otherwise the left one. */
export function withoutPane(panes: readonly string[], focused: string, id: string): { panes: string[]; focused: string | null } {
  const left = panes.filter((pane) => pane !== id);
  if (focused !== id) return { panes: left, focused };
  return { panes: left, focused: left[Math.min(panes.indexOf(id), left.length - 1)] ?? null };
}

/** How many talks fit beside each other in so many px. */
export const fitting = (width: number): number => Math.max(2, Math.min(MOST_PANES, Math.floor(width / NARROWEST)));
