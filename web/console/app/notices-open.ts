import { createStore } from '../../client/store.js';

/** Whether the list of what one was pointed to stands open. */
export const noticesOpen = createStore(false);
