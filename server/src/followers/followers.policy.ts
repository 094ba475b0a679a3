import type { Actor } from '../platform/actor.js';
import { Problem } from '../platform/problem.js';

/** Whoever reads a ticket follows it as he likes. Colleagues are put there by who may write notes, since a mention does that too, and taken off by who may change the ticket. */
export const followersCan = ({ permissions }: Actor) => ({ add: permissions.has('ticket.note'), remove: permissions.has('ticket.edit') });

/** @throws Problem permission/missing */
export function demandAdding(actor: Actor, accountId: string): void {
  if (accountId !== actor.id && !followersCan(actor).add) throw new Problem('permission/missing', { permission: 'ticket.note' });
}

/** @throws Problem permission/missing */
export function demandRemoving(actor: Actor, accountId: string): void {
  if (accountId !== actor.id && !followersCan(actor).remove) throw new Problem('permission/missing', { permission: 'ticket.edit' });
}
