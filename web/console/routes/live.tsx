import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';
import { AlarmClock } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { liveQuery } from '../../client/chats.data.js';
import { ErrorState } from '../../ui/error-state.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { PaneHead, RowSkeletons } from '../../ui/pane.js';
import { errorText } from '../app/error-text.js';
import { LIVE_TEXTS } from '../app/live-texts.js';
import { useTexts } from '../app/use-texts.js';
import { AgentLoads } from '../features/chats/agent-loads.js';
import { LiveChats } from '../features/chats/live-chats.js';
import { LiveNumbers } from '../features/chats/live-numbers.js';
import { QueueTable } from '../features/chats/queue-table.js';

const RatingBoard = lazyPart(() => import('../features/ratings/rating-board.js'));
const ticketLink = (ticketId: string, children: ReactNode) => (
  <Link to="/tickets/$ticketId" params={{ ticketId }} search={{ view: 'all' }} className="block rounded-control hover:bg-hover">
    {children}
  </Link>
);

/** Who waits, who helps, and where a lead is needed now. */
export default function LiveRoute() {
  const { t } = useTranslation();
  const live = useQuery(liveQuery);
  const { me } = useRouteContext({ from: '/staff' });
  const ready = useTexts('live', LIVE_TEXTS);
  if (!ready) return <div className="flex-1" aria-busy />;
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PaneHead>
        <h1 className="text-14 font-semibold">{t('live:title')}</h1>
        <p className="min-w-0 flex-1 truncate text-13 text-muted max-mid:hidden">{t('live:question')}</p>
        <Link to="/promises" className="ms-auto inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2.5 text-13 font-medium text-accent-text hover:bg-hover">
          <AlarmClock size={16} aria-hidden />
          {t('live:promises')}
        </Link>
      </PaneHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {live.isPending && <RowSkeletons count={6} height={52} />}
        {live.isError && !live.data && <ErrorState message={errorText(live.error)} retryLabel={t('common:retry')} onRetry={() => void live.refetch()} />}
        {live.data && (
          <div className="mx-auto flex max-w-[72rem] flex-col gap-8 px-4 py-6 mid:px-6">
            <LiveNumbers board={live.data} />
            <LiveChats chats={live.data.chats} />
            <div className="grid gap-8 desk:grid-cols-2">
              <QueueTable queues={live.data.queues} />
              <AgentLoads agents={live.data.agents} />
            </div>
            <Suspense>{me.permissions.includes('rating.read') && <RatingBoard ticketLink={ticketLink} />}</Suspense>
          </div>
        )}
      </div>
    </div>
  );
}
