import { z } from 'zod';
import { TicketState } from '#contracts/tickets.js';

const At = z.iso.datetime().nullable();
/** What two tickets were before they became one: the shape of TicketMerge.before. */
export const BeforeMerge = z.strictObject({
  sameCustomer: z.boolean(),
  state: TicketState,
  solvedAt: At,
  solvedById: z.uuid().nullable(),
  snoozedUntil: At,
  snoozeHolds: z.boolean(),
  gate: z.enum(['open', 'quiet']),
  waitingSince: At,
  staffUnread: z.number().int(),
  carried: z.array(
    z.strictObject({
      promiseId: z.uuid(),
      how: z.enum(['moved', 'dropped']),
      publicSeq: z.number().int(),
      otherDue: z.strictObject({ promiseId: z.uuid(), dueAt: At, warnAt: At }).nullable(),
    }),
  ),
  target: z.strictObject({ state: TicketState, solvedAt: At, solvedById: z.uuid().nullable(), snoozedUntil: At, snoozeHolds: z.boolean(), waitingSince: At }),
});
export type BeforeMerge = z.infer<typeof BeforeMerge>;
