import { z } from 'zod';
import { Instant } from './common.js';

export const HealthCheckName = z.enum(['disk', 'events', 'deliveries', 'mail', 'certificate', 'backup', 'versions', 'sockets', 'nodes']);
export type HealthCheckName = z.infer<typeof HealthCheckName>;
/** `unknown`: nothing to judge by, such as mail on a desk that sends none. */
export const HealthState = z.enum(['good', 'warning', 'bad', 'unknown']);
export type HealthState = z.infer<typeof HealthState>;

/**
 * One thing that must be well. `reason` names why it stands as it does; its words, and what to do, are `health.<name>.<reason>` of the locales.
 * `figures` are whole numbers (bytes, seconds, days, counts), versions or instants; `since` is when it was first found to stand so.
 */
export const HealthCheck = z
  .strictObject({
    name: HealthCheckName,
    state: HealthState,
    reason: z.string(),
    since: Instant,
    figures: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  })
  .meta({ id: 'HealthCheck' });
export type HealthCheck = z.infer<typeof HealthCheck>;
export const Health = z.strictObject({ items: z.array(HealthCheck), at: Instant }).meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;
