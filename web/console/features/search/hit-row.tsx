import type { SearchHit } from '#contracts/search.js';
import type { TicketRow } from '#contracts/tickets.js';
import { Lock, MessageSquare, Ticket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { Time } from '../../../ui/time.js';
import { customerName } from '../../app/customer-name.js';
import { partsOf } from './recents.rules.js';

/** A ticket that was found: whose, where the words are, and when. */
export function HitRow({ ticket, hit }: { ticket: TicketRow; hit: SearchHit }) {
  const { t } = useTranslation();
  const Icon = hit.internal ? Lock : hit.messageId ? MessageSquare : Ticket;
  return (
    <>
      <Icon size={16} className={`mt-0.5 shrink-0 ${hit.internal ? 'text-amber' : 'text-muted'}`} aria-hidden />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-center gap-2">
          <span dir="auto" className="truncate font-medium">
            {customerName(ticket.customer.name, ticket.number, t)}
          </span>
          <span className="tabular shrink-0 text-13 text-muted">#{ticket.number}</span>
          <span className="shrink-0 text-12 text-muted">{t(`search:state.${ticket.state}`)}</span>
          <Time at={hit.at} short={shortTime(hit.at, serverNow())} exact={exactTime(hit.at)} className="tabular ms-auto shrink-0 text-12 text-muted" />
        </span>
        <span dir="auto" className="line-clamp-2 text-13 text-muted">
          {hit.internal && <span className="me-1 text-amber">{t('search:note')}</span>}
          {partsOf(hit.text, hit.ranges).map((part, index) =>
            part.marked ? (
              <mark key={index} className="rounded-[3px] bg-amber-paper px-0.5 font-medium text-text">
                {part.text}
              </mark>
            ) : (
              <span key={index}>{part.text}</span>
            ),
          )}
        </span>
      </span>
    </>
  );
}
