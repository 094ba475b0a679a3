import { CalendarClock } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/button.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { SENDING_TEXTS } from '../../app/sending-texts.js';
import { useTexts } from '../../app/use-texts.js';

const SendLaterDialog = lazyPart(() => import('./send-later-dialog.js'));

/** Sends what is written at a time that one chooses. */
export default function SendLater({ disabled, onChosen }: { disabled: boolean; onChosen: (sendAt: string) => void }) {
  const { t } = useTranslation('sending');
  const ready = useTexts('sending', SENDING_TEXTS);
  const [open, setOpen] = useState(false);
  if (!ready) return null;
  return (
    <>
      <IconButton label={t('later')} tipSide="top" size="small" disabled={disabled} onClick={() => setOpen(true)}>
        <CalendarClock size={16} aria-hidden />
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <SendLaterDialog
            onClose={() => setOpen(false)}
            onChosen={(at) => {
              setOpen(false);
              onChosen(new Date(at).toISOString());
            }}
          />
        </Suspense>
      )}
    </>
  );
}
