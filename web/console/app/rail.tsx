import type { Me } from '#contracts/accounts.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { Activity, Compass, Inbox, Search, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countsQuery } from '../../client/tickets.data.js';
import { Count } from '../../ui/badge.js';
import { IconButton } from '../../ui/button.js';
import { cx } from '../../ui/class-names.js';
import { ADMIN_PAGES, firstAdminPage } from './admin-pages.js';
import { AccountMenu } from './account-menu.js';
import { keysOf } from './keys.js';
import icon from './icon.svg';

interface Props {
  me: Me;
  onPalette: () => void;
  onShortcuts: () => void;
}

/** Where to go: a column at the side, a bar at the foot of a phone (gone while a ticket fills it). */
export function Rail({ me, onPalette, onShortcuts }: Props) {
  const { t } = useTranslation();
  const unread = useQuery(countsQuery).data?.unread ?? 0;
  const matches = useMatchRoute();
  const adminPage = firstAdminPage(me);
  const inSettings = ADMIN_PAGES.some((page) => matches({ to: page.to }) !== false);
  const inTicket = matches({ to: '/tickets/$ticketId' }) !== false;
  return (
    <nav
      aria-label={t('rail.label')}
      className={cx(
        'shrink-0 items-center border-line bg-app max-mid:h-14 max-mid:justify-around max-mid:border-t max-mid:pb-[env(safe-area-inset-bottom)] mid:w-(--rail) mid:flex-col mid:gap-1 mid:border-e mid:py-3',
        inTicket ? 'max-mid:hidden mid:flex' : 'flex',
      )}
    >
      <img src={icon} alt="" className="mb-3 size-7 max-mid:hidden" />
      <RailLink to="/tickets" label={t('rail.inbox')} keys={keysOf('goInbox')} badge={<Count value={unread} label={t('rail.unread', { count: unread })} strong />}>
        <Inbox size={20} aria-hidden />
      </RailLink>
      {me.permissions.includes('visit.read') && (
        <RailLink to="/visits" label={t('rail.visits')} keys={keysOf('goVisits')}>
          <Compass size={20} aria-hidden />
        </RailLink>
      )}
      {me.permissions.includes('chat.watch') && (
        <RailLink to="/live" label={t('rail.live')} keys={keysOf('goLive')}>
          <Activity size={20} aria-hidden />
        </RailLink>
      )}
      {adminPage && (
        <RailLink to={adminPage} label={t('rail.settings')} active={inSettings}>
          <Settings size={20} aria-hidden />
        </RailLink>
      )}
      <span className="flex-1 max-mid:hidden" />
      {/* Filled by what is fetched behind the first screen. */}
      <span id="rail-more" className="contents" />
      <IconButton label={t('rail.palette')} tipKey={keysOf('palette')} tipSide="right" size="large" onClick={onPalette}>
        <Search size={20} aria-hidden />
      </IconButton>
      <AccountMenu me={me} onShortcuts={onShortcuts} />
    </nav>
  );
}

const LINK = 'relative inline-flex size-10 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text';

const HERE = 'bg-tint text-accent-text';

function RailLink({
  to,
  label,
  keys,
  badge,
  active = false,
  children,
}: {
  to: '/tickets' | '/visits' | '/live' | (typeof ADMIN_PAGES)[number]['to'];
  label: string;
  keys?: string | undefined;
  badge?: ReactNode;
  /** Also on pages below it. */
  active?: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      {...(to === '/tickets' ? { search: { view: 'mine' as const } } : {})}
      activeOptions={{ includeSearch: false }}
      aria-label={label}
      data-tip={label}
      data-tip-key={keys}
      data-tip-side="right"
      className={cx(LINK, active && HERE)}
      activeProps={{ className: HERE }}
    >
      {children}
      {badge && <span className="absolute -top-1 -right-1">{badge}</span>}
    </Link>
  );
}
