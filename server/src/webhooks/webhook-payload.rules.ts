import * as z from 'zod';
import type { WebhookPart } from '#contracts/webhooks.js';

/** So that a payload stays below what the specification asks for (20 KB), in any script. */
const MOST_CHARACTERS = 4_000;

const Facts = z.record(z.string(), z.json());
/** What a delivery keeps: nothing a person wrote. */
export const Kept = z.strictObject({
  ticket: Facts.optional(),
  message: Facts.optional(),
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable() }).optional(),
  change: Facts.optional(),
  webhookId: z.string().optional(),
});
export type Kept = z.infer<typeof Kept>;

/** What is read anew at every try, as far as the endpoint may have it. */
export interface Words {
  readonly subject: string | null;
  readonly customer: { readonly name: string | null; readonly email: string | null } | null;
  readonly message: { readonly text: string | null; readonly internal: boolean; readonly recalled: boolean; readonly author: string } | null;
}

interface Told {
  readonly type: string;
  readonly sequence: number;
  readonly happenedAt: Date;
  readonly data: Kept;
}

/** The body of a delivery: `type`, `timestamp` and `data`, as Standard Webhooks have it. */
export function bodyOf({ type, sequence, happenedAt, data: { ticket, message, ...data } }: Told, words: Words, parts: readonly WebhookPart[]): string {
  const may = new Set(parts);
  const about = ticket && {
    ...ticket,
    ...(may.has('messages') ? { subject: words.subject } : {}),
    ...(may.has('customer') ? { customer: words.customer } : {}),
  };
  const said = message && { ...message, ...(words.message && may.has(words.message.internal ? 'notes' : 'messages') ? spoken(words.message) : {}) };
  return JSON.stringify({ type, timestamp: happenedAt.toISOString(), data: { sequence, ...data, ...(about ? { ticket: about } : {}), ...(said ? { message: said } : {}) } });
}

function spoken({ text, recalled }: NonNullable<Words['message']>): Record<string, unknown> {
  if (recalled) return { text: null, recalled: true };
  if (text === null || text.length <= MOST_CHARACTERS) return { text };
  // Not through the middle of a character.
  return { text: text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, ''), truncated: true };
}
