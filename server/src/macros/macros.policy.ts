import type { Actor } from '../platform/actor.js';
import type { Belonging } from '../canned-replies/canned-replies.policy.js';

export const mayRead = (actor: Actor, macro: Belonging): boolean => {
  if (macro.ownerId !== null) return macro.ownerId === actor.id;
  return macro.teamId === null || actor.teamIds.includes(macro.teamId) || actor.permissions.has('macro.manage');
};

/** One's own is one's own; a team's takes `share` and membership; everything shared takes `manage`. */
export const mayChange = (actor: Actor, macro: Belonging): boolean => {
  if (macro.ownerId !== null) return macro.ownerId === actor.id;
  if (actor.permissions.has('macro.manage')) return true;
  return macro.teamId !== null && actor.permissions.has('macro.share') && actor.teamIds.includes(macro.teamId);
};

/** The permission that is missing for a change, by whom the macro belongs to. */
export const neededFor = (macro: Belonging) => (macro.teamId === null ? ('macro.manage' as const) : ('macro.share' as const));
