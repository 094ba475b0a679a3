import { createStore } from '../../client/store.js';

/** Whether the dialog for a new call is wanted: whoever shows the list opens it. */
export const newCall = createStore(false);
