import type { Visit } from '#contracts/visits.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visitsQuery } from '../../client/visits.data.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PaneHead, RowSkeletons } from '../../ui/pane.js';
import { errorText } from '../app/error-text.js';
import { useTexts } from '../app/use-texts.js';
import { VISIT_TEXTS } from '../app/visit-texts.js';
import { HoldNotice } from '../features/visits/hold-notice.js';
import { InviteDialog } from '../features/visits/invite-dialog.js';
import { VisitRow } from '../features/visits/visit-row.js';

const LINK = 'inline-flex h-7 shrink-0 items-center rounded-control px-2.5 text-13 font-medium text-accent-text hover:bg-hover';

const chatLink = (ticketId: string, words: string, label: string) => (
  <Link to="/tickets/$ticketId" params={{ ticketId }} search={{ view: 'all' }} aria-label={label} className={LINK}>
    {words}
  </Link>
);

/** Who is on the shop now, and whom to invite. */
export default function VisitsRoute() {
  const { t } = useTranslation('visits');
  const ready = useTexts('visits', VISIT_TEXTS);
  const { me } = useRouteContext({ from: '/staff' });
  const visits = useQuery(visitsQuery);
  const [invited, setInvited] = useState<Visit | null>(null);
  if (!ready) return null;
  const nameOf = ({ visitor }: Visit) => visitor?.name || t('unnamed');
  const items = visits.data?.items ?? [];
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PaneHead>
        <h1 className="text-14 font-semibold">{t('title')}</h1>
        <p className="min-w-0 flex-1 truncate text-13 text-muted max-mid:hidden">{t('question')}</p>
        {items.length > 0 && <p className="tabular ms-auto shrink-0 text-13 text-muted">{t('count', { count: items.length })}</p>}
      </PaneHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {visits.isPending && <RowSkeletons count={5} height={76} />}
        {visits.isError && !visits.data && <ErrorState message={errorText(visits.error)} retryLabel={t('common:retry')} onRetry={() => void visits.refetch()} />}
        {visits.data && items.length === 0 && (
          <EmptyState
            icon={<Compass size={28} aria-hidden />}
            action={
              me.permissions.includes('channel.manage') && (
                <Link to="/widgets" className={LINK}>
                  {t('setUp')}
                </Link>
              )
            }
          >
            {t('empty')}
          </EmptyState>
        )}
        {items.length > 0 && (
          <div className="mx-auto flex max-w-[72rem] flex-col gap-4 px-4 py-6 mid:px-6">
            {me.permissions.includes('visit.invite') && <HoldNotice visits={items} away={me.account.availability !== 'online'} />}
            <ul className="overflow-hidden rounded-panel border border-line bg-surface">
              {items.map((visit) => (
                <VisitRow
                  key={visit.id}
                  visit={visit}
                  name={nameOf(visit)}
                  onInvite={() => setInvited(visit)}
                  chatLink={chatLink}
                />
              ))}
            </ul>
            {visits.data?.more && <p className="text-12 text-muted">{t('more', { count: items.length })}</p>}
          </div>
        )}
      </div>
      {invited && <InviteDialog visit={invited} name={nameOf(invited)} onClose={() => setInvited(null)} />}
    </div>
  );
}
