import type { Me } from '#contracts/accounts.js';
import { Dialog } from '@base-ui/react/dialog';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { History, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { searchQuery } from '../../../client/search.data.js';
import { Button } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { useTexts } from '../../app/use-texts.js';
import { HitRow } from './hit-row.js';
import { useRecents } from './use-recents.js';

const TEXTS = {
  en: () => import('../../../locales/en/search.json'),
  'zh-CN': () => import('../../../locales/zh-CN/search.json'),
  'zh-TW': () => import('../../../locales/zh-TW/search.json'),
};
export const ITEM = 'flex min-h-11 cursor-default items-start gap-2.5 rounded-control px-2.5 py-1.5 text-14 data-[selected=true]:bg-press';
const HELP = ['status:open', 'assignee:me', 'tag:', 'priority:high', 'type:', 'before:', 'has:file'] as const;

/** One box over messages, subjects, names, addresses and numbers, with operators, recents and what was found. */
export default function SearchBox({ me, initial, onClose }: { me: Me; initial: string; onClose: () => void }) {
  const here = useTexts('search', TEXTS);
  const { t } = useTranslation('search');
  const [typed, setTyped] = useState(initial);
  const { recents, remember, forget } = useRecents(me.account.id);
  const navigate = useNavigate();
  const q = useDeferredValue(typed.trim());
  const result = useInfiniteQuery(searchQuery(q));
  const pages = q === '' ? [] : (result.data?.pages ?? []);
  const items = pages.flatMap((page) => page.items);
  const [first] = pages;
  if (!here) return null;
  const open = (ticketId: string) => {
    remember(typed);
    onClose();
    void navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { view: 'all' } });
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="floating fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={t('label')}
          className="floating fixed top-[8vh] left-1/2 z-50 w-[min(44rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-panel bg-surface text-text shadow-float outline-none"
        >
          <Command label={t('label')} loop shouldFilter={false}>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search size={16} className="text-muted" aria-hidden />
              <Command.Input autoFocus dir="auto" maxLength={300} value={typed} onValueChange={setTyped} placeholder={t('placeholder')} className="h-12 w-full bg-transparent text-14 outline-none max-mid:text-16" />
            </div>
            {q === '' && <Help onTake={(word) => setTyped(`${typed}${typed && !typed.endsWith(' ') ? ' ' : ''}${word}`)} />}
            <Command.List className={cx('max-h-[min(32rem,64vh)] overflow-y-auto p-1.5', items.length + (q === '' ? recents.length : 0) === 0 && 'hidden')}>
              {q === '' &&
                recents.map((recent) => (
                  <Command.Item key={recent} value={`recent ${recent}`} onSelect={() => setTyped(recent)} className={ITEM}>
                    <History size={16} className="mt-0.5 text-muted" aria-hidden />
                    <span dir="auto" className="min-w-0 flex-1 truncate">
                      {recent}
                    </span>
                  </Command.Item>
                ))}
              {items.map(({ ticket, hit }) => (
                <Command.Item key={ticket.id} value={ticket.id} onSelect={() => open(ticket.id)} className={ITEM}>
                  <HitRow ticket={ticket} hit={hit} />
                </Command.Item>
              ))}
            </Command.List>
            <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-1.5 text-12 text-muted" role="status">
              {first && first.unknown.length > 0 && <span className="text-amber">{t('unknown', { words: first.unknown.join(' ') })}</span>}
              {q === '' && recents.length > 0 && (
                <Button size="small" look="quiet" className="-ms-2" onClick={forget}>
                  {t('forget')}
                </Button>
              )}
              {q === '' && recents.length === 0 && <span>{t('hint')}</span>}
              {result.isError && <span className="text-red">{t('failed')}</span>}
              {first && items.length === 0 && <span>{t('nothing')}</span>}
              {first && items.length > 0 && <span>{first.total === null ? t('many') : t('total', { count: first.total, shown: number(first.total) })}</span>}
              {q !== '' && result.hasNextPage && (
                <Button size="small" className="ms-auto" busy={result.isFetchingNextPage} onClick={() => void result.fetchNextPage()}>
                  {t('more')}
                </Button>
              )}
            </div>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What the box understands beside words, to be tapped. */
function Help({ onTake }: { onTake: (word: string) => void }) {
  const { t } = useTranslation('search');
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-4 pt-3" role="group" aria-label={t('operators')}>
      {HELP.map((word) => (
        <button key={word} type="button" dir="ltr" onClick={() => onTake(word)} className="h-6 rounded-control bg-press px-2 font-mono text-12 text-muted hover:text-text">
          {word}
        </button>
      ))}
    </div>
  );
}
