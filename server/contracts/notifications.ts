import { z } from 'zod';
import { Id, Instant, PageQuery } from './common.js';

/** due: waits or is tried again; failed: given up; void: there was no sense in sending it any more. */
export const DeliveryState = z.enum(['due', 'delivered', 'failed', 'void']);
export type DeliveryState = z.infer<typeof DeliveryState>;
export const DeliveryQuery = PageQuery.extend({ state: DeliveryState.optional() });

/** Something that leaves the building. `recipient` is null for somebody who is no person of the staff. */
export const Delivery = z
  .strictObject({
    id: Id,
    channel: z.string(),
    template: z.string(),
    recipient: z.strictObject({ id: Id, name: z.string(), email: z.string() }).nullable(),
    state: DeliveryState,
    attempts: z.number().int(),
    /** When it is tried next; of importance while it is due. */
    dueAt: Instant,
    /** What the other side said when it took it, or the last time it did not. */
    response: z.string().nullable(),
    createdAt: Instant,
    deliveredAt: Instant.nullable(),
    can: z.strictObject({ retry: z.boolean() }),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
/** Newest first. Without a mail server nothing is sent, and letters wait. */
export const DeliveryPage = z.strictObject({ items: z.array(Delivery), nextCursor: z.string().nullable(), mailServer: z.boolean() }).meta({ id: 'DeliveryPage' });
