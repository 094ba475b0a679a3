import type { Me } from '#contracts/accounts.js';
import type { Message } from '#contracts/messages.js';
import type { TicketDetail, TicketRow } from '#contracts/tickets.js';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PaneHead } from '../../ui/pane.js';
import { useLive } from '../app/live.js';
import { usePane } from '../app/pane.js';
import { choose, usePreferences } from '../app/preferences.js';
import type { ListSearch } from '../app/search.js';
import { DESK, useMedia } from '../app/use-media.js';
import { OfferBar } from '../features/tickets/offer-bar.js';
import { TicketHead } from '../features/tickets/ticket-head.js';
import { adoptDrafts } from '../features/timeline/drafts.js';
import { quoting } from '../features/timeline/quoting.js';
import { Timeline } from '../features/timeline/timeline.js';
import { ContextPane } from './ticket-context.js';
import { TicketDialogs } from './ticket-dialogs.js';
import { WritingArea } from './ticket-writing.js';
import { useTicketPage } from './use-ticket-page.js';

interface Props {
  row: TicketRow;
  detail: TicketDetail | undefined;
  me: Me;
  search: ListSearch;
  customer: string;
}

/** Head, offer, talk, composer; the context beside them or over them. */
export function TicketPage({ row, detail, me, search, customer }: Props) {
  const { t } = useTranslation();
  const { conversations, watched } = useLive();
  const { context } = usePreferences();
  const { focused, place } = usePane();
  // Beside others there is no room for a pane of its own.
  const desk = useMedia(DESK) && place === null;
  const page = useTicketPage({ row, detail, me, search });
  const contextOpen = desk ? context === 'open' : page.drawer;
  const toggleContext = () => (desk ? choose({ context: contextOpen ? 'folded' : 'open' }, true) : page.setDrawer(!page.drawer));
  page.useTicketKeys(toggleContext, contextOpen);

  useEffect(() => conversations.open(row.id), [conversations, row.id]);
  useEffect(() => {
    if (!focused) return;
    watched.set(row.id);
    return () => {
      if (watched.get() === row.id) watched.set(null);
    };
  }, [focused, watched, row.id]);
  useEffect(() => {
    if (!detail) return;
    adoptDrafts(detail);
    conversations.receipt(row.id, { deliveredSeq: detail.customerDeliveredSeq, readSeq: detail.customerReadSeq });
  }, [detail, conversations, row.id]);

  const quote = (message: Message) => {
    quoting(row.id).set(message);
    // A note is answered among colleagues.
    page.write(message.internal ? 'note' : page.mode);
  };
  return (
    <>
      <section aria-label={t('ticket.of', { name: customer })} className="flex min-w-0 flex-1 flex-col bg-app">
        <TicketHead row={row} can={detail?.can} subState={detail?.subState ?? null} onSubState={page.onSubState} contextOpen={contextOpen} onContext={toggleContext} onBack={page.back} onVerb={page.onVerb} />
        {detail && <OfferBar detail={detail} customer={customer} onAccept={page.accept} onDecline={page.decline} />}
        <Timeline ticketId={row.id} meId={me.account.id} onQuote={quote} />
        <WritingArea row={row} detail={detail} customer={customer} page={page} />
      </section>
      {detail && desk && contextOpen && (
        <aside aria-label={t('ticket.context')} className="flex w-(--context) shrink-0 flex-col border-s border-line bg-surface">
          <PaneHead>
            <h2 className="text-14 font-semibold">{t('ticket.context')}</h2>
          </PaneHead>
          <ContextPane detail={detail} customer={customer} search={search} page={page} />
        </aside>
      )}
      <TicketDialogs row={row} detail={detail} customer={customer} search={search} page={page} />
    </>
  );
}
