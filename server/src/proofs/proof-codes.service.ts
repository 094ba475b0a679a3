import { Inject, Injectable } from '@nestjs/common';
import { ProofKind } from '#contracts/proofs.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { COUNTED_MS, MOST_TEXTS_AN_HOUR, PAUSE_MS, restBefore, TEXTS_WITHIN_MS } from './proof.rules.js';

interface Addressed {
  readonly id: string;
  readonly ticketId: string;
  readonly kind: string;
  readonly address: string;
}

/** Codes on their way: bounded for each address and each browser, whoever asks. The letter follows from the event. */
@Injectable()
export class ProofCodesService {
  constructor(private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** @throws Problem request/too_many with the time to wait; it does not say which bound it was */
  async ask(tx: Tx, actor: Actor, proof: Addressed, visitorId: string | null): Promise<void> {
    const kind = ProofKind.parse(proof.kind);
    // Two who ask for the same address, or one browser in two talks, are counted one after the other. Sorted: no circle of waiting.
    for (const key of [`proof-address:${kind}:${proof.address}`, `proof-visitor:${visitorId ?? ''}`].sort()) {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
    }
    const now = this.clock.now();
    const since = { createdAt: { gt: new Date(now.getTime() - COUNTED_MS) } };
    const times = (rows: readonly { createdAt: Date }[]) => rows.map((row) => row.createdAt);
    const address = await tx.proofCode.findMany({ where: { ...since, proof: { kind, address: proof.address } }, select: { createdAt: true } });
    const visitor = visitorId === null ? [] : await tx.proofCode.findMany({ where: { ...since, visitorId }, select: { createdAt: true } });
    const retryAfterMs = restBefore({ address: times(address), visitor: times(visitor) }, now);
    if (retryAfterMs > 0) throw new Problem('request/too_many', undefined, { retryAfterMs });
    if (kind === 'phone' && (await this.textsSince(tx, new Date(now.getTime() - TEXTS_WITHIN_MS))) >= MOST_TEXTS_AN_HOUR) {
      throw new Problem('request/too_many', undefined, { retryAfterMs: PAUSE_MS });
    }
    const codeId = newId();
    await tx.proofCode.create({ data: { id: codeId, proofId: proof.id, visitorId, createdAt: now } });
    await this.events.record(tx, actor, 'address.code_asked', proof.id, { proofId: proof.id, ticketId: proof.ticketId, kind, codeId });
  }
  private textsSince(tx: Tx, since: Date): Promise<number> {
    return tx.proofCode.count({ where: { createdAt: { gt: since }, proof: { kind: 'phone' } } });
  }
}
