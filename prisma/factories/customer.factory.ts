import type { Customer, Prisma, Visitor } from '#prisma/generated/client.js';
import { hashSecret, newId, newSecret } from '../../server/src/platform/ids.js';
import { aChannel } from './channel.factory.js';
import { next } from './sequence.js';

type Db = Prisma.TransactionClient;

export function aCustomer(db: Db, fields: Partial<Prisma.CustomerUncheckedCreateInput> = {}): Promise<Customer> {
  return db.customer.create({ data: { id: newId(), name: `Customer ${next()}`, ...fields } });
}

/** A browser with the widget open, and the token it holds. */
export async function aVisitor(
  db: Db,
  fields: Partial<Omit<Prisma.VisitorUncheckedCreateInput, 'tokenHash'>> = {},
): Promise<{ visitor: Visitor; token: string }> {
  const channelId = fields.channelId ?? (await aChannel(db)).id;
  const token = newSecret('vt_');
  const visitor = await db.visitor.create({ data: { id: newId(), locale: 'en', zone: 'UTC', ...fields, channelId, tokenHash: hashSecret(token) } });
  return { visitor, token };
}
