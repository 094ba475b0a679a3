import { z } from 'zod';
import { Id, Instant } from './common.js';

/** A language as people speak it: ISO 639 without region, `zh` for every kind of Chinese. */
export const SpokenLanguage = z.string().regex(/^[a-z]{2,3}$/);
/** 1 basic, 2 good, 3 expert. */
export const SkillLevel = z.number().int().min(1).max(3);

export const SkillNamed = z.strictObject({ skillId: Id, name: z.string(), level: SkillLevel });
/** One thing that spoke for somebody. `open` counts what was just given. */
export const RoutingReason = z
  .discriminatedUnion('code', [
    /** Knows the customer: had the ticket that this one continues. */
    z.strictObject({ code: z.literal('former') }),
    /** The chat is kept for that person. */
    z.strictObject({ code: z.literal('kept') }),
    z.strictObject({ code: z.literal('language'), language: SpokenLanguage }),
    SkillNamed.extend({ code: z.literal('skill') }),
    /** Nobody who fits was found in time, so this was asked of nobody any more. */
    z.strictObject({ code: z.literal('without_language'), language: SpokenLanguage }),
    SkillNamed.extend({ code: z.literal('without_skill') }),
    /** Of tickets, or of chats. */
    z.strictObject({ code: z.literal('load'), open: z.number().int(), limit: z.number().int() }),
    /** Nobody else could take it. */
    z.strictObject({ code: z.literal('only') }),
    z.strictObject({ code: z.literal('least_load') }),
    /** Waited longest for one; null: had none yet. */
    z.strictObject({ code: z.literal('turn'), since: Instant.nullable() }),
  ])
  .meta({ id: 'RoutingReason' });
export type RoutingReason = z.infer<typeof RoutingReason>;
export const RoutingReasons = z.array(RoutingReason);
