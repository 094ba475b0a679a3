import type { CannedReply, Prisma } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { next } from './sequence.js';

/** A saved reply: everybody's unless it is given to a person or a team. */
export function aCannedReply(db: Prisma.TransactionClient, fields: Partial<Prisma.CannedReplyUncheckedCreateInput> = {}): Promise<CannedReply> {
  return db.cannedReply.create({ data: { id: newId(), title: `Reply ${next()}`, pinyin: '', texts: { en: 'We are looking into it.' }, ...fields } });
}
