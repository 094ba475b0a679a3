import { z } from 'zod';
import { RuleActions, RuleConditions, RuleTrigger } from '#contracts/automation.js';
import type { Prisma, Rule } from '#prisma/generated/client.js';

/** What a rule is shown with. */
export const RULE_PARTS = {
  versions: { select: { createdAt: true, account: { select: { id: true, name: true, pictureUrl: true } } }, orderBy: { version: 'desc' }, take: 1 },
} as const satisfies Prisma.RuleInclude;
export type RuleRow = Prisma.RuleGetPayload<{ include: typeof RULE_PARTS }>;

// Ours, written through the contracts: JSON columns hold nothing else.
const Shapes = z.object({ when: RuleTrigger, conditions: RuleConditions, actions: RuleActions });
export type ReadRule<T extends Rule = Rule> = Omit<T, 'when' | 'conditions' | 'actions'> & z.infer<typeof Shapes>;
export const readRule = <T extends Rule>(row: T): ReadRule<T> => ({ ...row, ...Shapes.parse(row) });

/** Rules that are asked, in their order. */
export const ASKED = { isOn: true, removedAt: null } as const satisfies Prisma.RuleWhereInput;
export const IN_ORDER = [{ position: 'asc' }, { id: 'asc' }] as const satisfies Prisma.RuleOrderByWithRelationInput[];
