import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../client/store.js';
import { Avatar } from '../../../ui/avatar.js';
import { useLive } from '../../app/live.js';

/** Colleagues who have this ticket open; a ring around whoever is writing. */
export function Lookers({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const live = useLive();
  const people = useStore(live.presence(ticketId)).filter((person) => person.kind === 'agent' && person.online && person.id !== live.selfId);
  const typers = useStore(live.typing(ticketId));
  if (people.length === 0) return null;
  const names = people.map((person) => person.name).join(', ');
  const text = t('ticket.lookers', { names, count: people.length });
  return (
    <span className="flex shrink-0 items-center gap-1 text-12 text-blue" title={text}>
      <Eye size={14} aria-hidden />
      <span className="flex -space-x-1.5">
        {people.slice(0, 3).map((person) => (
          <span
            key={person.id}
            className={typers.some((typer) => typer.id === person.id) ? 'rounded-full ring-2 ring-(--blue-text)' : 'rounded-full ring-2 ring-surface'}
          >
            <Avatar name={person.name} size={20} />
          </span>
        ))}
      </span>
      {people.length > 3 && <span>+{people.length - 3}</span>}
      <span className="sr-only">{text}</span>
    </span>
  );
}
