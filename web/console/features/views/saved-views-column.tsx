import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell, Bookmark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { noticeCountsQuery } from '../../../client/followers.data.js';
import { savedViewsQuery } from '../../../client/views.data.js';
import { cx } from '../../../ui/class-names.js';
import type { ListSearch } from '../../app/search.js';
import { useTexts } from '../../app/use-texts.js';
import { VIEW_TEXTS } from '../../app/view-texts.js';
import { searchOf } from '../../app/view-search.js';

/** Saved views under the others, by whom they belong to. */
export default function SavedViewsColumn({ search }: { search: ListSearch }) {
  const { t } = useTranslation('savedViews');
  const ready = useTexts('savedViews', VIEW_TEXTS);
  const saved = useQuery(savedViewsQuery).data?.items ?? [];
  const following = useQuery(noticeCountsQuery).data?.following ?? 0;
  if (!ready) return null;
  const followed = !search.saved && search.filter?.follower === 'me';
  const views = (['own', 'team', 'all'] as const).map((scope) => {
    const views = saved.filter((view) => view.scope === scope);
    return (
      views.length > 0 && (
        <div key={scope} className="flex flex-col gap-0.5 px-2 pb-2">
          <h3 className="px-2 pt-2 pb-1 text-12 font-medium text-muted">{t(scope)}</h3>
          {views.map((view) => {
            const active = view.id === search.saved;
            return (
              <Link
                key={view.id}
                to="/tickets"
                search={searchOf(view)}
                aria-current={active ? 'page' : undefined}
                title={view.team?.name}
                className={cx('flex h-8 items-center gap-2 rounded-control px-2 text-13', active ? 'bg-tint font-medium text-accent-text' : 'text-text hover:bg-press')}
              >
                <Bookmark size={16} aria-hidden />
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {view.name}
                </span>
                <span className="tabular min-w-5 text-end text-12 text-muted">{view.count >= 1_000 ? `${number(999)}+` : number(view.count)}</span>
              </Link>
            );
          })}
        </div>
      )
    );
  });
  return (
    <>
      {(following > 0 || followed) && (
        <div className="px-2 pb-2">
          <Link
            to="/tickets"
            search={{ view: 'all', filter: { follower: 'me' } }}
            aria-current={followed ? 'page' : undefined}
            className={cx('flex h-8 items-center gap-2 rounded-control px-2 text-13', followed ? 'bg-tint font-medium text-accent-text' : 'text-text hover:bg-press')}
          >
            <Bell size={16} aria-hidden />
            <span className="min-w-0 flex-1 truncate">{t('following')}</span>
            <span className="tabular min-w-5 text-end text-12 text-muted">{number(following)}</span>
          </Link>
        </div>
      )}
      {views}
    </>
  );
}
