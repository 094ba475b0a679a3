import type { Actor } from '../platform/actor.js';

/** What the product and its rules do is shown to nobody by that; people and their tokens need the right. */
export const readsHidden = (actor: Actor): boolean => actor.kind === 'system' || actor.kind === 'rule' || actor.permissions.has('field.read_hidden');

export const mayRead = (actor: Actor, field: { hidden: boolean }): boolean => !field.hidden || readsHidden(actor);
