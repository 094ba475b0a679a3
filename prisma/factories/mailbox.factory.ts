import type { Channel, Mailbox, Prisma } from '#prisma/generated/client.js';
import { newId, newSecret } from '../../server/src/platform/ids.js';
import { aStore } from './channel.factory.js';
import { next } from './sequence.js';

type Db = Prisma.TransactionClient;
export type AMailbox = Mailbox & { readonly channel: Channel };

/** A mailbox that is fed by HTTP; of a new store unless told otherwise, and of no team. */
export async function aMailbox(db: Db, { address = `box-${next()}@shop.example`, storeId, teamId = null, ...fields }: Partial<Omit<Prisma.MailboxUncheckedCreateInput, 'channelId'>> & { address?: string; storeId?: string; teamId?: string | null } = {}): Promise<AMailbox> {
  const id = newId();
  await db.channel.create({ data: { id, kind: 'mailbox', name: 'Aurora Home', key: address, secret: newSecret('ms_'), settings: {}, storeId: storeId ?? (await aStore(db)).id, teamId } });
  return db.mailbox.create({ data: { channelId: id, ...fields }, include: { channel: true } });
}
