import { Injectable } from '@nestjs/common';
import { ProofKind, type TicketAddresses } from '#contracts/proofs.js';
import { contactFor } from '../customers/contact.policy.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { AddressBook, type KnownAddress } from './address-book.js';
import { ProofChannels } from './proof-channels.js';
import { OPEN_PROOF } from './proof.record.js';
import { presentProof } from './proofs.present.js';

const SHOWN = 10;

/** Addresses and their proofs, as staff and customer read them. */
@Injectable()
export class AddressesService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly book: AddressBook,
    private readonly channels: ProofChannels,
  ) {}

  /** @throws Problem conversation/not_found when it is missing or not for this person to see */
  async ofTicket(actor: Actor, ticketId: string): Promise<TicketAddresses> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    const { visitorId, customerId } = await this.access.asStaff(actor, ticketId);
    const known = await this.book.of(this.db.prisma, { id: ticketId, visitorId, customerId });
    const shared = await this.provenElsewhere(known, visitorId, customerId);
    const proofs = await this.db.prisma.addressProof.findMany({ where: { ticketId }, orderBy: { id: 'desc' }, take: SHOWN, include: { askedBy: { select: { name: true } } } });
    const ticket = await this.db.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { state: true } });
    const open = proofs.find((proof) => proof.state === 'open');
    const asked = ({ id, kind, address, askedBy, createdAt }: (typeof proofs)[number]) => ({ id, kind: ProofKind.parse(kind), address: contactFor(actor, kind, address), askedBy: askedBy?.name ?? null, askedAt: createdAt.toISOString() });
    return {
      items: known.map((one) => ({ ...one, address: contactFor(actor, one.kind, one.address), provenAt: one.provenAt?.toISOString() ?? null, elsewhere: shared.has(`${one.kind}:${one.address}`) })),
      open: open ? asked(open) : null,
      history: proofs.flatMap((proof) => (proof.endedAt ? [{ ...asked(proof), endedAt: proof.endedAt.toISOString(), confirmed: proof.state === 'proven' }] : [])),
      channels: this.channels.set,
      can: { ask: actor.permissions.has('ticket.reply') && visitorId !== null && ticket.state !== 'closed' },
    };
  }

  async forCustomer(ticketId: string) {
    const ticket = await this.db.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { proofs: OPEN_PROOF } });
    const [open] = ticket.proofs;
    return { proof: open ? presentProof(open) : null };
  }

  private async provenElsewhere(known: readonly KnownAddress[], visitorId: string | null, customerId: string | null): Promise<Set<string>> {
    const owner = customerId ?? (visitorId === null ? null : (await this.db.prisma.visitor.findUnique({ where: { id: visitorId }, select: { customerId: true } }))?.customerId) ?? null;
    const others = await this.db.prisma.customerIdentity.findMany({
      where: { OR: known.map(({ kind, address }) => ({ kind, value: address })), proof: { not: 'claimed' }, ...(owner === null ? {} : { customerId: { not: owner } }) },
      select: { kind: true, value: true },
    });
    return new Set(others.map(({ kind, value }) => `${kind}:${value}`));
  }
}
