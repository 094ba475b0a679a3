import type { TicketDetail } from '#contracts/tickets.js';
import { Link } from '@tanstack/react-router';
import { Ban, ShieldOff } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { lazyPart } from '../../ui/lazy-part.js';
import type { ListSearch } from '../app/search.js';
import { ChatFacts } from '../features/visitors/chat-facts.js';
import { VisitorPane } from '../features/visitors/visitor-pane.js';
import type { TicketPageState } from './use-ticket-page.js';

const TicketFacts = lazyPart(() => import('../features/tickets/ticket-facts.js'));
const TicketFields = lazyPart(() => import('../features/custom-fields/ticket-fields.js'));
const TicketFollowers = lazyPart(() => import('../features/followers/ticket-followers.js'));
const TicketHistory = lazyPart(() => import('../features/tickets/ticket-history.js'));
const TicketParticipants = lazyPart(() => import('../features/timeline/ticket-participants.js'));
const TicketSides = lazyPart(() => import('../features/side-conversations/ticket-sides.js'));
const TicketRelations = lazyPart(() => import('../features/relations/ticket-relations.js'));
const TicketRules = lazyPart(() => import('../features/rules/ticket-rules.js'));
const TicketOrigin = lazyPart(() => import('../features/imports/ticket-origin.js'));
const TicketAddresses = lazyPart(() => import('../features/addresses/ticket-addresses.js'));
const TicketPromises = lazyPart(() => import('../features/promises/ticket-promises.js'));
const TicketDueTimes = lazyPart(() => import('../features/sla/ticket-due-times.js'));
const TicketRouting = lazyPart(() => import('../features/routing/ticket-routing.js'));
const TicketVisit = lazyPart(() => import('../features/visits/ticket-visit.js'));
const TicketRatings = lazyPart(() => import('../features/ratings/ticket-ratings.js'));

interface Props {
  detail: TicketDetail;
  customer: string;
  search: ListSearch;
  page: TicketPageState;
}

/** Everything about the ticket that is not the talk itself. */
export function ContextPane({ detail, customer, search, page }: Props) {
  const { t } = useTranslation();
  const { can, linkedFromId } = detail;
  const earlierLink = (id: string, children: React.ReactNode) => (
    <Link to="/tickets/$ticketId" params={{ ticketId: id }} search={search} className="flex min-w-0 flex-col rounded-control px-2 py-1.5 hover:bg-hover">
      {children}
    </Link>
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Suspense>
        <TicketPromises ticketId={detail.ticket.id} />
      </Suspense>
      <Suspense>
        <TicketFacts detail={detail} focus={page.factFocus} onFocused={page.focused} />
      </Suspense>
      <Suspense>
        <TicketFields detail={detail} />
      </Suspense>
      <Suspense>
        <TicketRelations ticketId={detail.ticket.id} number={detail.ticket.number} />
      </Suspense>
      <Suspense>
        <TicketDueTimes ticketId={detail.ticket.id} />
      </Suspense>
      <Suspense>
        <TicketRouting ticketId={detail.ticket.id} />
      </Suspense>
      <VisitorPane detail={detail} customer={customer} earlierLink={earlierLink} />
      <Suspense>
        <TicketParticipants ticketId={detail.ticket.id} />
      </Suspense>
      <Suspense>
        <TicketFollowers ticketId={detail.ticket.id} />
      </Suspense>
      <Suspense>
        <TicketSides ticketId={detail.ticket.id} />
      </Suspense>
      <Suspense>{detail.imported && <TicketOrigin ticketId={detail.ticket.id} />}</Suspense>
      <Suspense>{detail.visitor && <TicketAddresses ticketId={detail.ticket.id} />}</Suspense>
      <Suspense>
        <TicketVisit ticketId={detail.ticket.id} />
      </Suspense>
      <ChatFacts detail={detail} />
      <Suspense>{detail.chat?.state === 'ended' && <TicketRatings ticketId={detail.ticket.id} />}</Suspense>
      <Suspense>
        <TicketHistory ticketId={detail.ticket.id} />
      </Suspense>
      <Suspense>
        <TicketRules ticketId={detail.ticket.id} />
      </Suspense>
      {linkedFromId && <div className="px-4 py-3 text-13">{earlierLink(linkedFromId, <span className="text-accent-text">{t('ticket.linkedFrom')}</span>)}</div>}
      {(can.block || can.unblock) && (
        <div className="px-4 py-4">
          {can.block ? (
            <Button size="small" look="quiet" className="-ms-2 text-red" icon={<Ban size={14} aria-hidden />} onClick={() => page.onVerb('block')}>
              {t('timeline:visitor.block')}
            </Button>
          ) : (
            <Button size="small" look="quiet" className="-ms-2" icon={<ShieldOff size={14} aria-hidden />} onClick={() => page.onVerb('unblock')}>
              {t('timeline:visitor.unblock')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
