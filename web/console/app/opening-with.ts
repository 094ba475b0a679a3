import { createStore } from '../../client/store.js';

/** The template that the dialog for a new ticket is wanted with: whoever shows the list opens it. */
export const openingWith = createStore<string | null>(null);
