import type { Permission } from '#contracts/permissions.js';
import type { WebhookPart } from '#contracts/webhooks.js';
import type { Actor } from '../platform/actor.js';
import { Problem } from '../platform/problem.js';

/** An endpoint hears of every ticket: nobody gives it, or reads in its log, what he may not read himself. */
const NEEDS: { readonly [P in WebhookPart]: Permission } = { messages: 'ticket.read_all', notes: 'ticket.read_all', customer: 'customer.contact' };

/** @throws Problem permission/missing */
export function demandParts(actor: Actor, parts: readonly WebhookPart[]): void {
  const refused = parts.find((part) => !actor.permissions.has(NEEDS[part]));
  if (refused !== undefined) throw new Problem('permission/missing', { permission: NEEDS[refused] });
}

export const readableParts = (actor: Actor, parts: readonly WebhookPart[]): WebhookPart[] => parts.filter((part) => actor.permissions.has(NEEDS[part]));
