import { Inject, Injectable } from '@nestjs/common';
import type { ProofKind, ProofRequest, ProofWish } from '#contracts/proofs.js';
import { type Actor, isVisitor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { readPhone } from '../promises/phone.rules.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { ownsConversation } from '../tickets/tickets.policy.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { AddressBook } from './address-book.js';
import { ProofChannels } from './proof-channels.js';
import { ProofCodesService } from './proof-codes.service.js';

interface Wanted {
  readonly kind: ProofKind;
  readonly address: string | null;
  readonly askedById: string | null;
}

/** Asking for a proof, by staff or by the customer himself; one per ticket waits at a time. The ticket is held throughout. */
@Injectable()
export class ProofAskingService {
  constructor(
    private readonly tickets: TicketLockService,
    private readonly timelines: TimelineService,
    private readonly book: AddressBook,
    private readonly channels: ProofChannels,
    private readonly codes: ProofCodesService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found, ticket/closed, proof/no_channel, request/too_many, request/invalid for an address that the customer never gave */
  async askFor(tx: Tx, actor: Actor, ticketId: string, { kind, address }: ProofRequest): Promise<void> {
    const ticket = await this.tickets.forStaff(tx, actor, ticketId);
    if (ticket.state === 'closed') throw new Problem('ticket/closed');
    if (ticket.visitorId === null) throw new Problem('resource/not_found');
    this.channels.require(kind);
    const given = address === undefined ? null : (await this.book.of(tx, ticket)).find((one) => one.kind === kind && one.address === address);
    if (given === undefined) throw new Problem('request/invalid', undefined, { fields: [{ path: 'address', code: 'unknown' }] });
    await this.close(tx, ticketId, 'replaced');
    await this.timelines.append(tx, actor, ticketId, [{ code: 'address.asked', data: { kind, byName: actor.name } }]);
    await this.open(tx, actor, ticket, { kind, address: given?.address ?? null, askedById: actor.id });
  }

  /** The customer names the address, a first or another one. The same as before means another code. */
  async begin(tx: Tx, actor: Actor, ticketId: string, wish: ProofWish): Promise<void> {
    const ticket = await this.own(tx, actor, ticketId);
    this.channels.require(wish.kind);
    const address = wish.kind === 'email' ? wish.address : await this.phone(tx, actor, wish.address);
    const open = await tx.addressProof.findFirst({ where: { ticketId, state: 'open' } });
    if (open?.kind === wish.kind && open.address === address) return this.codes.ask(tx, actor, { ...open, address }, ticket.visitorId);
    if (open?.address === null) {
      // What was asked for without an address has one now.
      await tx.addressProof.update({ where: { id: open.id }, data: { kind: wish.kind, address } });
      return this.codes.ask(tx, actor, { ...open, kind: wish.kind, address }, ticket.visitorId);
    }
    await this.close(tx, ticketId, 'replaced');
    await this.open(tx, actor, ticket, { kind: wish.kind, address, askedById: open?.askedById ?? null });
  }

  /** Another code to the same address. @throws Problem proof/none_open, request/too_many */
  async again(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.own(tx, actor, ticketId);
    const open = await tx.addressProof.findFirst({ where: { ticketId, state: 'open' } });
    if (!open || open.address === null) throw new Problem('proof/none_open');
    await this.codes.ask(tx, actor, { ...open, address: open.address }, ticket.visitorId);
  }

  /** The customer puts it aside. Where nothing waits there is nothing to do. */
  async putAside(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    await this.own(tx, actor, ticketId);
    await this.withdraw(tx, actor, ticketId);
  }

  /** Staff takes it back. */
  async takeBack(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    await this.tickets.forStaff(tx, actor, ticketId);
    await this.withdraw(tx, actor, ticketId);
  }

  private async withdraw(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const open = await tx.addressProof.findFirst({ where: { ticketId, state: 'open' } });
    if (!open) return;
    await this.close(tx, ticketId, 'withdrawn');
    await this.events.record(tx, actor, 'address.proof_withdrawn', open.id, { proofId: open.id, ticketId, kind: kindOf(open.kind) });
  }

  private async open(tx: Tx, actor: Actor, ticket: LockedTicket, wanted: Wanted): Promise<void> {
    const proof = { id: newId(), ticketId: ticket.id, ...wanted };
    await tx.addressProof.create({ data: { ...proof, createdAt: this.clock.now() } });
    await this.events.record(tx, actor, 'address.proof_asked', proof.id, { proofId: proof.id, ticketId: ticket.id, kind: wanted.kind });
    const { address } = wanted;
    if (address !== null) await this.codes.ask(tx, actor, { ...proof, address }, ticket.visitorId);
  }

  private async close(tx: Tx, ticketId: string, state: 'replaced' | 'withdrawn'): Promise<void> {
    await tx.addressProof.updateMany({ where: { ticketId, state: 'open' }, data: { state, endedAt: this.clock.now() } });
  }

  private async own(tx: Tx, actor: Actor, ticketId: string): Promise<LockedTicket> {
    const ticket = await this.tickets.hold(tx, ticketId);
    if (!isVisitor(actor) || !ownsConversation(actor, ticket)) throw new Problem('conversation/not_found');
    return ticket;
  }

  private async phone(tx: Tx, actor: Actor, written: string): Promise<string> {
    const visitor = actor.id === null ? null : await tx.visitor.findUnique({ where: { id: actor.id }, select: { zone: true } });
    const phone = readPhone(written, visitor?.zone ?? null);
    if ('fault' in phone) throw new Problem('request/invalid', undefined, { fields: [{ path: 'address', code: phone.fault }] });
    return phone.number;
  }
}

const kindOf = (kind: string): ProofKind => (kind === 'phone' ? 'phone' : 'email');
