import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import * as z from 'zod';
import { Clock } from '../clock.js';
import type { Tx } from '../db.js';
import { Problem } from '../problem.js';
import { requestOf } from './request.js';

const Key = z.string().regex(/^[\x21-\x7e]{1,200}$/);
interface Attempt {
  readonly scope: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly now: Date;
  taken: boolean;
  repeat: boolean;
}

const attempts = new AsyncLocalStorage<Attempt>();

// Shown once and stored nowhere: a repeated answer has null in their place.
const SECRETS = new Set(['secret', 'link']);
const withoutSecrets = (key: string, value: unknown): unknown => (SECRETS.has(key) ? null : value);

/** The key of this request for the first transaction that asks; null for any other. */
export function takeKey(): Attempt | null {
  const attempt = attempts.getStore();
  if (!attempt || attempt.taken) return null;
  attempt.taken = true;
  return attempt;
}

/** Whether this request got the answer of an earlier one, whose verb asked for rights that may be gone by now. */
export const isRepeat = (): boolean => attempts.getStore()?.repeat ?? false;

/**
 * Runs a verb's transaction under the request's Idempotency-Key, if it has one: the answer is stored in the same
 * commit as what the verb did, so there is no moment in which one exists without the other.
 */
export async function onceByKey<T>(tx: Tx, attempt: Attempt | null, verb: (tx: Tx) => Promise<T>): Promise<T> {
  if (!attempt) return verb(tx);
  const { scope, key, bodyHash } = attempt;
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended(${`${scope} ${key}`}, 1)) AS mine`;
  if (!lock?.mine) throw new Problem('request/key_in_flight', undefined, { retryAfterMs: 500 });
  const stored = await tx.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (stored && stored.bodyHash !== bodyHash) throw new Problem('request/key_reused');
  attempt.repeat = stored !== null;
  // Ours, written by the same verb a line below.
  if (stored) return stored.answer as T;
  const answer = await verb(tx);
  await tx.idempotencyKey.create({ data: { scope, key, bodyHash, status: 200, answer: JSON.parse(JSON.stringify(answer ?? null, withoutSecrets)), createdAt: attempt.now } });
  return answer;
}

/** Reads the header, binds it to caller, route and body, and answers a repeat with the first answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = requestOf(context);
    const header = request.headers['idempotency-key'];
    // A body that is read piece by piece cannot be told from another before it is stored: it makes a new row each time.
    const isForm = request.headers['content-type']?.startsWith('multipart/') ?? false;
    if (request.method !== 'POST' || header === undefined || !request.actor || isForm) return next.handle();
    const key = Key.safeParse(header);
    if (!key.success) throw new Problem('request/invalid', undefined, { fields: [{ path: 'idempotency-key', code: 'invalid' }] });
    const attempt: Attempt = {
      scope: `${request.actor.kind}:${request.actor.id} ${request.method} ${request.url}`,
      key: key.data,
      bodyHash: createHash('sha256').update(JSON.stringify(request.body ?? null)).digest('hex'),
      now: this.clock.now(),
      taken: false,
      repeat: false,
    };
    return new Observable<unknown>((subscriber) => attempts.run(attempt, () => next.handle().subscribe(subscriber)));
  }
}
