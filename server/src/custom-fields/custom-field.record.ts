import { FieldNames } from '#contracts/common.js';
import { type CustomField, FieldKind, FieldOption, FieldWhen } from '#contracts/custom-fields.js';
import type { CustomField as Row } from '#prisma/generated/client.js';
import { z } from 'zod';

const Options = z.array(FieldOption);
const Required = z.enum(['never', 'to_solve']);

/** A row as its contract: what is kept as JSON is read by the schema that it was written by. */
export const readField = ({ id, key, kind, names, options, multiline, decimals, min, max, required, hidden, when, builtIn, retiredAt, version }: Row): CustomField => ({
  id,
  key,
  kind: FieldKind.parse(kind),
  names: FieldNames.parse(names),
  options: Options.parse(options),
  multiline,
  decimals,
  min,
  max,
  required: Required.parse(required),
  hidden,
  when: when === null ? null : FieldWhen.parse(when),
  builtIn,
  retiredAt: retiredAt?.toISOString() ?? null,
  version,
});
