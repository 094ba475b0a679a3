import type { FieldValue } from '#contracts/common.js';
import type { CustomField, TicketTraits } from '#contracts/custom-fields.js';
import { nameIn, valueAt } from '#contracts/custom-fields.rules.js';
import type { ViewColumn } from '#contracts/saved-views.js';
import type { TicketRow } from '#contracts/tickets.js';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery, retryTraits, ticketTraitsQuery } from '../../../client/custom-fields.data.js';
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

const NOTHING_KNOWN: ReadonlyMap<string, Held> = new Map();
const answersOf = (read: readonly UseQueryResult<TicketTraits>[]) => ({
  answers: read.map(({ data }) => data?.items ?? null),
  error: read.find(({ isError }) => isError)?.error ?? null,
  busy: read.some(({ isError, isFetching }) => isError && isFetching),
});

/**
 * What the rows of these pages hold in such columns: one read a page, and none where no such column is chosen.
 * A list that moves asks anew for other tickets; until that is answered they hold what was last known of each.
 */
export function useHeld(columns: readonly ViewColumn[], pages: readonly { readonly items: readonly TicketRow[] }[]) {
  const keys = columns.flatMap(({ key }) => fieldIn(key) ?? []).sort();
  const asksState = columns.some(({ key }) => key === 'sub_state');
  const states = useQuery({ ...subStatesQuery, enabled: asksState });
  const parts = states.data?.items;
  const asks = keys.length > 0 || asksState;
  const asked = useMemo(() => (asks ? pages.flatMap(({ items }) => (items.length > 0 ? [items.map(({ id }) => id)] : [])) : []), [asks, pages]);
  const { answers, error, busy } = useQueries({ queries: asked.map((ids) => ticketTraitsQuery(ids, keys)), combine: answersOf });
  const known = useRef(NOTHING_KNOWN);
  const held = useMemo(() => {
    const named = (id: string | null): string | null => {
      const part = parts?.find((one) => one.id === id);
      return part ? nameIn(part.names, currentLocale()) : null;
    };
    const heldOf = ({ subStateId, values }: TicketTraits['items'][number]): Held => ({ subState: named(subStateId), valueOf: (key) => valueAt(values, key) ?? null });
    return new Map(
      asked.flatMap((ids, at) => {
        const answer = answers[at];
        if (!answer) return ids.map((id) => [id, known.current.get(id) ?? HOLDS_NOTHING] as const);
        const read = new Map(answer.map((one) => [one.id, one]));
        return ids.map((id) => {
          const one = read.get(id);
          return [id, one ? heldOf(one) : HOLDS_NOTHING] as const;
        });
      }),
    );
  }, [asked, answers, parts, known]);
  useEffect(() => {
    known.current = new Map([...known.current, ...held]);
  }, [held]);
  const retry = () => {
    if (states.isError) void states.refetch();
    void retryTraits();
  };
  return { held, error: error ?? (asksState ? states.error : null), busy: busy || (states.isError && states.isFetching), retry };
}
