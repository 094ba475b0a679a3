import type { Permission } from '#contracts/permissions.js';
import type { Actor } from '../platform/actor.js';

/** Whom something belongs to; with neither it is everybody's. */
export interface Belonging {
  readonly ownerId: string | null;
  readonly teamId: string | null;
}

/** Who may see and change what is one person's, one team's or everybody's. `share` and `manage` name the two rights. */
export const belongingPolicy = <S extends Permission, M extends Permission>(share: S, manage: M) => ({
  mayRead(actor: Actor, { ownerId, teamId }: Belonging): boolean {
    if (ownerId !== null) return ownerId === actor.id;
    return teamId === null || actor.teamIds.includes(teamId) || actor.permissions.has(manage);
  },
  /** One's own is one's own; a team's takes `share` and membership; everything shared takes `manage`. */
  mayChange(actor: Actor, { ownerId, teamId }: Belonging): boolean {
    if (ownerId !== null) return ownerId === actor.id;
    if (actor.permissions.has(manage)) return true;
    return teamId !== null && actor.permissions.has(share) && actor.teamIds.includes(teamId);
  },
  /** The permission that is missing for a change, by whom it belongs to. */
  neededFor: ({ teamId }: Belonging): S | M => (teamId === null ? manage : share),
});
