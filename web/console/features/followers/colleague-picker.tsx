import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readersQuery } from '../../../client/followers.data.js';
import { Avatar } from '../../../ui/avatar.js';
import { cx } from '../../../ui/class-names.js';
import { TextField } from '../../../ui/field.js';
import { named } from '../../app/named.rules.js';

const MOST_SHOWN = 6;

interface Props {
  ticketId: string;
  without: readonly string[];
  busy: boolean;
  onPick: (accountId: string) => void;
  onClose: () => void;
}

/** A colleague who may read the ticket, found by some letters of his name. */
export function ColleaguePicker({ ticketId, without, busy, onPick, onClose }: Props) {
  const { t } = useTranslation('followers');
  const id = useId();
  const { data, isError } = useQuery(readersQuery(ticketId));
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = named(data?.items.filter((person) => !without.includes(person.id)) ?? [], typed.trim()).slice(0, MOST_SHOWN);
  const index = Math.min(at, found.length - 1);
  const keys = (event: KeyboardEvent) => {
    const picked = found[index];
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowDown' && found.length > 0) setAt((index + 1) % found.length);
    else if (event.key === 'ArrowUp' && found.length > 0) setAt((index - 1 + found.length) % found.length);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && picked && !busy) onPick(picked.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="mt-2 flex flex-col gap-1">
      <TextField
        label={t('who')}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[index] ? `${id}-${found[index].id}` : undefined}
        autoFocus
        autoComplete="off"
        dir="auto"
        maxLength={80}
        value={typed}
        onKeyDown={keys}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <div id={id} role="listbox" aria-label={t('add')} className="-mx-2">
        {found.map((person, nth) => (
          <button
            key={person.id}
            id={`${id}-${person.id}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={nth === index}
            disabled={busy}
            onMouseMove={() => setAt(nth)}
            onClick={() => onPick(person.id)}
            className={cx('flex min-h-8 w-full items-center gap-2 rounded-control px-2 text-start text-13', nth === index && 'bg-press')}
          >
            <Avatar name={person.name} pictureUrl={person.pictureUrl} size={20} />
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {person.name}
            </span>
          </button>
        ))}
        {found.length === 0 && <p className={cx('px-2 py-1 text-13 text-muted', !data && !isError && 'animate-[appear_1ms_200ms_both]')}>{t(isError ? 'mention.unreachable' : data ? 'mention.nobody' : 'mention.loading')}</p>}
      </div>
    </div>
  );
}
