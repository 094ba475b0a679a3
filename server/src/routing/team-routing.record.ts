import { z } from 'zod';
import { RoutingMethod, SkillRule } from '#contracts/routing.js';
import type { Prisma, TeamRouting } from '#prisma/generated/client.js';

// Ours, written through the contract: the column holds nothing else.
const SkillRules = z.array(SkillRule);
export const readSkillRules = (value: Prisma.JsonValue): SkillRule[] => SkillRules.parse(value);

/** How a team gives out its tickets; without a row: by hand. */
export const wishesOf = (row: Pick<TeamRouting, 'method' | 'byLanguage' | 'skillRules' | 'fallbackMinutes' | 'giveBackMinutes'> | null) => ({
  method: RoutingMethod.parse(row?.method ?? 'manual'),
  byLanguage: row?.byLanguage ?? false,
  skillRules: row ? readSkillRules(row.skillRules) : [],
  fallbackMinutes: row?.fallbackMinutes ?? null,
  giveBackMinutes: row?.giveBackMinutes ?? null,
});
export type TeamWishes = ReturnType<typeof wishesOf>;
