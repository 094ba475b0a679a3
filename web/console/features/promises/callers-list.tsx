import type { Caller, Callers } from '#contracts/calls.js';
import { PhoneCall, UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exactMinute, shortTime } from '../../../client/format.js';
import { serverNow } from '../../../client/clock.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';

interface Props {
  found: Callers;
  onTicket: (ticket: { id: string; number: number }) => void;
  onPerson: (person: Caller) => void;
}

/** Whose number it is, with what they wrote about last. */
export function CallersList({ found, onTicket, onPerson }: Props) {
  const { t } = useTranslation('calls');
  if (found.number === null) return null;
  if (found.items.length === 0) return <p className="text-13 text-muted">{t('nobody')}</p>;
  return (
    <ul className="flex flex-col gap-4">
      {found.items.map((person) => (
        <li key={person.id} className="flex flex-col gap-1">
          <div className="flex min-h-8 items-center gap-2">
            <span dir="auto" className="min-w-0 truncate text-14 font-semibold">
              {person.name ?? t('unnamed')}
            </span>
            <Badge tone={person.proof === 'proven' ? 'green' : undefined}>{t(`proof.${person.proof}`)}</Badge>
            {person.can.openFor && (
              <Button size="small" className="ms-auto" icon={<UserRoundPlus size={14} aria-hidden />} onClick={() => onPerson(person)}>
                {t('openFor', { name: person.name ?? t('unnamed') })}
              </Button>
            )}
          </div>
          {!person.can.openFor && <p className="text-13 text-muted">{t('claimedHint')}</p>}
          <ul className="flex flex-col rounded-control border border-line">
            {person.tickets.map((ticket) => (
              <TicketLine key={ticket.id} ticket={ticket} onTicket={onTicket} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function TicketLine({ ticket, onTicket }: { ticket: Caller['tickets'][number]; onTicket: Props['onTicket'] }) {
  const { t } = useTranslation('calls');
  const { number, subject, preview, state, order, callbackDueAt, lastMessageAt } = ticket;
  const done = state === 'closed';
  return (
    <li className="border-b border-line last:border-b-0">
      <button type="button" disabled={done} onClick={() => onTicket(ticket)} title={done ? undefined : t('onThis', { number })} className="flex w-full min-w-0 flex-col gap-0.5 px-3 py-2 text-start not-disabled:hover:bg-hover">
        <span className="flex w-full items-center gap-2 text-13">
          <span className="tabular shrink-0 text-muted">#{number}</span>
          <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
            {subject ?? (preview || t('noSubject'))}
          </span>
          {order && <span className="tabular shrink-0 text-muted">{order}</span>}
          <Badge>{t(`ticket.state.${state}`, { ns: 'console' })}</Badge>
          <span className="tabular shrink-0 text-12 text-muted">{shortTime(lastMessageAt, serverNow())}</span>
        </span>
        {callbackDueAt && (
          <span className="flex items-center gap-1.5 text-12 text-amber">
            <PhoneCall size={12} aria-hidden />
            {t('owedBy', { when: exactMinute(callbackDueAt) })}
          </span>
        )}
      </button>
    </li>
  );
}
