import type { Actor } from '../platform/actor.js';
import { Problem } from '../platform/problem.js';

/** Whether somebody holds all of these permissions: nobody hands out, changes or takes away more than he has. */
export const holdsAll = (actor: Actor, permissions: readonly string[]): boolean => {
  const held: ReadonlySet<string> = actor.permissions;
  return permissions.every((name) => held.has(name));
};

export function demandAll(actor: Actor, permissions: readonly string[]): void {
  const held: ReadonlySet<string> = actor.permissions;
  const missing = permissions.find((name) => !held.has(name));
  if (missing !== undefined) throw new Problem('permission/missing', { permission: missing });
}

interface Person {
  readonly id: string;
  readonly permissions: readonly string[];
}

export function accountCan(actor: Actor, person: Person) {
  const manages = actor.permissions.has('account.manage') && holdsAll(actor, person.permissions);
  return { change: manages, deactivate: manages && person.id !== actor.id };
}
