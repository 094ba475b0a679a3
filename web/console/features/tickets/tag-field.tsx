import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type RefObject, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_TAGS, tagsQuery } from '../../../client/ticket-life.data.js';

interface Props {
  id: string;
  box: RefObject<HTMLInputElement | null>;
  tags: readonly string[];
  disabled: boolean;
  onChange: (tags: readonly string[]) => void;
}

/** A ticket's tags, each with a way out; those in use are suggested while one is written. */
export function TagField({ id, box, tags, disabled, onChange }: Props) {
  const { t } = useTranslation('life');
  const [text, setText] = useState('');
  const [active, setActive] = useState(false);
  const list = useId();
  const wanted = text.trim().toLowerCase();
  const suggested = useQuery({ ...tagsQuery(wanted.slice(0, 40)), enabled: active }).data?.items.filter(({ tag }) => !tags.includes(tag)) ?? [];
  const add = (tag: string) => {
    setText('');
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
  };
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1 px-1.5 py-1">
      {tags.map((tag) => (
        <span key={tag} className="inline-flex h-6 max-w-full items-center gap-0.5 rounded-control bg-press ps-1.5 text-12">
          <span dir="auto" className="truncate">
            {tag}
          </span>
          {!disabled && (
            <button
              type="button"
              aria-label={t('facts.removeTag', { tag })}
              className="target inline-flex size-5 items-center justify-center rounded-control text-muted hover:text-text"
              onClick={() => onChange(tags.filter((other) => other !== tag))}
            >
              <X size={12} aria-hidden />
            </button>
          )}
        </span>
      ))}
      {!disabled && tags.length < MOST_TAGS && (
        <>
          <input
            ref={box}
            id={id}
            list={list}
            dir="auto"
            maxLength={40}
            autoComplete="off"
            placeholder={t('facts.addTag')}
            className="h-6 w-24 min-w-0 flex-1 rounded-control border border-transparent bg-transparent px-0 text-13 hover:border-line focus:border-line-strong"
            value={text}
            onFocus={() => setActive(true)}
            onBlur={() => add(wanted)}
            onChange={(event) => {
              const { value } = event.target;
              // One picked from the list comes whole; a comma ends one that is written.
              if (suggested.some(({ tag }) => tag === value && !('data' in event.nativeEvent && event.nativeEvent.data))) return add(value);
              if (/[,，、]$/u.test(value)) return add(value.slice(0, -1).trim().toLowerCase());
              setText(value);
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') {
                event.preventDefault();
                add(wanted);
              }
              if (event.key === 'Backspace' && text === '' && tags.length > 0) onChange(tags.slice(0, -1));
            }}
          />
          <datalist id={list}>
            {suggested.map(({ tag }) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
          </datalist>
        </>
      )}
      {disabled && tags.length === 0 && <span className="text-13 text-muted">{t('facts.none')}</span>}
    </div>
  );
}
