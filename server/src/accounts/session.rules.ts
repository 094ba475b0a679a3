import type { StaffActor } from '../platform/actor.js';

const DAY = 24 * 3_600_000;
/** A session ends after 30 days in any case, and after 7 without use. */
export const SESSION_LIFE_MS = 30 * DAY;
export const SESSION_IDLE_MS = 7 * DAY;
/** How exact "last seen" is. */
export const TOUCH_MS = 5 * 60_000;

export const TOKEN_PREFIX = 'ac_';
/** Bearer credentials that are not ours need no look at the database. */
export const isTokenSecret = (secret: string): boolean => secret.startsWith(TOKEN_PREFIX) && secret.length <= 100;

/** Whether somebody may do now exactly what he might do then. */
export function hasSameRights(then: StaffActor, now: StaffActor): boolean {
  return sameMembers([...then.permissions], [...now.permissions]) && sameMembers(then.teamIds, now.teamIds);
}

const sameMembers = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && new Set([...a, ...b]).size === a.length;
