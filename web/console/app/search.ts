import type { TicketFilter, TicketGroup, TicketSort } from '#contracts/tickets.js';
import type { ListQuery } from '../../client/tickets.rules.js';

/** What stands in the address of the inbox; anything unknown falls back to the default. */
export interface ListSearch {
  view: ListQuery['view'];
  state?: 'closed';
  team?: string;
  /** What the list is narrowed to; what is no filter is refused by the server. */
  filter?: Omit<TicketFilter, 'teamId'>;
  sort?: TicketSort;
  group?: TicketGroup;
  /** See columns.rules. */
  columns?: string;
  /** The saved view that this is, so that it is shown as chosen. */
  saved?: string;
  /** The talks side by side, see panes.rules. */
  beside?: string | undefined;
}
const SORTS = ['waiting', 'promised', 'due', 'priority', 'recent', 'newest', 'oldest'] as const satisfies readonly TicketSort[];
const GROUPS = ['state', 'assignee', 'priority', 'team', 'due'] as const;
export const VIEWS = ['mine', 'unassigned', 'team', 'at_risk', 'due', 'snoozed', 'all'] as const;

export function listSearch(search: Record<string, unknown>): ListSearch {
  const found: ListSearch = { view: VIEWS.find((view) => view === search['view']) ?? 'mine' };
  if (search['state'] === 'closed') found.state = 'closed';
  if (typeof search['team'] === 'string') found.team = search['team'];
  const { filter, saved } = search;
  if (isFilter(filter)) found.filter = filter;
  const sort = SORTS.find((one) => one === search['sort']);
  if (sort) found.sort = sort;
  const group = GROUPS.find((one) => one === search['group']);
  if (group) found.group = group;
  if (typeof search['columns'] === 'string') found.columns = search['columns'];
  if (typeof saved === 'string') found.saved = saved;
  if (typeof search['beside'] === 'string') found.beside = search['beside'];
  return found;
}

const isFilter = (value: unknown): value is Omit<TicketFilter, 'teamId'> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function toListQuery({ view, state, team, filter, sort, group }: ListSearch): ListQuery {
  return { view, state: state ?? 'open', ...(team ? { teamId: team } : {}), ...(filter ? { filter } : {}), ...(sort ? { sort } : {}), ...(group ? { group } : {}) };
}
