import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouteContext } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../client/session.data.js';
import { PaneHead } from '../../ui/pane.js';
import { ADMIN_PAGES } from '../app/admin-pages.js';
import { SETTINGS_TEXTS } from '../app/settings-texts.js';
import { useTexts } from '../app/use-texts.js';

const TEXTS = {
  en: () => import('../../locales/en/admin.json'),
  'zh-CN': () => import('../../locales/zh-CN/admin.json'),
  'zh-TW': () => import('../../locales/zh-TW/admin.json'),
};
const LINK = 'flex h-8 shrink-0 items-center rounded-control px-2.5 text-13 text-text hover:bg-press';

/** The frame of settings: what may be changed by this person on the left, one page of it beside. */
export default function AdminRoute() {
  const { t } = useTranslation();
  const context = useRouteContext({ from: '/staff' });
  const me = useQuery(meQuery).data ?? context.me;
  const ready = useTexts('admin', TEXTS);
  const named = useTexts('settings', SETTINGS_TEXTS);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col mid:flex-row">
      <nav aria-label={t('rail.settings')} className="shrink-0 border-line bg-app max-mid:border-b mid:w-(--views) mid:border-e">
        <PaneHead className="max-mid:hidden">
          <span className="text-14 font-semibold">{t('rail.settings')}</span>
        </PaneHead>
        <div className="flex gap-1 overflow-x-auto p-2 mid:flex-col mid:gap-0.5">
          {ADMIN_PAGES.filter((page) => named && me.permissions.includes(page.permission)).map((page) => (
            <Link key={page.to} to={page.to} className={LINK} activeProps={{ className: 'bg-tint font-medium text-accent-text' }}>
              {t(`settings:${page.name}`)}
            </Link>
          ))}
          <Link to="/account" className={LINK} activeProps={{ className: 'bg-tint font-medium text-accent-text' }}>
            {t('rail.ownAccount')}
          </Link>
        </div>
      </nav>
      {ready ? <Outlet /> : <div className="flex-1" aria-busy />}
    </div>
  );
}
