import { useQuery } from '@tanstack/react-query';
import { useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../client/problem.js';
import { meQuery } from '../../client/session.data.js';
import { detailQuery, knownRow } from '../../client/tickets.data.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { errorText } from '../app/error-text.js';
import { customerName } from '../app/customer-name.js';
import { TicketPage } from './ticket-page.js';

/** One ticket of the list. Everything of the page before is gone when another is chosen. */
export function TicketRoute() {
  const { t } = useTranslation();
  const { ticketId } = useParams({ from: '/staff/tickets/$ticketId' });
  const search = useSearch({ from: '/staff/tickets' });
  const context = useRouteContext({ from: '/staff' });
  const me = useQuery(meQuery).data ?? context.me;
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
  return <TicketPage key={ticketId} row={row} detail={detail.data} me={me} search={search} customer={customerName(row.customer.name, row.number, t)} />;
}
