import { Inject, Injectable } from '@nestjs/common';
import type { ProofKind } from '#contracts/proofs.js';
import type { Customer } from '#prisma/generated/client.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import type { ShopIdentity } from './identity-token.js';

/** Two shops may both have a customer 42. */
export const shopValue = (storeId: string, subject: string): string => `${storeId}:${subject}`;

/** Customers by what is proven about them. */
@Injectable()
export class CustomerIdentities {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * The customer that the shop's signature names, made at the first time. Only the shop's own id recognises;
   * an e-mail address that somebody else claimed or even proved never joins two customers.
   */
  async signedBy(tx: Tx, storeId: string, identity: ShopIdentity, hints: { locale?: string | undefined; zone: string | null }): Promise<Customer> {
    const value = shopValue(storeId, identity.subject);
    // The unique key is per customer, so two first sessions at once must be kept apart.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`customer:${value}`}, 0))`;
    const known = await tx.customerIdentity.findFirst({ where: { kind: 'shop', value, proof: 'signed' }, include: { customer: true } });
    const customer = known ? await this.renamed(tx, known.customer, identity.name) : await this.make(tx, value, identity, hints);
    if (identity.email !== null) await this.addProof(tx, customer.id, 'email', identity.email);
    return customer;
  }

  /**
   * A browser's owner has typed the code that was sent to an address: it is his. Whoever had no customer yet becomes one,
   * known by that address alone. Somebody else's proof of the same address is only told of: nothing is ever joined by it.
   */
  async proveByCode(tx: Tx, visitorId: string, kind: ProofKind, value: string): Promise<{ customerId: string; elsewhere: boolean }> {
    await tx.$queryRaw`SELECT 1 FROM "Visitor" WHERE "id" = ${visitorId}::uuid FOR UPDATE`;
    const visitor = await tx.visitor.findUniqueOrThrow({ where: { id: visitorId } });
    const { locale, zone } = visitor;
    const customerId = visitor.customerId ?? (await tx.customer.create({ data: { id: newId(), locale, zone, createdAt: this.clock.now() } })).id;
    await tx.visitor.update({ where: { id: visitorId }, data: { customerId, ...(kind === 'email' && !visitor.verified ? { email: value } : {}) } });
    await this.addProof(tx, customerId, kind, value, 'code');
    const others = await tx.customerIdentity.count({ where: { kind, value, proof: { not: 'claimed' }, customerId: { not: customerId } } });
    return { customerId, elsewhere: others > 0 };
  }

  /** Whether a customer whom no shop ever named has proven, in this very browser, the address that the shop now signs. */
  async isSamePerson(tx: Tx, customerId: string, { email }: ShopIdentity): Promise<boolean> {
    if (email === null) return false;
    const identities = await tx.customerIdentity.findMany({ where: { customerId }, select: { kind: true, value: true, proof: true } });
    return identities.every(({ kind }) => kind !== 'shop') && identities.some(({ kind, value, proof }) => kind === 'email' && value === email && proof === 'code');
  }

  private async make(tx: Tx, value: string, { name }: ShopIdentity, { locale, zone }: { locale?: string | undefined; zone: string | null }): Promise<Customer> {
    const createdAt = this.clock.now();
    const customer = await tx.customer.create({ data: { id: newId(), name, locale: locale ?? null, zone, createdAt } });
    await this.addProof(tx, customer.id, 'shop', value);
    return customer;
  }

  private async renamed(tx: Tx, customer: Customer, name: string | null): Promise<Customer> {
    if (name === null || name === customer.name) return customer;
    return tx.customer.update({ where: { id: customer.id }, data: { name } });
  }

  /** A better proof takes the place of what was merely said; a proof that stands is kept, with its time. */
  private async addProof(tx: Tx, customerId: string, kind: string, value: string, proof: 'signed' | 'code' = 'signed'): Promise<void> {
    const provenAt = this.clock.now();
    const { count } = await tx.customerIdentity.createMany({ data: [{ id: newId(), customerId, kind, value, proof, provenAt, createdAt: provenAt }], skipDuplicates: true });
    if (count === 0) await tx.customerIdentity.updateMany({ where: { customerId, kind, value, proof: 'claimed' }, data: { proof, provenAt } });
  }
}
