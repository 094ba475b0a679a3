import { Smile } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/button.js';
import { lazyPart } from '../../../ui/lazy-part.js';

const EmojiPicker = lazyPart(() => import('./emoji-picker.js'));

/** A sign for what words do not say; the choice opens above its button. */
export function EmojiButton({ onPick }: { onPick: (symbol: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton
        ref={anchor}
        label={t('timeline:composer.emoji')}
        tipSide="top"
        size="small"
        className="-ms-2"
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
      >
        <Smile size={16} aria-hidden />
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <EmojiPicker
            anchor={anchor}
            onPick={onPick}
            onClose={(back) => {
              setOpen(false);
              if (back) anchor.current?.focus();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
