import type { Prisma, SubState } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { next } from './sequence.js';

/** A part of pending, unless told otherwise. */
export function aSubState(db: Prisma.TransactionClient, fields: Partial<Prisma.SubStateUncheckedCreateInput> = {}): Promise<SubState> {
  const position = 100 + next();
  return db.subState.create({ data: { id: newId(), key: `part_${position}`, state: 'pending', names: { en: `Part ${position}` }, position, ...fields } });
}
