import { z } from 'zod';
import { storable } from '../mail/plain-text.rules.js';

const LONGEST = 200_000;
/** Words of a file, such as the database keeps them; null for everything that is none. */
export const Words = z.preprocess((value) => (typeof value === 'string' ? storable(value, LONGEST) : null), z.string().nullable());
/** An id is a number in one export and a word in the next. */
export const Key = z.preprocess((value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : typeof value === 'string' && value.trim() !== '' ? storable(value.trim(), 120) : null), z.string().nullable());
/** A moment as it was written. */
export const Moment = z.preprocess((value) => (typeof value === 'number' && Number.isFinite(value) ? value : typeof value === 'string' && value.trim() !== '' ? storable(value.trim(), 60) : null), z.union([z.string(), z.number()]).nullable());
export const Tags = z.preprocess((value) => (Array.isArray(value) ? value.slice(0, 200).flatMap((tag) => (typeof tag === 'string' ? [storable(tag, 200)] : [])) : []), z.array(z.string()));
/** Of one ticket. */
export const MOST_MESSAGES = 2_000;
/** What is longer is refused by its length, and not read to its end. */
const MOST_LISTED = MOST_MESSAGES + 1;
/** A list of which only what fits is taken. */
export const ListOf = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value.slice(0, MOST_LISTED) : []), z.array(z.unknown())).transform((values): z.infer<T>[] => values.flatMap((value) => {
    const read = one.safeParse(value);
    return read.success ? [read.data] : [];
  }));
/** Something that may be missing or of another kind. */
export const Maybe = <T extends z.ZodType>(one: T) => z.unknown().optional().transform((value): z.infer<T> | null => {
  const read = one.safeParse(value);
  return read.success ? read.data : null;
});
/** What stands in a field of any kind, in words; none for nothing. */
export const FieldWords = z.preprocess(
  (value) => [value].flat().slice(0, 50).flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [storable(one.trim(), 2_000)] : typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [])),
  z.array(z.string()),
);
