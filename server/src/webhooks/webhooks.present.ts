import { SentType, type Webhook, type WebhookDelivery, WebhookDeliveryState, WebhookFault, WebhookPart, WebhookState, WebhookType } from '#contracts/webhooks.js';
import type { WebhookDelivery as DeliveryRow, WebhookEndpoint } from '#prisma/generated/client.js';

export type Counts = Webhook['counts'];
const NONE: Counts = { delivered: 0, due: 0, failed: 0 };

export const presentWebhook = (row: Omit<WebhookEndpoint, 'secret' | 'previousSecret'>, now: Date, counts: Counts = NONE): Webhook => ({
  id: row.id,
  url: row.url,
  description: row.description,
  // What a later version names and this one does not know is left out.
  types: WebhookType.options.filter((type) => row.types.includes(type)),
  parts: WebhookPart.options.filter((part) => row.parts.includes(part)),
  state: WebhookState.parse(row.offReason ?? 'on'),
  offAt: row.offAt?.toISOString() ?? null,
  failingSince: row.failingSince?.toISOString() ?? null,
  previousSecretUntil: row.previousUntil !== null && row.previousUntil > now ? row.previousUntil.toISOString() : null,
  counts,
  createdAt: row.createdAt.toISOString(),
  version: row.version,
});

export const presentDelivery = (row: Omit<DeliveryRow, 'data' | 'messageId' | 'source' | 'round' | 'endpointId' | 'happenedAt'>, isOn: boolean): WebhookDelivery => ({
  id: row.id,
  type: SentType.parse(row.type),
  sequence: row.sequence,
  ticketId: row.ticketId,
  state: WebhookDeliveryState.parse(row.state),
  attempts: row.attempts,
  dueAt: row.dueAt.toISOString(),
  status: row.status,
  fault: WebhookFault.nullable().parse(row.fault),
  createdAt: row.createdAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  can: { redeliver: isOn },
});
