import type { SavedView, ViewContent } from '#contracts/saved-views.js';
import { columnsIn, columnsText } from './columns.rules.js';
import type { ListSearch } from './search.js';

/** The address of a saved view. */
export function searchOf({ id, shows }: Pick<SavedView, 'id' | 'shows'>): ListSearch {
  const { teamId, ...filter } = shows.filter;
  return {
    view: shows.view,
    saved: id,
    ...(shows.state === 'closed' ? { state: 'closed' as const } : {}),
    ...(teamId ? { team: teamId } : {}),
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
    ...(shows.sort ? { sort: shows.sort } : {}),
    ...(shows.group ? { group: shows.group } : {}),
    ...(shows.columns.length > 0 ? { columns: columnsText(shows.columns) } : {}),
  };
}

/** What the address shows, as it is saved. */
export const contentOf = ({ view, state, team, filter, sort, group, columns }: ListSearch): ViewContent => ({
  view,
  state: state ?? 'open',
  filter: { ...filter, ...(team ? { teamId: team } : {}) },
  sort: sort ?? null,
  group: group ?? null,
  columns: columnsIn(columns),
});
