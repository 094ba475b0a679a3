import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { countsQuery } from '../../../client/tickets.data.js';
import { savedViewsQuery } from '../../../client/views.data.js';
import { Menu } from '../../../ui/menu.js';
import { type ListSearch, VIEWS } from '../../app/search.js';
import { useTexts } from '../../app/use-texts.js';
import { VIEW_TEXTS } from '../../app/view-texts.js';
import { searchOf } from '../../app/view-search.js';

/** The name of the list; it opens every view there is, with what stands in each. */
export default function ViewsHeading({ search }: { search: ListSearch }) {
  const { t } = useTranslation();
  const ready = useTexts('savedViews', VIEW_TEXTS);
  const navigate = useNavigate();
  const counts = useQuery(countsQuery).data;
  const saved = useQuery(savedViewsQuery).data?.items ?? [];
  const chosen = saved.find(({ id }) => id === search.saved);
  const title = chosen?.name ?? t(`views.${search.view}`);
  const plain = !search.saved && !search.state && !search.team && !search.filter;
  const groups = [
    {
      label: t('savedViews:builtIn'),
      items: VIEWS.map((view) => ({
        key: view,
        label: <Counted name={t(`views.${view}`)} count={counts?.views[view]} />,
        checked: plain && search.view === view,
        onSelect: () => void navigate({ to: '/tickets', search: { view } }),
      })),
    },
    ...(['own', 'team', 'all'] as const).flatMap((scope) => {
      const items = saved.filter((view) => view.scope === scope);
      if (items.length === 0) return [];
      return [{
        label: t(`savedViews:${scope}`),
        items: items.map((view) => ({ key: view.id, label: <Counted name={view.name} count={view.count} />, checked: view.id === search.saved, onSelect: () => void navigate({ to: '/tickets', search: searchOf(view) }) })),
      }];
    }),
  ];
  return (
    <h1 className="min-w-0 flex-1 text-14 font-semibold">
      <Menu
        groups={ready ? groups : groups.slice(0, 1)}
        title={ready ? t('savedViews:menu') : undefined}
        className="-ms-1.5 inline-flex h-8 max-w-full items-center gap-1 rounded-control px-1.5 hover:bg-press"
      >
        <span dir="auto" className="truncate">
          {title}
          {search.state && <span className="font-normal text-muted"> · {t('list.closed')}</span>}
        </span>
        <ChevronDown size={14} className="shrink-0 text-muted" aria-hidden />
      </Menu>
    </h1>
  );
}

function Counted({ name, count }: { name: string; count: number | undefined }) {
  return (
    <span className="flex min-w-44 items-center justify-between gap-4">
      <span dir="auto" className="truncate">
        {name}
      </span>
      <span className="tabular text-12 text-muted">{count === undefined ? '' : count >= 1_000 ? `${number(999)}+` : number(count)}</span>
    </span>
  );
}
