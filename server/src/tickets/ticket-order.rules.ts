import type { TicketGroup, TicketSort } from '#contracts/tickets.js';
import type { TicketRowRecord } from './tickets.present.js';

export type KeyValue = Date | number | string | null;
interface SortKey {
  readonly sql: string;
  readonly type: 'timestamptz' | 'int' | 'text' | 'uuid';
  readonly descending?: true;
  /** Never nothing: then an index of it has the order. */
  readonly never?: true;
  readonly of: (row: TicketRowRecord) => KeyValue;
}

/** Where several have no first key: by what moved last. */
const lately = (first: SortKey): SortKey => ({
  sql: `CASE WHEN ${first.sql} IS NULL THEN t."lastMessageAt" END`,
  type: 'timestamptz',
  descending: true,
  of: (row) => (first.of(row) === null ? row.lastMessageAt : null),
});
const WAITING: SortKey = { sql: 't."waitingSince"', type: 'timestamptz', of: (row) => row.waitingSince };
const PROMISED: SortKey = { sql: 'p."dueAt"', type: 'timestamptz', of: (row) => row.dueAt };
const DUE: SortKey = { sql: 'tc."dueAt"', type: 'timestamptz', of: (row) => row.clockDueAt };
const WAKING: SortKey = { sql: 'k."snoozedUntil"', type: 'timestamptz', of: (row) => row.snoozedUntil };
const RANKS = { urgent: 0, high: 1, normal: 2, low: 3 } as const;
const PRIORITY: SortKey = {
  sql: `CASE k."priority" WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END`,
  type: 'int',
  of: (row) => RANKS[row.priority],
};

/** What a list can be ordered by. */
export const SORTS = {
  waiting: [WAITING, lately(WAITING)],
  promised: [PROMISED, lately(PROMISED)],
  due: [DUE, lately(DUE)],
  waking: [WAKING, lately(WAKING)],
  priority: [PRIORITY, WAITING, lately(WAITING)],
  recent: [{ sql: 't."lastMessageAt"', type: 'timestamptz', descending: true, of: (row) => row.lastMessageAt }],
  newest: [{ sql: 'k."number"', type: 'int', descending: true, never: true, of: (row) => row.number }],
  oldest: [{ sql: 'k."number"', type: 'int', never: true, of: (row) => row.number }],
} as const satisfies Record<TicketSort, readonly SortKey[]>;

const STATE_RANKS = { new: 0, open: 1, pending: 2, on_hold: 3, solved: 4, closed: 5 } as const;
const STATE: SortKey = {
  sql: `CASE k."state" WHEN 'new' THEN 0 WHEN 'open' THEN 1 WHEN 'pending' THEN 2 WHEN 'on_hold' THEN 3 WHEN 'solved' THEN 4 ELSE 5 END`,
  type: 'int',
  of: (row) => STATE_RANKS[row.state],
};
/** By name, and two of one name apart. `joined` is what a list grouped like this joins besides. */
const named = (joined: 'ga' | 'gt', column: 'assigneeId' | 'teamId', name: 'assigneeName' | 'teamName'): readonly SortKey[] => [
  { sql: `${joined}."name"`, type: 'text', of: (row) => row[name] },
  { sql: `k."${column}"`, type: 'uuid', of: (row) => row[column] },
];
/** What stands before the order where a list is grouped. */
const GROUPS: Record<TicketGroup, readonly SortKey[]> = {
  state: [STATE],
  assignee: named('ga', 'assigneeId', 'assigneeName'),
  priority: [PRIORITY],
  team: named('gt', 'teamId', 'teamName'),
  // Days are the reader's: what is due soonest stands first, and the screen says where a day ends.
  due: [DUE],
};

/** The order of a list: within its groups, if it has any. */
export interface TicketOrder {
  readonly sort: TicketSort;
  readonly group?: TicketGroup | undefined;
}
export const orderName = ({ sort, group }: TicketOrder): string => (group ? `${group}/${sort}` : sort);
const keysOf = ({ sort, group }: TicketOrder): readonly SortKey[] => [...(group ? GROUPS[group] : []), ...SORTS[sort]];

/** What stands for each key in a statement, and which way it goes; the identifier decides between equals. Nothing comes after something. */
export const sortSql = (order: TicketOrder): { readonly sql: string; readonly direction: string }[] =>
  keysOf(order).map(({ sql, descending, never }) => ({ sql, direction: `${descending ? 'DESC' : 'ASC'}${never ? '' : ' NULLS LAST'}` }));

/** What the cursor of an order holds before the identifier. */
export const typesOf = (order: TicketOrder) => keysOf(order).map(({ type }) => type);
export const keyOf = (order: TicketOrder, row: TicketRowRecord): KeyValue[] => keysOf(order).map((key) => key.of(row));

/**
 * Whether a row stands behind a place in this order.
 * @param place the parameters that hold the keys, and the identifier last
 */
export function behind(order: TicketOrder, place: readonly string[]): string {
  return keysOf(order).reduceRight((rest, { sql, type, descending }, index) => {
    const key = `${place[index]}::${type}`;
    return `((${key} IS NOT NULL AND (${sql} ${descending ? '<' : '>'} ${key} OR ${sql} IS NULL)) OR (${sql} IS NOT DISTINCT FROM ${key} AND ${rest}))`;
  }, `k."id" > ${place.at(-1)}::uuid`);
}
