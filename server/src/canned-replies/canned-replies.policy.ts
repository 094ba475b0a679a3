import type { CannedScope } from '#contracts/canned-replies.js';
import type { Actor } from '../platform/actor.js';

/** Whom a reply belongs to; with neither it is everybody's. */
export interface Belonging {
  readonly ownerId: string | null;
  readonly teamId: string | null;
}

export const scopeOf = ({ ownerId, teamId }: Belonging): CannedScope => (ownerId !== null ? 'own' : teamId !== null ? 'team' : 'all');

export const mayRead = (actor: Actor, reply: Belonging): boolean => {
  if (reply.ownerId !== null) return reply.ownerId === actor.id;
  return reply.teamId === null || actor.teamIds.includes(reply.teamId) || actor.permissions.has('canned_reply.manage');
};

/** One's own is one's own; a team's takes `share` and membership; everything shared takes `manage`. */
export const mayChange = (actor: Actor, reply: Belonging): boolean => {
  if (reply.ownerId !== null) return reply.ownerId === actor.id;
  if (actor.permissions.has('canned_reply.manage')) return true;
  return reply.teamId !== null && actor.permissions.has('canned_reply.share') && actor.teamIds.includes(reply.teamId);
};

/** The permission that is missing for a change, by whom the reply belongs to. */
export const neededFor = (reply: Belonging) => (reply.teamId === null ? ('canned_reply.manage' as const) : ('canned_reply.share' as const));
