import type { FieldValue } from '#contracts/common.js';
import type { CustomField, TicketTraits } from '#contracts/custom-fields.js';
import { nameIn, valueAt } from '#contracts/custom-fields.rules.js';
import type { ViewColumn } from '#contracts/saved-views.js';
import type { TicketRow } from '#contracts/tickets.js';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery, ticketTraitsQuery } from '../../../client/custom-fields.data.js';
import { currentLocale } from '../../../client/i18n.js';
import { subStatesQuery } from '../../../client/sub-states.data.js';
import { COLUMNS, columnsIn, fieldIn, USUAL } from '../../app/columns.rules.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { fieldName } from '../../app/fields/field-words.js';
import { useTexts } from '../../app/use-texts.js';

/** What a ticket shows in the organisation's own columns. */
export interface Held {
  readonly subState: string | null;
  readonly valueOf: (key: string) => FieldValue | null;
}
export const HOLDS_NOTHING: Held = { subState: null, valueOf: () => null };
const NO_FIELDS: readonly CustomField[] = [];
const isOwn = (key: string): boolean => COLUMNS.some((one) => one === key);

/** The columns that an address says, by their names; those of fields that this person knows nothing of fall out. */
export function useColumns(said: string | undefined) {
  const { t } = useTranslation('savedViews');
  const chosen = useMemo(() => {
    const columns = columnsIn(said);
    return columns.length > 0 ? columns : USUAL;
  }, [said]);
  const asksFields = chosen.some(({ key }) => fieldIn(key) !== undefined);
  const ready = useTexts('fields', FIELD_TEXTS) || !asksFields;
  const fields = useQuery({ ...customFieldsQuery, enabled: asksFields }).data?.items ?? NO_FIELDS;
  const fieldOf = useCallback((key: string): CustomField | undefined => fields.find((field) => field.key === fieldIn(key)), [fields]);
  const columns = useMemo(() => chosen.filter(({ key }) => isOwn(key) || fieldOf(key) !== undefined), [chosen, fieldOf]);
  const nameOf = (key: string): string => {
    const field = fieldOf(key);
    return field ? fieldName(field) : t(`column.${key}`);
  };
  return { ready, chosen, columns, fieldOf, nameOf };
}

const itemsOf = (read: readonly UseQueryResult<TicketTraits>[]) => read.flatMap(({ data }) => data?.items ?? []);

/** What the rows of these pages hold in such columns: one read a page, and none where no such column is chosen. */
export function useHeld(columns: readonly ViewColumn[], pages: readonly { readonly items: readonly TicketRow[] }[]): ReadonlyMap<string, Held> {
  const keys = columns.flatMap(({ key }) => fieldIn(key) ?? []).sort();
  const asksState = columns.some(({ key }) => key === 'sub_state');
  const parts = useQuery({ ...subStatesQuery, enabled: asksState }).data?.items;
  const filled = keys.length > 0 || asksState ? pages.filter(({ items }) => items.length > 0) : [];
  const read = useQueries({ queries: filled.map(({ items }) => ticketTraitsQuery(items.map(({ id }) => id), keys)), combine: itemsOf });
  return useMemo(
    () =>
      new Map(
        read.map(({ id, subStateId, values }) => {
          const part = parts?.find((one) => one.id === subStateId);
          return [id, { subState: part ? nameIn(part.names, currentLocale()) : null, valueOf: (key: string) => valueAt(values, key) ?? null }];
        }),
      ),
    [read, parts],
  );
}
