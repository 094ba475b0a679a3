import { z } from 'zod';
import { Id, Instant, line, PersonRef } from './common.js';
import { Message } from './messages.js';

export const MAX_SPLIT_MESSAGES = 50;
/** Messages of the ticket that become a matter of their own. */
export const SplitDraft = z.strictObject({ subject: line(200), messageIds: z.array(Id).min(1).max(MAX_SPLIT_MESSAGES) }).meta({ id: 'SplitDraft' });
export type SplitDraft = z.infer<typeof SplitDraft>;

const Side = z.strictObject({ id: Id, number: z.number().int() });
/** What a ticket was split from and into. Whoever may not read the other ticket gets null in place of it. */
export const Splits = z
  .strictObject({
    /** Null: it was not split off another. */
    from: z
      .strictObject({
        source: Side.nullable(),
        by: PersonRef.nullable(),
        at: Instant,
        /** As they stand in the source now, in its order. */
        messages: z.array(Message),
      })
      .nullable(),
    into: z.array(z.strictObject({ ticket: Side, messageIds: z.array(Id), at: Instant })),
  })
  .meta({ id: 'Splits' });
export type Splits = z.infer<typeof Splits>;
