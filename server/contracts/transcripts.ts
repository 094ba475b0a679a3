import { z } from 'zod';
import { Locale } from './common.js';

export const TranscriptFormat = z.enum(['html', 'text']);
export type TranscriptFormat = z.infer<typeof TranscriptFormat>;

/** `locale` and `zone` are the reader's; an unknown zone is that of the customer. */
export const TranscriptQuery = z.strictObject({ format: TranscriptFormat.default('html'), locale: Locale.default('en'), zone: z.string().max(60).optional() });
export type TranscriptQuery = z.infer<typeof TranscriptQuery>;
/** `notes=true` brings what only staff may see, and says so on every page of it. */
export const StaffTranscriptQuery = TranscriptQuery.extend({ notes: z.enum(['true', 'false']).default('false') });
export type StaffTranscriptQuery = z.infer<typeof StaffTranscriptQuery>;

/** Where a transcript can be sent: a proven e-mail address, in part; null without one or without a mail server. */
export const TranscriptAddress = z.strictObject({ to: z.string().nullable() }).meta({ id: 'TranscriptAddress' });
