import type { Permission } from '#contracts/permissions.js';

/** Who acts: passed explicitly to every verb, never taken from the payload. */
export interface Actor {
  readonly kind: 'agent' | 'customer' | 'bot' | 'system' | 'rule';
  /** Account, visitor or rule; null for the system. */
  readonly id: string | null;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly teamIds: readonly string[];
  /** The session or token this call came in by. */
  readonly sessionId: string | null;
}

/** A signed-in person of the staff. */
export interface StaffActor extends Actor {
  readonly kind: 'agent';
  readonly id: string;
}

/** Something the desk does by itself, as somebody has set it up: it may do what its rule says to every ticket, and nothing else. */
export interface RuleActor extends Actor {
  readonly kind: 'rule';
  readonly id: string;
}

/** A visitor of a shop, verified or not. */
export interface VisitorActor extends Actor {
  readonly kind: 'customer';
  readonly id: string;
  readonly channelId: string;
  readonly customerId: string | null;
}

export const SYSTEM: Actor = { kind: 'system', id: null, name: '', permissions: new Set(), teamIds: [], sessionId: null };

export const isStaff = (actor: Actor): actor is StaffActor => actor.kind === 'agent' && actor.id !== null;
export const isRule = (actor: Actor): actor is RuleActor => actor.kind === 'rule' && actor.id !== null;
export const isVisitor = (actor: Actor): actor is VisitorActor => actor.kind === 'customer' && actor.id !== null && 'channelId' in actor;
