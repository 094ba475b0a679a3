import type { Macro } from '#contracts/macros.js';
import { searchReplies } from '../../../client/reply-search.rules.js';

/** The macros that a query finds, best first; found as saved replies are, by title, sound, folder, and by what they write. */
export const searchMacros = (macros: readonly Macro[], query: string): Macro[] =>
  searchReplies(
    macros.map((macro) => ({ ...macro, macro, shortcut: null, texts: Object.assign({}, ...macro.actions.map((action) => ('texts' in action ? action.texts : {}))) })),
    query,
  ).map(({ macro }) => macro);
