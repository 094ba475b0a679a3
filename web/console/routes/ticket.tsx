import { useQuery } from '@tanstack/react-query';
import { useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '#contracts/accounts.js';
import { Problem } from '../../client/problem.js';
import { meQuery } from '../../client/session.data.js';
import { detailQuery, knownRow } from '../../client/tickets.data.js';
import { cx } from '../../ui/class-names.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { errorText } from '../app/error-text.js';
import { customerName } from '../app/customer-name.js';
import { PaneProvider } from '../app/pane.js';
import { PANES_TEXTS } from '../app/panes-texts.js';
import type { ListSearch } from '../app/search.js';
import { TIMELINE_TEXTS } from '../app/timeline-texts.js';
import { usePanes } from '../app/use-panes.js';
import { useTexts } from '../app/use-texts.js';
import { TicketPage } from './ticket-page.js';

/** The ticket of the address, alone or beside others. Each keeps its page for as long as it is on screen. */
export function TicketRoute() {
  const { ticketId } = useParams({ from: '/staff/tickets/$ticketId' });
  const search = useSearch({ from: '/staff/tickets' });
  const context = useRouteContext({ from: '/staff' });
  const me = useQuery(meQuery).data ?? context.me;
  const ready = useTexts('panes', PANES_TEXTS);
  const worded = useTexts('timeline', TIMELINE_TEXTS);
  const { panes, area, close, focus, toggle } = usePanes(ticketId, search, me.account.id);
  const several = panes.length > 1;
  if (!worded) return <div className="flex-1" aria-busy />;
  return (
    <div ref={area} className="flex min-w-0 flex-1 overflow-x-auto">
      {panes.map((id, index) => {
        const focused = id === ticketId;
        return (
          <div
            key={id}
            data-pane={id}
            onFocus={focused ? undefined : () => focus(id)}
            onPointerDown={focused ? undefined : () => focus(id)}
            className={cx('relative flex min-w-0 flex-1', several && 'min-w-80 border-e border-line last:border-e-0')}
          >
            {several && focused && <span className="absolute inset-x-0 top-0 z-10 h-0.5 bg-accent" aria-hidden />}
            <PaneProvider value={{ focused, place: several ? index + 1 : null, close: () => close(id), toggleBeside: ready ? toggle : null }}>
              <OneTicket ticketId={id} search={search} me={me} />
            </PaneProvider>
          </div>
        );
      })}
    </div>
  );
}

interface Props {
  ticketId: string;
  search: ListSearch;
  me: Me;
}

function OneTicket({ ticketId, search, me }: Props) {
  const { t } = useTranslation();
  const detail = useQuery(detailQuery(ticketId));
  const row = detail.data?.ticket ?? knownRow(ticketId);
  if (!row && detail.isError) {
    const gone = detail.error instanceof Problem && detail.error.status === 404;
    return (
      <div className="flex-1">
        {gone ? (
          <EmptyState>{t('ticket.gone')}</EmptyState>
        ) : (
          <ErrorState message={errorText(detail.error)} retryLabel={t('common:retry')} onRetry={() => void detail.refetch()} />
        )}
      </div>
    );
  }
  if (!row) return <div className="flex-1" aria-busy />;
  return <TicketPage row={row} detail={detail.data} me={me} search={search} customer={customerName(row.customer.name, row.number, t)} />;
}
