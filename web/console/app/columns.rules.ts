import type { OwnColumn, ViewColumn } from '#contracts/saved-views.js';

export const COLUMNS = ['number', 'customer', 'subject', 'state', 'sub_state', 'type', 'priority', 'assignee', 'team', 'tags', 'due', 'waiting', 'channel', 'moved'] as const satisfies readonly OwnColumn[];
const FIELD = /^field\.([a-z][a-z0-9_]{0,39})$/;
/** The field of the organisation's that a column shows. */
export const fieldIn = (key: string): string | undefined => FIELD.exec(key)?.[1];
export const widthOf = (key: string): number => WIDTHS[COLUMNS.find((one) => one === key) ?? 'team'];

/** How wide a column is unless somebody made it wider or narrower, in px. */
const WIDTHS: Readonly<Record<OwnColumn, number>> = { number: 72, customer: 180, subject: 320, state: 120, sub_state: 150, type: 110, priority: 96, assignee: 150, team: 140, tags: 160, due: 110, waiting: 110, channel: 90, moved: 110 };
export const [NARROWEST, WIDEST] = [60, 600];
/** What a list in columns shows before anybody chose. */
export const USUAL: readonly ViewColumn[] = (['number', 'customer', 'subject', 'state', 'priority', 'assignee', 'due', 'moved'] as const).map((key) => ({ key, width: WIDTHS[key] }));

/** Columns as they stand in the address: `customer:180,subject:320`. What is no column is left out. */
export function columnsIn(said: string | undefined): ViewColumn[] {
  const found = (said ?? '').split(',').flatMap((part): ViewColumn[] => {
    const [name, width] = part.split(':');
    const key = COLUMNS.find((one) => one === name) ?? (name && fieldIn(name) ? name : undefined);
    return key ? [{ key, width: fitted(Number(width) || widthOf(key)) }] : [];
  });
  return found.filter(({ key }, index) => found.findIndex((other) => other.key === key) === index);
}
export const columnsText = (columns: readonly ViewColumn[]): string => columns.map(({ key, width }) => `${key}:${width}`).join(',');

export const fitted = (width: number): number => Math.round(Math.min(Math.max(width, NARROWEST), WIDEST));
export const widened = (columns: readonly ViewColumn[], key: ViewColumn['key'], width: number): ViewColumn[] => columns.map((one) => (one.key === key ? { key, width: fitted(width) } : one));

/** Puts a column one place further; at the end it stays. */
export function shifted(columns: readonly ViewColumn[], key: ViewColumn['key'], step: 1 | -1): ViewColumn[] {
  const at = columns.findIndex((one) => one.key === key);
  const [moved, other] = [columns[at], columns[at + step]];
  if (!moved || !other) return [...columns];
  return columns.with(at, other).with(at + step, moved);
}
