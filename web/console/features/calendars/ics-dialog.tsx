import type { SpecialDay } from '#contracts/calendars.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readIcs } from '../../../client/calendars.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { useSubmit } from '../../app/use-submit.js';
import { dateLine } from './date-line.js';

const MOST_CHARACTERS = 120_000;

/** Reads an .ics file, shows the days that stand in it, and takes them as special days when told so. */
export function IcsDialog({ onTake, onClose }: { onTake: (days: SpecialDay[]) => void; onClose: () => void }) {
  const { t } = useTranslation('calendars');
  const [text, setText] = useState('');
  const [read, setRead] = useState<{ days: SpecialDay[]; skipped: number } | null>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (read) onTake(read.days);
    else setRead(await readIcs(text));
  });
  const put = (next: string) => {
    setText(next);
    setRead(null);
  };
  const tooLong = text.length > MOST_CHARACTERS;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('ics.title')}
      description={t('ics.lead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="ics" look="primary" busy={busy} disabled={text === '' || tooLong || read?.days.length === 0}>
            {read ? t('ics.take', { count: read.days.length }) : t('ics.read')}
          </Button>
        </>
      }
    >
      <form id="ics" onSubmit={onSubmit} className="flex flex-col gap-4">
        <label className="flex flex-col gap-1.5 text-13 font-medium">
          {t('ics.file')}
          <input
            type="file"
            accept=".ics,text/calendar"
            className="text-13 font-normal file:me-3 file:h-8 file:rounded-control file:border file:border-line file:bg-surface file:px-3 file:text-13"
            onChange={(event) => void event.target.files?.[0]?.text().then(put)}
          />
        </label>
        <TextArea
          label={t('ics.text')}
          dir="ltr"
          rows={6}
          spellCheck={false}
          error={tooLong ? t('ics.tooLong') : undefined}
          value={text}
          onChange={(event) => put(event.target.value)}
        />
        {read && (
          <div role="status" className="flex flex-col gap-1 text-13">
            <p className="font-medium">{t('ics.found', { count: read.days.length })}</p>
            {read.skipped > 0 && <p className="text-muted">{t('ics.skipped', { count: read.skipped })}</p>}
            <ul className="max-h-40 overflow-y-auto rounded-control border border-line px-3 py-2 empty:hidden">
              {read.days.map((day) => (
                <li key={day.date} className="tabular flex justify-between gap-3">
                  <span>{dateLine(day.date)}</span>
                  <span className="truncate text-muted">{day.label}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
