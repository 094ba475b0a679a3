import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactMinute } from '../../../client/format.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea, TextField } from '../../../ui/field.js';
import { momentNamed, presets } from '../../app/moment.rules.js';

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Props {
  onClose: () => void;
  onChosen: (at: number) => void;
  /** Of a reply that waits already: its words may be changed, with its time or without. */
  words?: { readonly text: string; readonly dueAt: string; readonly onKeep: (text: string, at: number | null) => void };
}

/** When a reply leaves: one of a few usual times, or in words. What was understood is shown before it is done. */
export default function SendLaterDialog({ onClose, onChosen, words }: Props) {
  const { t } = useTranslation('sending');
  const [said, setSaid] = useState('');
  const [text, setText] = useState(words?.text ?? '');
  const now = serverNow();
  const named = said.trim() === '' ? null : momentNamed(said, now, zone);
  const unknown = said.trim().length > 2 && named === null;
  const keep = () => (words ? words.onKeep(text, named) : named !== null && onChosen(named));
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t(words ? 'change' : 'later')}
      description={words ? t('leavesAt', { when: exactMinute(words.dueAt) }) : t('laterLead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={words ? unknown : named === null} onClick={keep}>
            {t(words ? 'common:save' : 'schedule')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        {words && <TextArea label={t('words')} rows={6} dir="auto" maxLength={8000} value={text} onChange={(event) => setText(event.target.value)} />}
        <TextField
          label={t(words ? 'otherTime' : 'when')}
          placeholder={t('placeholder')}
          autoFocus={!words}
          autoComplete="off"
          maxLength={80}
          dir="auto"
          value={said}
          error={unknown ? t('unknownTime') : undefined}
          hint={named === null ? undefined : <output className="font-medium text-accent-text">{t('leavesAt', { when: exactMinute(named) })}</output>}
          onChange={(event) => setSaid(event.target.value)}
        />
        {!words && (
          <ul className="flex flex-col rounded-control border border-line">
            {presets(now, zone).map(({ key, at }) => (
              <li key={key} className="border-b border-line last:border-b-0">
                <button type="button" className="flex min-h-10 w-full items-center gap-2.5 px-3 text-start text-14 hover:bg-hover" onClick={() => onChosen(at)}>
                  <CalendarClock size={16} className="text-muted" aria-hidden />
                  <span className="flex-1">{t(`preset.${key}`)}</span>
                  <span className="tabular text-13 text-muted">{exactMinute(at)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </form>
    </Dialog>
  );
}
