import type { ViewColumn } from '#contracts/saved-views.js';
import type { TicketGroup } from '#contracts/tickets.js';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { IconButton } from '../../../ui/button.js';
import { SelectField } from '../../../ui/field.js';
import { COLUMNS, columnsIn, columnsText, shifted, USUAL, widthOf } from '../../app/columns.rules.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { fieldName } from '../../app/fields/field-words.js';
import { LoadFailure } from '../../app/load-failure.js';
import type { ListSearch } from '../../app/search.js';
import { useTexts } from '../../app/use-texts.js';

/** As many as a view keeps. */
const MOST = 20;
const GROUPS = ['state', 'assignee', 'priority', 'team', 'due'] as const satisfies readonly TicketGroup[];

/** How a list looks: as rows or in columns, which ones and in what order, and what its rows are grouped by. */
export function ColumnFields({ wish, onChange }: { wish: ListSearch; onChange: (wish: ListSearch) => void }) {
  const { t } = useTranslation('savedViews');
  const columns = columnsIn(wish.columns);
  const { columns: _c, group: _g, ...rest } = wish;
  const put = (next: readonly ViewColumn[], group: TicketGroup | undefined) => onChange({ ...rest, ...(next.length > 0 ? { columns: columnsText(next) } : {}), ...(group ? { group } : {}) });
  const named = useTexts('fields', FIELD_TEXTS);
  const query = useQuery({ ...customFieldsQuery, enabled: columns.length > 0 });
  const fields = (query.data?.items ?? []).map((field) => ({ key: `field.${field.key}`, name: fieldName(field), gone: field.retiredAt !== null }));
  const offered = [...COLUMNS, ...(named ? fields.filter(({ gone }) => !gone).map(({ key }) => key) : [])];
  const others = offered.filter((key) => columns.every((one) => one.key !== key));
  const nameOf = (key: string) => fields.find((field) => field.key === key)?.name ?? (!key.startsWith('field.') ? t(`column.${key}`) : query.data ? t('unknownField') : '…');
  return (
    <>
      <div className="grid gap-4 mid:grid-cols-2">
        <SelectField label={t('field.group')} value={wish.group ?? ''} onChange={(event) => put(columns, GROUPS.find((one) => one === event.target.value))}>
          <option value="">{t('noGroup')}</option>
          {GROUPS.map((one) => (
            <option key={one} value={one}>
              {t(`group.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('field.shape')} value={columns.length > 0 ? 'columns' : 'rows'} onChange={(event) => put(event.target.value === 'columns' ? USUAL : [], wish.group)}>
          <option value="rows">{t('shape.rows')}</option>
          <option value="columns">{t('shape.columns')}</option>
        </SelectField>
      </div>
      {columns.length > 0 && (
        <fieldset>
          <legend className="mb-1.5 text-13 font-medium">{t('field.columns')}</legend>
          <ul className="max-h-72 overflow-y-auto rounded-control border border-line">
            {[...columns.map(({ key }) => key), ...others].map((key) => {
              const at = columns.findIndex((one) => one.key === key);
              const name = nameOf(key);
              return (
                <li key={key} className="flex min-h-8 items-center gap-2 border-b border-line ps-3 pe-1 text-13 last:border-b-0">
                  <label className="flex min-w-0 flex-1 items-center gap-2.5">
                    <input
                      type="checkbox"
                      className="size-4 accent-accent"
                      checked={at !== -1}
                      disabled={at === -1 ? columns.length >= MOST : columns.length === 1}
                      onChange={() => put(at === -1 ? [...columns, { key, width: widthOf(key) }] : columns.filter((one) => one.key !== key), wish.group)}
                    />
                    <span dir="auto" className="min-w-0 truncate">
                      {name}
                    </span>
                  </label>
                  {at !== -1 && (
                    <>
                      <IconButton size="small" label={t('further.up', { name })} disabled={at === 0} onClick={() => put(shifted(columns, key, -1), wish.group)}>
                        <ArrowUp size={14} aria-hidden />
                      </IconButton>
                      <IconButton size="small" label={t('further.down', { name })} disabled={at === columns.length - 1} onClick={() => put(shifted(columns, key, 1), wish.group)}>
                        <ArrowDown size={14} aria-hidden />
                      </IconButton>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
          {query.isError && !query.data && (
            <div className="mt-2">
              <LoadFailure of={query} />
            </div>
          )}
        </fieldset>
      )}
    </>
  );
}
