import type { TicketRow } from '#contracts/tickets.js';
import { AlarmClock, ChevronsUp, ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { STATE_ICONS } from './state-icons.js';

/** How urgent it is, where it is more than usual. */
export function PriorityMark({ row: { priority } }: { row: TicketRow }) {
  const { t } = useTranslation();
  if (priority !== 'high' && priority !== 'urgent') return null;
  const Icon = priority === 'urgent' ? ChevronsUp : ChevronUp;
  return (
    <span title={t(`list.priority.${priority}`)} className={`inline-flex shrink-0 ${priority === 'urgent' ? 'text-red' : 'text-amber'}`}>
      <Icon size={16} aria-hidden />
      <span className="sr-only">{t(`list.priority.${priority}`)}</span>
    </span>
  );
}

/** Where it stands, where that is not simply at work. */
export function StateMark({ row: { state, snoozedUntil } }: { row: TicketRow }) {
  const { t } = useTranslation();
  const asleep = snoozedUntil !== null;
  if (!asleep && state !== 'pending' && state !== 'on_hold' && state !== 'solved') return null;
  const Icon = asleep ? AlarmClock : STATE_ICONS[state];
  const word = t(asleep ? 'list.asleep' : `ticket.state.${state}`);
  return (
    <span title={word} className="inline-flex shrink-0 text-muted">
      <Icon size={14} aria-hidden />
      <span className="sr-only">{word}</span>
    </span>
  );
}

/** The first of its tags, and how many more there are. */
export function RowTags({ tags, most }: { tags: readonly string[]; most: number }) {
  if (tags.length === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-1 text-12 text-muted" title={tags.join(', ')}>
      {tags.slice(0, most).map((tag) => (
        <span key={tag} dir="auto" className="max-w-20 truncate rounded-control bg-press px-1">
          {tag}
        </span>
      ))}
      {tags.length > most && <span className="tabular">+{tags.length - most}</span>}
    </span>
  );
}
