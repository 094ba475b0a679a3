import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AlarmClock, Flame, Inbox, Layers, Moon, UserRound, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { countsQuery } from '../../../client/tickets.data.js';
import { cx } from '../../../ui/class-names.js';
import { type ListSearch, VIEWS } from '../../app/search.js';

const ICONS = { mine: UserRound, unassigned: Inbox, team: UsersRound, at_risk: Flame, due: AlarmClock, snoozed: Moon, all: Layers };

/** The views with what stands in them, one under the other. */
export function ViewsColumn({ search, teams }: { search: ListSearch; teams: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation();
  const counts = useQuery(countsQuery).data;
  return (
    <div className="flex flex-col gap-0.5 p-2">
      {VIEWS.map((view) => {
        const Icon = ICONS[view];
        return (
          <ViewLink
            key={view}
            search={{ view }}
            active={search.view === view && !search.state && !search.team && !search.saved}
            count={counts?.views[view]}
            waiting={counts?.waiting[view]}
          >
            <Icon size={16} aria-hidden />
            <span className="min-w-0 flex-1 truncate">{t(`views.${view}`)}</span>
          </ViewLink>
        );
      })}
      {teams.length > 1 && <h3 className="px-2 pt-4 pb-1 text-12 font-medium text-muted">{t('views.teams')}</h3>}
      {teams.length > 1 &&
        teams.map((team) => (
          <ViewLink key={team.id} search={{ view: 'team', team: team.id }} active={search.team === team.id && !search.saved}>
            <UsersRound size={16} aria-hidden />
            <span className="min-w-0 flex-1 truncate">{team.name}</span>
          </ViewLink>
        ))}
    </div>
  );
}

interface LinkProps {
  search: ListSearch;
  active: boolean;
  count?: number | undefined;
  waiting?: number | undefined;
  children: React.ReactNode;
}

function ViewLink({ search, active, count, waiting, children }: LinkProps) {
  const { t } = useTranslation();
  return (
    <Link
      to="/tickets"
      search={search}
      aria-current={active ? 'page' : undefined}
      className={cx('flex h-8 items-center gap-2 rounded-control px-2 text-13', active ? 'bg-tint font-medium text-accent-text' : 'text-text hover:bg-press')}
    >
      {children}
      {waiting !== undefined && waiting > 0 && <WaitingDot count={waiting} />}
      {count !== undefined && (
        <span className="tabular min-w-5 text-end text-12 text-muted">
          <span className="sr-only">{t('views.tickets')} </span>
          {number(count)}
        </span>
      )}
    </Link>
  );
}

function WaitingDot({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <span className="size-1.5 rounded-full bg-amber-solid" title={t('views.waiting', { count })}>
      <span className="sr-only">{t('views.waiting', { count })}</span>
    </span>
  );
}

/** The four that one goes to most; all of them open from the heading. */
const STRIP = ['mine', 'unassigned', 'team', 'at_risk'] as const;

/** The same views in one line, where no pane is spared for them. */
export function ViewsStrip({ search }: { search: ListSearch }) {
  const { t } = useTranslation();
  const counts = useQuery(countsQuery).data;
  return (
    <nav aria-label={t('views.label')} className="flex h-10 shrink-0 items-stretch gap-3 overflow-x-auto border-b border-line px-4 [scrollbar-width:none]">
      {STRIP.map((view) => {
        const active = search.view === view && !search.state && !search.saved;
        return (
          <Link
            key={view}
            to="/tickets"
            search={{ view }}
            aria-current={active ? 'page' : undefined}
            className={cx(
              '-mb-px flex shrink-0 items-center gap-1 border-b-2 text-13',
              active ? 'border-accent font-medium text-text' : 'border-transparent text-muted hover:text-text',
            )}
          >
            {t(`views.short.${view}`)}
            <span className="tabular text-12 text-muted">{counts ? number(counts.views[view]) : ''}</span>
            {(counts?.waiting[view] ?? 0) > 0 && (
              // In the gap before the next view: all six fit the narrowest list.
              <span className="-ms-0.5 -me-1.5 flex">
                <WaitingDot count={counts?.waiting[view] ?? 0} />
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
