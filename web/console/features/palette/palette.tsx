import type { Me } from '#contracts/accounts.js';
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../ui/kbd.js';
import { KEY_TEXTS } from '../../app/key-texts.js';
import { keysOf } from '../../app/keys.js';
import { useTexts } from '../../app/use-texts.js';
import { useCommands } from './use-commands.js';
import { useFound } from './use-found.js';
import { useFoundTickets } from './use-found-tickets.js';

interface Props {
  me: Me;
  onClose: () => void;
  onSearch: (typed: string) => void;
  onShortcuts: () => void;
}
const ITEM = 'flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-14 data-[selected=true]:bg-press';
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted';

/** Whether every word typed stands in what an item is: the same for every script. */
const holds = (value: string, typed: string): number => (typed.toLocaleLowerCase().split(/\s+/u).every((word) => value.toLocaleLowerCase().includes(word)) ? 1 : 0);

/** Type what you want: commands with their keys, and the tickets at hand. */
export default function Palette({ me, onClose, onSearch, onShortcuts }: Props) {
  const { t } = useTranslation('keys');
  const [typed, setTyped] = useState('');
  const ready = useTexts('keys', KEY_TEXTS);
  const found = useFound(me, typed, onSearch);
  const groups = [...useCommands(me, onShortcuts), ...found].filter((group) => group.commands.length > 0);
  const tickets = useFoundTickets(typed);
  if (!ready) return null;
  const searchKeys = keysOf('search');
  const run = (action: () => void) => {
    onClose();
    action();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="floating fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={t('palette.label')}
          className="floating fixed top-[12vh] left-1/2 z-50 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-panel bg-surface text-text shadow-float outline-none"
        >
          <Command label={t('palette.label')} loop filter={holds}>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search size={16} className="text-muted" aria-hidden />
              <Command.Input
                autoFocus
                value={typed}
                onValueChange={setTyped}
                placeholder={t('palette.placeholder')}
                className="h-12 w-full bg-transparent text-14 outline-none max-mid:text-16"
              />
            </div>
            <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5 pt-0">
              <Command.Empty className="px-2.5 py-6 text-13 text-muted">{t('palette.nothing')}</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.key} heading={group.label} className={GROUP}>
                  {group.commands.map((command) => (
                    <Command.Item key={command.key} value={`${group.label} ${command.label} ${command.key}`} onSelect={() => run(command.run)} className={ITEM}>
                      <span className="inline-flex w-4 justify-center text-muted">{command.icon}</span>
                      <span dir="auto" className="min-w-0 flex-1 truncate text-start">
                        {command.label}
                      </span>
                      {command.keys && <Kbd keys={command.keys} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {/* After what the desk itself can do: what is found comes late, and must not come between a word and Enter. */}
              {tickets.length > 0 && (
                <Command.Group heading={t('palette.tickets')} className={GROUP}>
                  {tickets.map((ticket) => (
                    <Command.Item key={ticket.id} value={`${typed} ${ticket.id}`} onSelect={() => run(ticket.open)} className={ITEM}>
                      <span className="tabular shrink-0 text-13 text-muted">#{ticket.number}</span>
                      <span dir="auto" className="truncate">
                        {ticket.text}
                      </span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
            <button type="button" onClick={() => run(() => onSearch(typed))} className="flex min-h-11 w-full items-center gap-2.5 border-t border-line px-4 text-start text-14 text-muted hover:bg-hover hover:text-text">
              <Search size={16} aria-hidden />
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {typed.trim() === '' ? t('name.search') : t('palette.search', { typed: typed.trim() })}
              </span>
              {searchKeys && <Kbd keys={searchKeys} />}
            </button>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
