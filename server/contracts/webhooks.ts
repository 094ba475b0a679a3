import { z } from 'zod';
import { can, Id, Instant, line, PageQuery, text } from './common.js';

/** What an endpoint may hear of. `automation.sent` and `webhook.test` come without being chosen: a rule names its endpoint, a test its own. */
export const WebhookType = z.enum([
  'ticket.opened',
  'ticket.assigned',
  'ticket.state_changed',
  'ticket.facts_changed',
  'ticket.snoozed',
  'ticket.woken',
  'message.posted',
  'note.posted',
  'message.recalled',
  'chat.queued',
  'chat.accepted',
  'chat.transferred',
  'chat.ended',
  'due.warned',
  'due.breached',
  'promise.made',
  'promise.broken',
  'promise.kept',
  'rating.given',
]);
export type WebhookType = z.infer<typeof WebhookType>;
export const SentType = z.enum([...WebhookType.options, 'automation.sent', 'webhook.test']);
export type SentType = z.infer<typeof SentType>;

/** What a payload holds beyond identifiers, states and numbers: words of public messages and the subject; words of internal notes; the customer's name and address. */
export const WebhookPart = z.enum(['messages', 'notes', 'customer']);
export type WebhookPart = z.infer<typeof WebhookPart>;

/** `off`: switched off by somebody; `gone`: the endpoint answered 410; `failing`: it took nothing for days. */
export const WebhookState = z.enum(['on', 'off', 'gone', 'failing']);
export type WebhookState = z.infer<typeof WebhookState>;

const shape = {
  url: line(2000),
  description: line(120, 0).default(''),
  types: z.array(WebhookType).max(WebhookType.options.length),
  parts: z.array(WebhookPart).max(WebhookPart.options.length).default([]),
};
export const WebhookDraft = z.strictObject(shape).meta({ id: 'WebhookDraft' });
export type WebhookDraft = z.infer<typeof WebhookDraft>;
/** `on: true` also begins anew where it had been switched off by itself. */
export const WebhookChange = z.strictObject({ ...shape, on: z.boolean() }).meta({ id: 'WebhookChange' });
export type WebhookChange = z.infer<typeof WebhookChange>;

export const Webhook = z
  .strictObject({
    id: Id,
    url: z.string(),
    description: z.string(),
    types: z.array(WebhookType),
    parts: z.array(WebhookPart),
    state: WebhookState,
    offAt: Instant.nullable(),
    /** Since when nothing was taken; null when the last try went well. */
    failingSince: Instant.nullable(),
    /** Until then what we send is signed with the secret before, too. */
    previousSecretUntil: Instant.nullable(),
    /** Of the last 30 days. */
    counts: z.strictObject({ delivered: z.number().int(), due: z.number().int(), failed: z.number().int() }),
    createdAt: Instant,
    version: z.number().int(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;
export const Webhooks = z.strictObject({ items: z.array(Webhook) }).meta({ id: 'Webhooks' });
/** The secret is shown once (null when a repeated call gets its first answer). */
export const WebhookMade = z.strictObject({ webhook: Webhook, secret: z.string().nullable() }).meta({ id: 'WebhookMade' });
export type WebhookMade = z.infer<typeof WebhookMade>;
/** How long the secret before goes on to be good, in hours. */
export const WebhookRotation = z.strictObject({ keepHours: z.number().int().min(0).max(168).default(24) }).meta({ id: 'WebhookRotation' });

/** due: waits or is tried again; failed: given up, or the endpoint was switched off. */
export const WebhookDeliveryState = z.enum(['due', 'delivered', 'failed']);
export type WebhookDeliveryState = z.infer<typeof WebhookDeliveryState>;
export const WebhookDeliveryQuery = PageQuery.extend({ state: WebhookDeliveryState.optional(), type: SentType.optional(), ticketId: Id.optional() });
export type WebhookDeliveryQuery = z.infer<typeof WebhookDeliveryQuery>;

/** Why a try came to nothing. `status`: the answer was no 2xx. `off`: the endpoint was switched off before. */
export const WebhookFault = z.enum(['status', 'redirect', 'slow', 'unreachable', 'private_address', 'certificate', 'bad_answer', 'off', 'secret_lost']);
export type WebhookFault = z.infer<typeof WebhookFault>;

const row = {
  /** Sent as `webhook-id`: the same at every try. */
  id: Id,
  type: SentType,
  sequence: z.number().int(),
  ticketId: Id.nullable(),
  state: WebhookDeliveryState,
  attempts: z.number().int(),
  /** When it is tried next; of importance while it is due. */
  dueAt: Instant,
  status: z.number().int().nullable(),
  fault: WebhookFault.nullable(),
  createdAt: Instant,
  deliveredAt: Instant.nullable(),
  can: can('redeliver'),
};
export const WebhookDelivery = z.strictObject(row).meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
/** Newest first. */
export const WebhookDeliveryPage = z.strictObject({ items: z.array(WebhookDelivery), nextCursor: z.string().nullable() }).meta({ id: 'WebhookDeliveryPage' });

export const WebhookTry = z.strictObject({
  id: Id,
  at: Instant,
  milliseconds: z.number().int(),
  status: z.number().int().nullable(),
  fault: WebhookFault.nullable(),
  requestHeaders: z.record(z.string(), z.string()),
  /** The beginning of what was answered. */
  answer: z.string(),
});
export type WebhookTry = z.infer<typeof WebhookTry>;
/** `body`: what would be sent now. Words that are gone since (recalled, erased) are gone from it too. */
export const WebhookDeliveryDetail = z.strictObject({ ...row, body: z.string(), tries: z.array(WebhookTry) }).meta({ id: 'WebhookDeliveryDetail' });
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

/** All that failed since then, once more. */
export const WebhookRedelivery = z.strictObject({ since: Instant }).meta({ id: 'WebhookRedelivery' });
export const WebhookRedelivered = z.strictObject({ count: z.number().int() }).meta({ id: 'WebhookRedelivered' });

const Facts = z.record(z.string(), z.union([text(200, 0), z.number(), z.boolean(), z.null()]));
/** What a rule says of itself in what it sends. */
export const WebhookFacts = Facts;
export type WebhookFacts = z.infer<typeof WebhookFacts>;
