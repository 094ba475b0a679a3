import type { Colleagues } from '#contracts/accounts.js';
import type { z } from 'zod';

type Colleague = Pick<z.infer<typeof Colleagues>['items'][number], 'availability' | 'connected' | 'free'>;
export type TransferOutcome = 'atOnce' | 'full' | 'notThere' | 'impossible';

/**
 * What becomes of a chat that is handed to this person: offered at once; kept, because no place is free or the person
 * is busy, away or not connected; or nothing at all, because the person takes no chats.
 */
export function transferOutcome({ availability, connected, free }: Colleague): TransferOutcome {
  if (availability === 'offline') return 'impossible';
  if (!connected || availability !== 'online') return 'notThere';
  return free > 0 ? 'atOnce' : 'full';
}
