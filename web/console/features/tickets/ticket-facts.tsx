import type { TicketDetail } from '#contracts/tickets.js';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PRIORITIES, TYPES } from '../../../client/ticket-life.data.js';
import { Section } from '../../../ui/pane.js';
import { LIFE_TEXTS } from '../../app/life-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { TagField } from './tag-field.js';
import { useTicketLife } from './use-ticket-life.js';

export type FactFocus = 'priority' | 'tags' | null;
interface Props {
  detail: TicketDetail;
  /** What a key asked for: it gets the focus. */
  focus: FactFocus;
  onFocused: () => void;
}

const CONTROL = 'h-8 w-full min-w-0 rounded-control border border-transparent bg-transparent px-1.5 text-13 hover:border-line focus:border-line-strong focus:bg-surface disabled:border-transparent';

/** Subject, priority, type and tags, changed where they stand. */
export default function TicketFacts({ detail: { ticket, can }, focus, onFocused }: Props) {
  const { t } = useTranslation('life');
  const ready = useTexts('life', LIFE_TEXTS);
  const life = useTicketLife(ticket.id);
  const priority = useRef<HTMLSelectElement>(null);
  const tags = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!ready || focus === null) return;
    (focus === 'tags' ? tags : priority).current?.focus();
    onFocused();
  }, [ready, focus, onFocused]);
  if (!ready) return null;
  return (
    <Section title={t('facts.title')}>
      <div className="-mx-2 flex flex-col gap-0.5">
        <Line label={t('facts.subject')}>{(id) => <Subject key={ticket.subject} id={id} value={ticket.subject ?? ''} disabled={!can.edit} onSave={(subject) => void life.change({ subject })} />}</Line>
        <Line label={t('facts.priority')}>
          {(id) => (
            <select
              ref={priority}
              id={id}
              className={CONTROL}
              disabled={!can.edit}
              value={ticket.priority}
              onChange={(event) => {
                const wanted = PRIORITIES.find((one) => one === event.target.value);
                if (wanted) void life.change({ priority: wanted });
              }}
            >
              {PRIORITIES.toReversed().map((one) => (
                <option key={one} value={one}>
                  {t(`priority.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Line>
        <Line label={t('facts.type')}>
          {(id) => (
            <select
              id={id}
              className={CONTROL}
              disabled={!can.edit}
              value={ticket.type}
              onChange={(event) => {
                const wanted = TYPES.find((one) => one === event.target.value);
                if (wanted) void life.change({ type: wanted });
              }}
            >
              {TYPES.map((one) => (
                <option key={one} value={one}>
                  {t(`type.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Line>
        <Line label={t('facts.tags')}>{(id) => <TagField id={id} box={tags} tags={ticket.tags} disabled={!can.edit} onChange={(next) => void life.change({ tags: [...next] })} />}</Line>
      </div>
    </Section>
  );
}

function Line({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="grid grid-cols-[6rem_1fr] items-start">
      <label htmlFor={id} className="flex h-8 items-center px-2 text-13 text-muted">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

interface SubjectProps {
  id: string;
  value: string;
  disabled: boolean;
  onSave: (subject: string) => void;
}

/** Saved when it is left; Escape takes it back. */
function Subject({ id, value, disabled, onSave }: SubjectProps) {
  const { t } = useTranslation('life');
  const [text, setText] = useState(value);
  const save = () => {
    if (text.trim() !== value) onSave(text.trim());
  };
  return (
    <input
      id={id}
      dir="auto"
      title={value || undefined}
      maxLength={200}
      className={CONTROL}
      disabled={disabled}
      placeholder={disabled ? t('facts.none') : t('facts.subjectPlaceholder')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setText(value);
      }}
    />
  );
}
