import type { TicketSort } from '#contracts/tickets.js';
import type { TicketRowRecord } from './tickets.present.js';

export type KeyValue = Date | number | null;
interface SortKey {
  readonly sql: string;
  readonly type: 'timestamptz' | 'int';
  readonly descending?: true;
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

/** What a list can be ordered by; the identifier decides between equals. Nothing comes after something. */
export const SORTS = {
  waiting: [WAITING, lately(WAITING)],
  promised: [PROMISED, lately(PROMISED)],
  due: [DUE, lately(DUE)],
  waking: [WAKING, lately(WAKING)],
  priority: [PRIORITY, WAITING, lately(WAITING)],
  recent: [{ sql: 't."lastMessageAt"', type: 'timestamptz', descending: true, of: (row) => row.lastMessageAt }],
  newest: [{ sql: 'k."number"', type: 'int', descending: true, of: (row) => row.number }],
  oldest: [{ sql: 'k."number"', type: 'int', of: (row) => row.number }],
} as const satisfies Record<TicketSort, readonly SortKey[]>;

const keysOf = (sort: TicketSort): readonly SortKey[] => SORTS[sort];

export const orderBy = (sort: TicketSort): string =>
  [...keysOf(sort).map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`), 'k."id" ASC'].join(', ');

/** What the cursor of a sort holds before the identifier. */
export const typesOf = (sort: TicketSort) => keysOf(sort).map(({ type }) => type);
export const keyOf = (sort: TicketSort, row: TicketRowRecord): KeyValue[] => keysOf(sort).map((key) => key.of(row));

/**
 * Whether a row stands behind a place in this order.
 * @param place the parameters that hold the keys, and the identifier last
 */
export function behind(sort: TicketSort, place: readonly string[]): string {
  return keysOf(sort).reduceRight((rest, { sql, type, descending }, index) => {
    const key = `${place[index]}::${type}`;
    return `((${key} IS NOT NULL AND (${sql} ${descending ? '<' : '>'} ${key} OR ${sql} IS NULL)) OR (${sql} IS NOT DISTINCT FROM ${key} AND ${rest}))`;
  }, `k."id" > ${place.at(-1)}::uuid`);
}
