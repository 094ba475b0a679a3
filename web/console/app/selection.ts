import { createStore } from '../../client/store.js';
import { NOTHING, type Selection } from './selection.rules.js';

/** The marks in the list on screen. */
export const selection = createStore<Selection>(NOTHING);
/** The change of many tickets that this page follows. */
export const followedChange = createStore<string | null>(null);
