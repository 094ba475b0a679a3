import { Injectable } from '@nestjs/common';
import { AddressProofLevel, ProofKind } from '#contracts/proofs.js';
import type { Tx } from '../platform/db.js';
import { byRank } from './proof.rules.js';

export interface KnownAddress {
  readonly kind: ProofKind;
  readonly address: string;
  readonly proof: AddressProofLevel;
  readonly provenAt: Date | null;
}
interface Whose {
  readonly id: string;
  readonly visitorId: string | null;
  readonly customerId: string | null;
}
type Db = Pick<Tx, 'customerIdentity' | 'visitor' | 'answerPromise'>;

const MOST = 20;

/** Every address that the customer of a ticket has given, wherever he gave it: proven, signed by the shop, or merely said. */
@Injectable()
export class AddressBook {
  async of(db: Db, { id, visitorId, customerId }: Whose): Promise<KnownAddress[]> {
    const visitor = visitorId === null ? null : await db.visitor.findUnique({ where: { id: visitorId }, select: { email: true, customerId: true } });
    const owner = customerId ?? visitor?.customerId ?? null;
    const identities = owner === null ? [] : await db.customerIdentity.findMany({ where: { customerId: owner, kind: { in: ProofKind.options } }, orderBy: { createdAt: 'desc' }, take: MOST });
    const left = await db.answerPromise.findMany({
      where: visitorId === null ? { ticketId: id } : { ticket: { visitorId } },
      orderBy: { id: 'desc' },
      take: MOST,
      select: { email: true, phone: true, callback: { select: { number: true } } },
    });
    const claimed = (kind: ProofKind, address: string | null | undefined): KnownAddress[] => (address ? [{ kind, address: kind === 'email' ? address.toLowerCase() : address, proof: 'claimed', provenAt: null }] : []);
    const all = [
      ...identities.map(({ kind, value, proof, provenAt }): KnownAddress => ({ kind: ProofKind.parse(kind), address: value, proof: AddressProofLevel.parse(proof), provenAt })),
      ...claimed('email', visitor?.email),
      ...left.flatMap(({ email, phone, callback }) => [...claimed('email', email), ...claimed('phone', phone), ...claimed('phone', callback?.number)]),
    ].sort(byRank);
    return all.filter((one, at) => all.findIndex(({ kind, address }) => kind === one.kind && address === one.address) === at).slice(0, MOST);
  }
}
