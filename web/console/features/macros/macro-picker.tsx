import type { Macro } from '#contracts/macros.js';
import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Play, Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { macroPreviewQuery, macrosQuery } from '../../../client/macros.data.js';
import { Button } from '../../../ui/button.js';
import { isComposing } from '../../app/keys.rules.js';
import { MACRO_TEXTS } from '../../app/macro-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { FormError } from '../../app/form-error.js';
import { searchMacros } from './macro-search.js';
import { MacroList } from './macro-list.js';
import { MacroSteps } from './macro-steps.js';

interface Props {
  /** The ticket it will be run on; null: many, whose preview nobody could read. */
  ticketId: string | null;
  title: string;
  /** What the search begins with. */
  wanted?: string;
  /** Resolves to why it was not done, in words; null when it was. */
  onRun: (macro: Macro) => Promise<string | null>;
  onClose: () => void;
}

/** Macros on the left, on the right what the chosen one would do. Enter does it. */
export default function MacroPicker({ ticketId, title, wanted = '', onRun, onClose }: Props) {
  const { t } = useTranslation('macros');
  const ready = useTexts('macros', MACRO_TEXTS);
  const list = useId();
  const { data, isError } = useQuery(macrosQuery);
  const [typed, setTyped] = useState(wanted);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const found = data ? searchMacros(data.items, typed) : [];
  const macro = found[Math.min(at, found.length - 1)];
  const looked = useDeferredValue(macro?.id);
  const preview = useQuery({ ...macroPreviewQuery(looked ?? '', ticketId ?? ''), enabled: looked !== undefined && ticketId !== null }).data;
  if (!ready) return null;

  const choose = (place: number) => {
    setRefusal(null);
    setAt((place + found.length) % Math.max(found.length, 1));
  };
  const run = async (picked: Macro) => {
    if (busy) return;
    setBusy(true);
    const why = await onRun(picked);
    setBusy(false);
    if (why === null) onClose();
    else setRefusal(why);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'ArrowDown') choose(Math.min(at, found.length - 1) + 1);
    else if (event.key === 'ArrowUp') choose(Math.min(at, found.length - 1) - 1);
    else if (event.key === 'Enter' && macro && !event.nativeEvent.repeat) void run(macro);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="floating fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="floating fixed top-[10vh] left-1/2 z-50 flex max-h-[80dvh] w-[min(46rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-panel bg-surface text-text shadow-float outline-none">
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search size={16} className="text-muted" aria-hidden />
            <input
              autoFocus
              role="combobox"
              aria-expanded
              aria-controls={list}
              aria-activedescendant={macro ? `${list}-${macro.id}` : undefined}
              aria-label={title}
              placeholder={title}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setAt(0);
                setRefusal(null);
              }}
              onKeyDown={onKeyDown}
              className="h-12 w-full bg-transparent text-14 outline-none max-mid:text-16"
            />
          </div>
          <div className="flex min-h-0 flex-1 max-mid:flex-col">
            <MacroList id={list} macros={found} active={macro ?? null} onActive={choose} empty={isError ? t('unreachable') : data ? t(data.items.length === 0 ? 'none' : 'notFound') : t('loading')} />
            {macro && (
              <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
                <MacroSteps macro={macro} preview={preview?.macroId === macro.id ? preview : undefined} />
                <FormError text={refusal ?? undefined} />
              </div>
            )}
          </div>
          <footer className="flex items-center gap-3 border-t border-line px-4 py-2.5">
            <p className="min-w-0 flex-1 truncate text-12 text-muted max-mid:invisible">{t('keysHint')}</p>
            <Link to="/macros" className="text-13 text-muted hover:text-text">
              {t('lookAfter')}
            </Link>
            <Button look="primary" busy={busy} disabled={!macro} icon={<Play size={16} aria-hidden />} onClick={() => macro && void run(macro)}>
              {t('run')}
            </Button>
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
