import { z } from 'zod';

/** Opaque identifier: a UUID (version 7 when made by us) in lower case. */
export const Id = z.uuid().toLowerCase().meta({ description: 'Opaque identifier' });
/** A point in time, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime().meta({ description: 'UTC, ISO 8601' });
export const Locale = z.enum(['en', 'zh-CN', 'zh-TW']);
export type Locale = z.infer<typeof Locale>;

// PostgreSQL stores neither U+0000 nor a lone surrogate; refusing them here keeps "stored = shown" true.
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed();

/** Text a person wrote: trimmed of nothing, 1..max UTF-16 units, storable. */
export const text = (max: number, min = 1) =>
  z.string().min(min).max(max).refine(storable, { message: 'text/not_storable' });
/** One line a person wrote: like `text`, trimmed, without line breaks or other control characters. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .max(max * 4)
    .trim()
    .min(min)
    .max(max)
    .refine((value) => storable(value) && !/[\p{Cc}\u2028\u2029]/u.test(value), { message: 'text/not_one_line' });
export const Email = line(254, 3).pipe(z.email()).transform((value) => value.toLowerCase());

/** Page request: `cursor` is opaque and comes from `nextCursor` of the page before. */
export const PageQuery = z.strictObject({
  // The longest holds a name by which a list is grouped.
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What the caller may do with the row, decided by the server's policy. Buttons ask this, never the role. */
export const can = <K extends string>(...verbs: [K, ...K[]]) =>
  z.strictObject(Object.fromEntries(verbs.map((verb) => [verb, z.boolean()])) as Record<K, z.ZodBoolean>);

export const PersonRef = z.strictObject({ id: Id, name: z.string(), pictureUrl: z.string().nullable() });
export type PersonRef = z.infer<typeof PersonRef>;
export const TeamRef = z.strictObject({ id: Id, name: z.string() });
export const Done = z.strictObject({ ok: z.literal(true) }).meta({ id: 'Done' });

/** What a field of tickets is called in addresses, searches and exports; it stays for good. */
export const FieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
/** What stands in one: words, a number, a day (`2026-10-01`), the key of an option or several, yes or no, an address. */
export const FieldValue = z.union([text(8000, 0), z.number(), z.boolean(), z.array(FieldKey).max(50)]);
export type FieldValue = z.infer<typeof FieldValue>;
export const FieldValues = z.record(FieldKey, FieldValue);
export type FieldValues = z.infer<typeof FieldValues>;
/** In at least one language; whoever reads another gets the English name, or the first there is. */
export const FieldNames = z.partialRecord(Locale, line(60)).refine((names) => Object.keys(names).length > 0, { message: 'names/none' });
export type FieldNames = z.infer<typeof FieldNames>;

/**
 * What stands in a field, as one asks for it: `key:value` is one value, `key:*` anything, `key:none` nothing; of numbers and days also
 * `key:1..5`, `key:>=1` and `key:<=5`. A star at the end of words stands for what follows.
 */
export const FieldWish = line(250).regex(/^[a-z][a-z0-9_]{0,39}:[^,，、]+$/u);
