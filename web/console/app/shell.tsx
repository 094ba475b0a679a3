import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouteContext } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../client/query.js';
import { meQuery } from '../../client/session.data.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { ToastRegion, undoLatest } from '../../ui/toast.js';
import { ConnectionBanner } from './connection-banner.js';
import { useKeys } from './keys.js';
import { LiveProvider } from './live.js';
import { adoptPreferences } from './preferences.js';
import { Rail } from './rail.js';
import type { ListSearch } from './search.js';
import { useSettled } from './use-settled.js';
import { useTitle } from './use-title.js';

const OfferNotice = lazyPart(() => import('./offer-notice.js'));
const Behind = lazyPart(() => import('./behind.js'));
const Palette = lazyPart(() => import('../features/palette/palette.js'));
const SearchBox = lazyPart(() => import('../features/search/search-box.js'));
const ShortcutSheet = lazyPart(() => import('../features/keys/shortcut-sheet.js'));

/** The frame of every page for staff: rail, connection, toasts, palette. */
export function Shell() {
  const context = useRouteContext({ from: '/staff' });
  const me = useQuery(meQuery).data ?? context.me;
  const navigate = useNavigate();
  const { t } = useTranslation('common');
  const [open, setOpen] = useState<'palette' | 'keys' | 'search' | null>(null);
  const [wanted, setWanted] = useState('');
  const search = (typed: string) => {
    setWanted(typed);
    setOpen('search');
  };
  const settled = useSettled();
  const go = (view: ListSearch['view']) => () => void navigate({ to: '/tickets', search: { view } });
  useEffect(() => adoptPreferences(context.me), [context.me]);
  useTitle();
  useKeys({
    palette: () => setOpen(open === 'palette' ? null : 'palette'),
    search: () => search(''),
    sheet: () => setOpen('keys'),
    undo: undoLatest,
    goInbox: go('mine'),
    goMine: go('mine'),
    goUnassigned: go('unassigned'),
    goTeam: go('team'),
    goAll: go('all'),
    goVisits: me.permissions.includes('visit.read') ? () => void navigate({ to: '/visits' }) : undefined,
    goLive: me.permissions.includes('chat.watch') ? () => void navigate({ to: '/live' }) : undefined,
  });
  const revoked = () => void navigate({ to: '/sign-in' }).then(() => queryClient.clear());
  return (
    <LiveProvider key={me.account.id} me={me} onRevoked={revoked}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-60 focus:rounded-control focus:bg-surface focus:px-3 focus:py-2"
      >
        {t('skipToContent')}
      </a>
      <div className="flex h-dvh flex-col overflow-hidden">
        <ConnectionBanner />
        <Suspense fallback={null}>{settled && <OfferNotice />}</Suspense>
        <div className="flex min-h-0 flex-1 flex-col-reverse mid:flex-row">
          <Rail me={me} onPalette={() => setOpen('palette')} onShortcuts={() => setOpen('keys')} />
          <main id="main" className="flex min-h-0 min-w-0 flex-1" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      <ToastRegion label={t('notifications')} closeLabel={t('close')} />
      <Suspense fallback={null}>
        {settled && <Behind me={me} />}
        {open === 'palette' && <Palette me={me} onClose={() => setOpen(null)} onSearch={search} onShortcuts={() => setOpen('keys')} />}
        {open === 'search' && <SearchBox me={me} initial={wanted} onClose={() => setOpen(null)} />}
        {open === 'keys' && <ShortcutSheet onClose={() => setOpen(null)} />}
      </Suspense>
    </LiveProvider>
  );
}
