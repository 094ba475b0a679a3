import { createStore } from '../../client/store.js';

/** The message from which on a talk is being split. */
export const splitting = createStore<{ readonly ticketId: string; readonly messageId: string } | null>(null);
