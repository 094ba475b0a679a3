import type { Macro, Prisma } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { next } from './sequence.js';

/** A macro that tags: everybody's unless it is given to a person or a team. */
export function aMacro(db: Prisma.TransactionClient, fields: Partial<Prisma.MacroUncheckedCreateInput> = {}): Promise<Macro> {
  return db.macro.create({ data: { id: newId(), title: `Macro ${next()}`, pinyin: '', actions: [{ do: 'add_tags', tags: ['vip'] }], ...fields } });
}
