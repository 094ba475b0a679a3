import type { CustomField, Prisma } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { next } from './sequence.js';

/** A field of tickets: a line of text that everybody sees, unless told otherwise. */
export function aField(db: Prisma.TransactionClient, fields: Partial<Prisma.CustomFieldUncheckedCreateInput> = {}): Promise<CustomField> {
  const position = 100 + next();
  return db.customField.create({ data: { id: newId(), key: `field_${position}`, kind: 'text', names: { en: `Field ${position}` }, position, ...fields } });
}
