import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { Button } from '../../../ui/button.js';
import { Choices } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField } from '../../../ui/field.js';
import { TRANSCRIPT_TEXTS } from '../../app/transcript-texts.js';
import { useTexts } from '../../app/use-texts.js';

interface Props {
  ticketId: string;
  number: number;
  onClose: () => void;
}

/** The talk as a file: what the customer may read, or everything, which then says that it is internal. */
export default function TranscriptDialog({ ticketId, number, onClose }: Props) {
  const { t } = useTranslation('transcript');
  const ready = useTexts('transcript', TRANSCRIPT_TEXTS);
  const [format, setFormat] = useState<'html' | 'text'>('html');
  const [notes, setNotes] = useState(false);
  if (!ready) return null;
  const save = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const link = document.createElement('a');
    link.href = `/api/v1/tickets/${ticketId}/transcript?${String(new URLSearchParams({ format, locale: currentLocale(), zone, notes: String(notes) }))}`;
    link.download = '';
    link.click();
    onClose();
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('title', { number })}
      description={t('what')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Choices
          label={t('format')}
          value={format}
          onChange={setFormat}
          options={[
            { value: 'html', label: t('html'), hint: t('htmlHint') },
            { value: 'text', label: t('text'), hint: t('textHint') },
          ]}
        />
        <CheckField label={t('notes')} hint={t('notesHint')} checked={notes} onChange={(event) => setNotes(event.target.checked)} />
      </div>
    </Dialog>
  );
}
