import type { ListQuery } from '../../client/tickets.rules.js';

/** What stands in the address of the inbox; anything unknown falls back to the default. */
export interface ListSearch {
  view: ListQuery['view'];
  state?: 'closed';
  team?: string;
  /** The talks side by side, see panes.rules. */
  beside?: string | undefined;
}
export const VIEWS = ['mine', 'unassigned', 'team', 'at_risk', 'due', 'all'] as const;

export function listSearch(search: Record<string, unknown>): ListSearch {
  const found: ListSearch = { view: VIEWS.find((view) => view === search['view']) ?? 'mine' };
  if (search['state'] === 'closed') found.state = 'closed';
  if (typeof search['team'] === 'string') found.team = search['team'];
  if (typeof search['beside'] === 'string') found.beside = search['beside'];
  return found;
}

export function toListQuery({ view, state, team }: ListSearch): ListQuery {
  return { view, state: state ?? 'open', ...(team ? { teamId: team } : {}) };
}
