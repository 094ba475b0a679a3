import type { Actor } from '../platform/actor.js';

/** What the product itself does is shown to nobody; people and their tokens need the right. */
export const readsHidden = (actor: Actor): boolean => actor.kind === 'system' || actor.permissions.has('field.read_hidden');

export const mayRead = (actor: Actor, field: { hidden: boolean }): boolean => !field.hidden || readsHidden(actor);
