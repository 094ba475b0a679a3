import type { Mention } from '#contracts/messages.js';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readersQuery } from '../../../client/followers.data.js';
import { colleaguesQuery } from '../../../client/people.data.js';
import { Avatar } from '../../../ui/avatar.js';
import { cx } from '../../../ui/class-names.js';
import { FOLLOWER_TEXTS } from '../../app/follower-texts.js';
import { named } from '../../app/named.rules.js';
import { useTexts } from '../../app/use-texts.js';
import type { TakeKey } from './use-lookup.js';

const MOST_SHOWN = 30;

interface Props {
  ticketId: string;
  query: string;
  id: string;
  selfId: string;
  /** Where the composer asks whether a key is the list's. */
  take: RefObject<TakeKey | null>;
  onActive: (optionId: string | null) => void;
  onPick: (person: Mention) => void;
}

/** Colleagues who may read this ticket, over the composer. The focus stays there; the keys arrive from there. */
export default function MentionPicker({ ticketId, query, id, selfId, take, onActive, onPick }: Props) {
  const { t } = useTranslation('followers');
  const ready = useTexts('followers', FOLLOWER_TEXTS);
  const { data, isError } = useQuery(readersQuery(ticketId));
  const presence = useQuery(colleaguesQuery).data?.items ?? [];
  const [at, setAt] = useState({ query, index: 0 });
  const list = useRef<HTMLDivElement>(null);
  const found = data ? named(data.items.filter((person) => person.id !== selfId), query).slice(0, MOST_SHOWN) : [];
  const index = at.query === query ? Math.min(at.index, found.length - 1) : 0;
  const active = found[index];
  const go = (next: number) => setAt({ query, index: (next + found.length) % found.length });

  take.current = (event) => {
    if (!data) return !isError;
    if (!active || event.shiftKey) return false;
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else onPick(active);
    return true;
  };
  useEffect(
    () => () => {
      take.current = null;
    },
    [take],
  );
  const option = (personId: string) => `${id}-${personId}`;
  const activeId = active ? option(active.id) : null;
  useEffect(() => onActive(activeId), [activeId, onActive]);
  useEffect(() => void list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [activeId]);

  // A sign with words that lead to nobody is just a sign.
  if (!ready || (data && found.length === 0 && query !== '')) return null;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 px-2 pb-1.5 mid:px-4">
      <div className="mx-auto w-full max-w-[46rem]">
        <div className="floating flex max-h-[min(18rem,45dvh)] w-full flex-col overflow-hidden rounded-panel border border-line bg-surface text-text shadow-float mid:w-80">
          <div ref={list} id={id} role="listbox" aria-label={t('mention.label')} className="min-h-0 flex-1 overflow-y-auto p-1.5">
            {found.length === 0 && <p className="px-2 py-3 text-13 text-muted">{t(isError ? 'mention.unreachable' : data ? 'mention.nobody' : 'mention.loading')}</p>}
            {found.map((person, place) => (
              <button
                key={person.id}
                type="button"
                id={option(person.id)}
                role="option"
                tabIndex={-1}
                aria-selected={person === active}
                // The composer keeps the focus and the caret.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => person !== active && setAt({ query, index: place })}
                onClick={() => onPick(person)}
                className={cx('flex min-h-9 w-full cursor-default items-center gap-2 rounded-control px-2 py-1 text-start text-13', person === active && 'bg-press')}
              >
                <Avatar name={person.name} pictureUrl={person.pictureUrl} size={24} presence={presence.find((one) => one.id === person.id)?.availability} />
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {person.name}
                </span>
              </button>
            ))}
          </div>
          <p className="border-t border-line px-3 py-1.5 text-12 text-muted max-mid:hidden">{t('mention.keys')}</p>
        </div>
      </div>
    </div>
  );
}
