import type { z } from 'zod';
import type { TicketFact, TicketPriority, TicketType } from '#contracts/tickets.js';

export interface Facts {
  readonly subject: string | null;
  readonly priority: TicketPriority;
  readonly type: TicketType;
  readonly tags: readonly string[];
}
export type Fact = z.infer<typeof TicketFact>;
type Wish = { readonly [K in Fact]?: Facts[K] | undefined };

/** One word, one tag: in lower case, with single blanks, each once, in the order they were given. */
export const tidyTags = (tags: readonly string[]): string[] => [...new Set(tags.map((tag) => tag.normalize('NFC').replace(/[\s,，、]+/gu, ' ').trim().toLowerCase()).filter((tag) => tag !== ''))];

/** What a wish would change. Nothing in it is as it was. */
export function changesOf(facts: Facts, wish: Wish): { [K in Fact]?: Facts[K] } {
  const subject = wish.subject === '' ? null : wish.subject;
  const tags = wish.tags && tidyTags(wish.tags);
  return {
    ...(subject !== undefined && subject !== facts.subject ? { subject } : {}),
    ...(wish.priority !== undefined && wish.priority !== facts.priority ? { priority: wish.priority } : {}),
    ...(wish.type !== undefined && wish.type !== facts.type ? { type: wish.type } : {}),
    ...(tags && tags.join('\n') !== facts.tags.join('\n') ? { tags } : {}),
  };
}

const FACTS = ['subject', 'priority', 'type', 'tags'] as const;
export const fieldsOf = (changes: { [K in Fact]?: unknown }): Fact[] => FACTS.filter((fact) => Object.hasOwn(changes, fact));

export interface LaterChange {
  readonly byId: string | null;
  readonly version: number;
  readonly fields: readonly Fact[];
}

/** Somebody else's later change of the same thing: who writes over what he never saw is told instead. */
export const crossing = (later: readonly LaterChange[], wanted: readonly Fact[], seenVersion: number, byId: string | null): LaterChange | null =>
  later.find((change) => change.version > seenVersion && (change.byId === null || change.byId !== byId) && change.fields.some((fact) => wanted.includes(fact))) ?? null;
