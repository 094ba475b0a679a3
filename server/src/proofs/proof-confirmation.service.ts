import { Inject, Injectable } from '@nestjs/common';
import { ProofKind } from '#contracts/proofs.js';
import { CustomerIdentities } from '../customers/customer-identity.service.js';
import { masked } from '../customers/contact.rules.js';
import { type Actor, isVisitor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { ownsConversation } from '../tickets/tickets.policy.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { ProofCodes } from './proof-codes.js';
import { digitsOf, isOver, MOST_TRIES } from './proof.rules.js';

/** What a try came to. A wrong one is counted, so it must commit; the edge turns it into a refusal after that. */
export type Tried = { readonly is: 'confirmed' } | { readonly is: 'over' } | { readonly is: 'wrong'; readonly triesLeft: number };

/** The code comes back: what its owner typed proves the address, once. */
@Injectable()
export class ProofConfirmationService {
  constructor(
    private readonly tickets: TicketLockService,
    private readonly timelines: TimelineService,
    private readonly identities: CustomerIdentities,
    private readonly codes: ProofCodes,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The ticket is held: of two windows that send the same code one confirms. @throws Problem conversation/not_found */
  async confirm(tx: Tx, actor: Actor, ticketId: string, typed: string): Promise<Tried> {
    const ticket = await this.tickets.hold(tx, ticketId);
    if (!isVisitor(actor) || !ownsConversation(actor, ticket)) throw new Problem('conversation/not_found');
    const proof = await tx.addressProof.findFirst({ where: { ticketId, state: 'open' }, include: { codes: { orderBy: { id: 'desc' }, take: 1 } } });
    const code = proof?.codes[0];
    const now = this.clock.now();
    if (!proof || !code || proof.address === null || isOver(code, now)) return { is: 'over' };
    if (!this.codes.matches(code.id, code.hash, digitsOf(typed))) {
      await tx.proofCode.update({ where: { id: code.id }, data: { tries: { increment: 1 } } });
      return { is: 'wrong', triesLeft: MOST_TRIES - code.tries - 1 };
    }
    const kind = ProofKind.parse(proof.kind);
    const { customerId, elsewhere } = await this.identities.proveByCode(tx, actor.id, kind, proof.address);
    await tx.proofCode.update({ where: { id: code.id }, data: { usedAt: now } });
    await tx.addressProof.update({ where: { id: proof.id }, data: { state: 'proven', customerId, endedAt: now } });
    await this.timelines.append(tx, actor, ticketId, [
      { code: 'address.confirmed', data: { kind, to: masked(kind, proof.address) } },
      // Nothing is joined by that: whether it is the same person is for people to see.
      ...(elsewhere ? [{ code: 'address.shared' as const, data: { kind } }] : []),
    ]);
    await this.events.record(tx, actor, 'address.confirmed', proof.id, { proofId: proof.id, ticketId, kind, visitorId: actor.id, customerId });
    return { is: 'confirmed' };
  }
}

/** @throws Problem proof/code_wrong, proof/code_over */
export function orRefuse(tried: Tried): void {
  if (tried.is === 'wrong' && tried.triesLeft > 0) throw new Problem('proof/code_wrong', { triesLeft: tried.triesLeft });
  if (tried.is !== 'confirmed') throw new Problem('proof/code_over');
}
