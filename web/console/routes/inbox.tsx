import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import { MessagesSquare, PanelLeft, Plus } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../client/session.data.js';
import { useStore } from '../../client/store.js';
import { IconButton } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { PaneHead } from '../../ui/pane.js';
import { keysOf, useKeys } from '../app/keys.js';
import { prefetchSoon } from '../app/load-ticket.js';
import { choose, usePreferences } from '../app/preferences.js';
import { followedChange, selection } from '../app/selection.js';
import { MID, useMedia, WIDE } from '../app/use-media.js';
import { useSettled } from '../app/use-settled.js';
import { TicketList } from '../features/tickets/ticket-list.js';
import { ViewsColumn, ViewsStrip } from '../features/tickets/views.js';

const ViewsHeading = lazyPart(() => import('../features/views/views-heading.js'));
const SavedViewsColumn = lazyPart(() => import('../features/views/saved-views-column.js'));
const FilterLine = lazyPart(() => import('../features/views/filter-line.js'));
const FilterDialog = lazyPart(() => import('../features/views/filter-dialog.js'));
const InboxBulk = lazyPart(() => import('./inbox-bulk.js'));
const ListMenu = lazyPart(() => import('./inbox-menu.js'));
const PeekHost = lazyPart(() => import('../features/tickets/peek.js'));
const TicketTable = lazyPart(() => import('../features/tickets/ticket-table.js'));
const OpeningDialog = lazyPart(() => import('../features/tickets/opening-dialog.js'));

/** Views, list and ticket beside each other; on a phone one of them at a time. */
export function Inbox() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/staff/tickets' });
  const { ticketId } = useParams({ strict: false });
  const context = useRouteContext({ from: '/staff' });
  const me = useQuery(meQuery).data ?? context.me;
  const { views } = usePreferences();
  const [mid, wide] = [useMedia(MID), useMedia(WIDE)];
  const column = mid && (views === 'open' || (views === 'auto' && wide));
  const fold = () => choose({ views: column ? 'folded' : 'open' }, true);
  const settled = useSettled();
  const title = <h1 className="min-w-0 flex-1 truncate text-14 font-semibold">{t(`views.${search.view}`)}</h1>;
  const [filtering, setFiltering] = useState(false);
  const [opening, setOpening] = useState(false);
  const mayOpen = me.permissions.includes('ticket.edit');
  useKeys({ foldViews: fold, newTicket: mayOpen ? () => setOpening(true) : undefined, filter: () => setFiltering(true) });
  const picked = useStore(selection).ids.length > 0;
  const followed = useStore(followedChange) !== null;
  const table = mid && !ticketId && (search.columns ?? search.group);
  useEffect(prefetchSoon, []);
  return (
    <>
      {column && (
        <nav aria-label={t('views.label')} className="w-(--views) shrink-0 overflow-y-auto border-e border-line bg-app">
          <PaneHead>
            <span className="truncate text-14 font-semibold">{me.settings.organisation}</span>
          </PaneHead>
          <ViewsColumn search={search} teams={me.teams} />
          <Suspense fallback={null}>
            {settled && <SavedViewsColumn search={search} />}
          </Suspense>
        </nav>
      )}
      {(mid || !ticketId) && (
        <section aria-label={t('list.label')} className={"flex min-w-0 flex-col border-line bg-surface max-mid:flex-1 " + (table ? 'mid:flex-1' : 'mid:w-(--list) mid:shrink-0 mid:border-e')}>
          <PaneHead>
            {mid && (
              <IconButton label={t(column ? 'views.fold' : 'views.unfold')} tipKey={keysOf('foldViews')} onClick={fold} className="-ms-2" aria-pressed={column}>
                <PanelLeft size={16} aria-hidden />
              </IconButton>
            )}
            <Suspense fallback={title}>{settled ? <ViewsHeading search={search} /> : title}</Suspense>
            {mayOpen && (
              <IconButton label={t('list.new')} tipKey={keysOf('newTicket')} onClick={() => setOpening(true)}>
                <Plus size={16} aria-hidden />
              </IconButton>
            )}
            <span className="size-8 shrink-0">
              <Suspense fallback={null}>{settled && <ListMenu search={search} onFilter={() => setFiltering(true)} />}</Suspense>
            </span>
          </PaneHead>
          {!column && <ViewsStrip search={search} />}
          <Suspense fallback={null}>
            {(search.filter || search.sort || search.group) && <FilterLine search={search} onOpen={() => setFiltering(true)} />}
            {filtering && <FilterDialog search={search} onClose={() => setFiltering(false)} />}
          </Suspense>
          {table ? (
            <Suspense fallback={null}>
              <TicketTable search={search} />
            </Suspense>
          ) : (
            <TicketList search={search} selectedId={ticketId} meId={me.account.id} />
          )}
          <Suspense fallback={null}>{(picked || followed) && <InboxBulk search={search} me={me} />}</Suspense>
        </section>
      )}
      <Suspense fallback={null}>{settled && <PeekHost search={search} />}</Suspense>
      {opening && (
        <Suspense fallback={null}>
          <OpeningDialog meId={me.account.id} onClose={() => setOpening(false)} />
        </Suspense>
      )}
      {ticketId ? (
        <Outlet />
      ) : (
        mid && !table && (
          <div className="flex-1">
            <EmptyState icon={<MessagesSquare size={20} aria-hidden />}>{t('list.choose')}</EmptyState>
          </div>
        )
      )}
    </>
  );
}
