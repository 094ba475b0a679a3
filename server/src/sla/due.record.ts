import { z } from 'zod';
import { DueBasis, DueConditions, DueTargets, DueTime } from '#contracts/sla.js';
import { DueKind } from '#contracts/tickets.js';
import type { DuePolicy, Prisma, TicketDue } from '#prisma/generated/client.js';

/** What a policy is shown with. */
export const POLICY_PARTS = {
  versions: { select: { createdAt: true, account: { select: { id: true, name: true, pictureUrl: true } } }, orderBy: { version: 'desc' }, take: 1 },
} as const satisfies Prisma.DuePolicyInclude;
export type PolicyRow = Prisma.DuePolicyGetPayload<{ include: typeof POLICY_PARTS }>;

// Ours, written through the contracts: JSON and text columns hold nothing else.
const Words = z.object({ kind: DueKind, state: DueTime.shape.state, basis: DueBasis });
const Shapes = z.object({ conditions: DueConditions, targets: DueTargets });

export type ReadDue = Omit<TicketDue, 'kind' | 'state' | 'basis'> & z.infer<typeof Words>;
export const readDue = (row: TicketDue): ReadDue => ({ ...row, ...Words.parse(row) });

export type ReadPolicy<T extends DuePolicy = DuePolicy> = Omit<T, 'conditions' | 'targets'> & z.infer<typeof Shapes>;
export const readPolicy = <T extends DuePolicy>(row: T): ReadPolicy<T> => ({ ...row, ...Shapes.parse(row) });
