import { AlarmClock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactMinute } from '../../../client/format.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField, TextField } from '../../../ui/field.js';
import { momentNamed, presets } from '../../app/moment.rules.js';

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Props {
  number: number;
  onClose: () => void;
  onSnooze: (until: number, holds: boolean) => void;
}

/** Until when a ticket is out of sight: one of a few usual times, or in words. What was understood is shown before it is done. */
export default function SnoozeDialog({ number, onClose, onSnooze }: Props) {
  const { t } = useTranslation('life');
  const [words, setWords] = useState('');
  const [holds, setHolds] = useState(false);
  const now = serverNow();
  const named = words.trim() === '' ? null : momentNamed(words, now, zone);
  const unknown = words.trim().length > 2 && named === null;
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('snooze.title', { number })}
      description={t('snooze.lead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={named === null} onClick={() => named !== null && onSnooze(named, holds)}>
            {t('snooze.label')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (named !== null) onSnooze(named, holds);
        }}
      >
        <TextField
          label={t('snooze.words')}
          placeholder={t('snooze.placeholder')}
          autoFocus
          autoComplete="off"
          maxLength={80}
          dir="auto"
          value={words}
          error={unknown ? t('snooze.unknown') : undefined}
          hint={named === null ? undefined : <output className="font-medium text-accent-text">{t('snooze.understood', { when: exactMinute(named) })}</output>}
          onChange={(event) => setWords(event.target.value)}
        />
        <ul className="flex flex-col rounded-control border border-line">
          {presets(now, zone).map(({ key, at }) => (
            <li key={key} className="border-b border-line last:border-b-0">
              <button type="button" className="flex min-h-10 w-full items-center gap-2.5 px-3 text-start text-14 hover:bg-hover" onClick={() => onSnooze(at, holds)}>
                <AlarmClock size={16} className="text-muted" aria-hidden />
                <span className="flex-1">{t(`snooze.${key}`)}</span>
                <span className="tabular text-13 text-muted">{exactMinute(at)}</span>
              </button>
            </li>
          ))}
        </ul>
        <CheckField label={t('snooze.holds')} hint={t('snooze.holdsHint')} checked={holds} onChange={(event) => setHolds(event.target.checked)} />
      </form>
    </Dialog>
  );
}
