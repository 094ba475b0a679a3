import { z } from 'zod';
import { PromiseBasis, PromiseKind, PromiseState, WithdrawnReason } from '#contracts/promises.js';
import type { AnswerPromise, Prisma } from '#prisma/generated/client.js';

/** What a promise is shown from. */
export const PROMISE_INCLUDE = {
  callback: { include: { attempts: { orderBy: { id: 'asc' } }, owner: { select: { id: true, name: true, pictureUrl: true } } } },
  ticket: { select: { teamId: true, assigneeId: true, state: true } },
} satisfies Prisma.AnswerPromiseInclude;
export type LoadedPromise = Prisma.AnswerPromiseGetPayload<{ include: typeof PROMISE_INCLUDE }>;

// Ours, written through the contracts: text columns hold nothing else.
const Words = z.object({ kind: PromiseKind, state: PromiseState, basis: PromiseBasis, withdrawnReason: WithdrawnReason.nullable() });

/** A row with its words read by the contract. */
export function readPromise<T extends AnswerPromise>(row: T): Omit<T, 'kind' | 'state' | 'basis' | 'withdrawnReason'> & z.infer<typeof Words> {
  return { ...row, ...Words.parse(row) };
}

export const promiseFacts = ({ id, ticketId, teamId, kind }: AnswerPromise) => ({ promiseId: id, ticketId, teamId, kind: PromiseKind.parse(kind) });
