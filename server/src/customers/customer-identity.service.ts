import { Inject, Injectable } from '@nestjs/common';
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

  private async addProof(tx: Tx, customerId: string, kind: string, value: string): Promise<void> {
    const provenAt = this.clock.now();
    const { count } = await tx.customerIdentity.createMany({ data: [{ id: newId(), customerId, kind, value, proof: 'signed', provenAt, createdAt: provenAt }], skipDuplicates: true });
    if (count === 0) await tx.customerIdentity.updateMany({ where: { customerId, kind, value, proof: 'claimed' }, data: { proof: 'signed', provenAt } });
  }
}
