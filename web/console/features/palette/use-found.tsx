import type { Me } from '#contracts/accounts.js';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Bookmark, UserRound, UserRoundSearch, UsersRound, Zap } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { macrosQuery } from '../../../client/macros.data.js';
import { colleaguesQuery } from '../../../client/people.data.js';
import { searchQuery } from '../../../client/search.data.js';
import { savedViewsQuery } from '../../../client/views.data.js';
import { useOffered } from '../../app/page-commands.js';
import { useTeams } from '../../app/use-teams.js';
import { searchOf } from '../../app/view-search.js';
import type { Group, PaletteCommand } from './use-commands.js';

const SHOWN = 6;

/** What has a name of its own: views, macros, people, teams, and customers whom the search knows. */
export function useFound(me: Me, typed: string, onSearch: (typed: string) => void): Group[] {
  const { t } = useTranslation('keys');
  const navigate = useNavigate();
  const q = useDeferredValue(typed.trim());
  const mayRead = me.permissions.includes('ticket.read') || me.permissions.includes('ticket.read_all');
  const views = useQuery(savedViewsQuery).data?.items ?? [];
  const macro = useOffered().find(({ key }) => key === 'macro');
  const macros = useQuery({ ...macrosQuery, enabled: macro !== undefined }).data?.items ?? [];
  const people = useQuery(colleaguesQuery).data?.items ?? [];
  const teams = useTeams();
  const hits = useInfiniteQuery({ ...searchQuery(q), enabled: mayRead && q.length > 1 }).data?.pages[0]?.items ?? [];
  const wanted = q.toLocaleLowerCase();
  const named = hits.flatMap(({ ticket, hit }) => (hit.messageId === null && ticket.customer.name.toLocaleLowerCase().includes(wanted) ? [ticket.customer.name] : []));
  const customers = q.length > 1 ? [...new Set(named)].slice(0, SHOWN) : [];
  const item = (key: string, label: string, icon: PaletteCommand['icon'], run: () => void): PaletteCommand => ({ key, label, icon, run });
  return [
    {
      key: 'customers',
      label: t('palette.customers'),
      commands: customers.map((name) => item(name, t('palette.ticketsOf', { name }), <UserRoundSearch size={16} aria-hidden />, () => onSearch(`"${name.replaceAll('"', '')}"`))),
    },
    { key: 'views', label: t('palette.views'), commands: views.map((view) => item(view.id, view.name, <Bookmark size={16} aria-hidden />, () => void navigate({ to: '/tickets', search: searchOf(view) }))) },
    {
      key: 'macros',
      label: t('palette.macros'),
      commands: macro ? macros.map(({ id, title }) => item(id, t('palette.runMacro', { name: title }), <Zap size={16} aria-hidden />, () => macro.take?.(title))) : [],
    },
    {
      key: 'people',
      label: t('palette.people'),
      commands: [
        ...people.map(({ id, name }) => item(id, t('palette.ticketsOf', { name }), <UserRound size={16} aria-hidden />, () => void navigate({ to: '/tickets', search: { view: 'all', filter: { assignee: id } } }))),
        ...teams.map(({ id, name }) => item(id, t('palette.ticketsOf', { name }), <UsersRound size={16} aria-hidden />, () => void navigate({ to: '/tickets', search: { view: 'all', team: id } }))),
      ],
    },
  ];
}
