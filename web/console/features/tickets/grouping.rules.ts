import type { TicketGroup, TicketRow } from '#contracts/tickets.js';

const DAY = 86_400_000;
const DUE = ['overdue', 'today', 'tomorrow', 'later', 'none'] as const;
export type DueGroup = (typeof DUE)[number];
/** A heading of a grouped list: what its rows have in common. */
export interface GroupHead {
  readonly key: string;
  /** Of a person or team; null for nobody, and where words of ours name it. */
  readonly name: string | null;
}

/** When it runs out, by the day on this screen's clock. Without a running clock there is no time. */
export function dueGroup(dueAt: string | null | undefined, now: number): DueGroup {
  if (!dueAt) return 'none';
  const at = Date.parse(dueAt);
  if (at <= now) return 'overdue';
  const tonight = new Date(now).setHours(24, 0, 0, 0);
  return at < tonight ? 'today' : at < tonight + DAY ? 'tomorrow' : 'later';
}

export function headOf(row: TicketRow, group: TicketGroup, now: number): GroupHead {
  if (group === 'state') return { key: row.state, name: null };
  if (group === 'priority') return { key: row.priority, name: null };
  if (group === 'due') return { key: dueGroup(row.due?.dueAt, now), name: null };
  const of = group === 'assignee' ? row.assignee : row.team;
  return { key: of?.id ?? 'nobody', name: of?.name ?? null };
}

export type ListItem = { readonly kind: 'head'; readonly head: GroupHead } | { readonly kind: 'row'; readonly row: TicketRow; readonly position: number };

/** The rows of a list in their order, with a heading before each group that begins. */
export function itemsOf(rows: readonly TicketRow[], group: TicketGroup | undefined, now: number): ListItem[] {
  let last: string | null = null;
  return rows.flatMap((row, index): ListItem[] => {
    const item: ListItem = { kind: 'row', row, position: index + 1 };
    if (!group) return [item];
    const head = headOf(row, group, now);
    if (head.key === last) return [item];
    last = head.key;
    return [{ kind: 'head', head }, item];
  });
}
