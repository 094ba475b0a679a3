import { type Import, ImportField, type ImportMapping } from '#contracts/imports.js';
import { TicketState } from '#contracts/tickets.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { mapImport } from '../../../client/imports.data.js';
import { Button } from '../../../ui/button.js';
import { SelectField } from '../../../ui/field.js';
import { useChange } from '../../app/use-change.js';

const ZONES = Intl.supportedValuesOf('timeZone');

/** What columns, states and times mean. Saved, everything is tried anew. */
export function ImportMappingForm({ row: { id, source, mapping, files, tally, version } }: { row: Import }) {
  const { t } = useTranslation('imports');
  const { change, busy } = useChange(['imports']);
  const [draft, setDraft] = useState<ImportMapping>(mapping);
  const columns = [...new Set(files.flatMap((file) => file.columns))];
  const columnOf = (field: ImportField) => draft.columns.find((one) => one.field === field)?.column ?? '';
  const setColumn = (field: ImportField, column: string) => setDraft({ ...draft, columns: [...draft.columns.filter((one) => one.field !== field), ...(column === '' ? [] : [{ field, column }])] });
  const stateOf = (word: string) => draft.states.find((one) => one.word === word)?.state ?? '';
  const setState = (word: string, state: TicketState | undefined) => setDraft({ ...draft, states: [...draft.states.filter((one) => one.word !== word), ...(state ? [{ word, state }] : [])] });
  const zones = ZONES.includes(draft.zone) ? ZONES : [draft.zone, ...ZONES];
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-16 font-semibold">{t('mapping')}</h2>
      {source === 'csv' && (
        <div className="grid gap-4 mid:grid-cols-3">
          {ImportField.options.map((field) => (
            <SelectField key={field} label={t(`ticketField.${field}`)} value={columnOf(field)} onChange={(event) => setColumn(field, event.target.value)}>
              <option value="">{t('noColumn')}</option>
              {columns.map((column) => (
                <option key={column} value={column}>
                  {column}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
      )}
      {tally.states.length > 0 && (
        <div className="grid gap-4 mid:grid-cols-3">
          {tally.states.map(({ word, state, count }) => (
            <SelectField
              key={word}
              label={t('stateWord', { word, count, shown: number(count) })}
              error={state === null && stateOf(word) === '' ? t('stateUnknown') : undefined}
              value={stateOf(word)}
              onChange={(event) => setState(word, TicketState.options.find((one) => one === event.target.value))}
            >
              <option value="">{state === null ? t('stateNone') : t('stateTaken', { state: t(`ticketState.${state}`) })}</option>
              {TicketState.options.map((one) => (
                <option key={one} value={one}>
                  {t(`ticketState.${one}`)}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
      )}
      <div className="grid gap-4 mid:grid-cols-3">
        <SelectField label={t('zone')} hint={t('zoneHint')} value={draft.zone} onChange={(event) => setDraft({ ...draft, zone: event.target.value })}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </SelectField>
      </div>
      <Button className="self-start" busy={busy} disabled={JSON.stringify(draft) === JSON.stringify(mapping)} onClick={() => void change(() => mapImport(id, draft, version))}>
        {t('tryAgain')}
      </Button>
    </section>
  );
}
