import { z } from 'zod';
import { text } from './common.js';

/** A language as BCP 47 names it. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);

export const ReplyToTranslate = z.strictObject({ text: text(8000) }).meta({ id: 'ReplyToTranslate' });
/** Text alone, never markup. `from` is null where the translator does not say. */
export const Translation = z.strictObject({ text: z.string(), from: LanguageTag.nullable(), to: LanguageTag }).meta({ id: 'Translation' });
export type Translation = z.infer<typeof Translation>;
