import { tellCallbackDue } from './callback-due.js';
import { tellPraise } from './praise.js';
import { tellReturned } from './returned.js';

/** Something happened that one is told of wherever in the console one is. */
export function tell(kind: 'rating' | 'outgoing' | 'callback', id: string, accountId: string): Promise<void> {
  if (kind === 'rating') return tellPraise(id, accountId);
  return kind === 'outgoing' ? tellReturned(id) : tellCallbackDue(id);
}
