/** Which tickets of a list are marked for a change of many. */
export interface Selection {
  readonly ids: readonly string[];
  /** Where a range begins. */
  readonly anchor: string | null;
  /** Everything that the list holds, also what is not loaded. */
  readonly all: boolean;
}
export const NOTHING: Selection = { ids: [], anchor: null, all: false };
/** More than this is asked for as all that match. */
export const MOST_BY_NAME = 500;

/** Marks one, or takes its mark away. */
export function toggled({ ids }: Selection, id: string): Selection {
  if (ids.includes(id)) {
    const rest = ids.filter((one) => one !== id);
    return rest.length === 0 ? NOTHING : { ids: rest, anchor: id, all: false };
  }
  return { ids: [...ids, id].slice(0, MOST_BY_NAME), anchor: id, all: false };
}

/** Marks everything from where the range begins to a row, as the list stands now. */
export function extended(selection: Selection, rows: readonly string[], to: string): Selection {
  const anchor = selection.anchor !== null && rows.includes(selection.anchor) ? selection.anchor : to;
  const [from, until] = [rows.indexOf(anchor), rows.indexOf(to)].toSorted((a, b) => a - b);
  if (from === undefined || until === undefined || from < 0) return selection;
  const ids = [...new Set([...selection.ids, ...rows.slice(from, until + 1)])].slice(0, MOST_BY_NAME);
  return { ids, anchor, all: false };
}
