import { MAX_LEVELS, type RelationKind } from '#contracts/relations.js';

/** As a row holds it. */
export interface StoredRelation {
  readonly kind: 'related' | 'child';
  readonly fromId: string;
  readonly toId: string;
}

/** What one ticket is to another, as it is stored: each pair has one way of being written. */
export function stored(ticketId: string, otherId: string, kind: RelationKind): StoredRelation {
  if (kind === 'child') return { kind: 'child', fromId: ticketId, toId: otherId };
  if (kind === 'parent') return { kind: 'child', fromId: otherId, toId: ticketId };
  const [fromId, toId] = ticketId < otherId ? [ticketId, otherId] : [otherId, ticketId];
  return { kind: 'related', fromId, toId };
}

/** What the other of two is to a ticket. */
export const seenFrom = (ticketId: string, { kind, fromId }: Pick<StoredRelation, 'fromId'> & { readonly kind: string }): RelationKind => (kind === 'related' ? 'related' : fromId === ticketId ? 'child' : 'parent');
export const opposite = (kind: RelationKind): RelationKind => (kind === 'parent' ? 'child' : kind === 'child' ? 'parent' : 'related');

/** Where the two stand before one becomes a part of the other: who is above the parent, nearest first, and how many levels hang below the child. */
export interface Lineage {
  readonly parentId: string;
  readonly childId: string;
  readonly above: readonly string[];
  readonly levelsBelow: number;
}
/** Why one cannot become a part of the other; null: it can. */
export function lineageFault({ parentId, childId, above, levelsBelow }: Lineage): 'circle' | 'too_deep' | null {
  if (parentId === childId || above.includes(childId)) return 'circle';
  // Those above, the parent itself, the child, and what hangs below it.
  return above.length + 2 + levelsBelow > MAX_LEVELS ? 'too_deep' : null;
}
