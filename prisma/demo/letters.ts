import type { DemoLetter } from './demo.types.js';

/** What the shop's mail server took, refused, or was never asked to take any more; oldest first. */
export const LETTERS: readonly DemoLetter[] = [
  { to: 'yating', template: 'invitation', hoursAgo: 2_190, state: 'delivered', attempts: 1, response: '250 2.0.0 Ok: queued as 4F1C22A0B7' },
  { to: 'emily', template: 'invitation', hoursAgo: 2_188, state: 'delivered', attempts: 1, response: '250 2.0.0 Ok: queued as 4F1C25E1D3' },
  { to: 'xiaowen', template: 'invitation', hoursAgo: 1_460, state: 'delivered', attempts: 3, response: '250 Mail OK queued as smtp9' },
  { to: 'jiahao', template: 'invitation', hoursAgo: 1_458, state: 'void', attempts: 1 },
  { to: 'lena', template: 'invitation', hoursAgo: 720, state: 'delivered', attempts: 2, response: '250 2.0.0 Ok: queued as 6A0D91C4F2' },
  { to: 'marcus', template: 'reset', hoursAgo: 190, state: 'failed', attempts: 1, lastError: '552 RCPT TO EENVELOPE' },
  { to: 'marcus', template: 'reset', hoursAgo: 166, state: 'delivered', attempts: 1, response: '250 2.0.0 Ok: queued as 7B3E10D55A' },
  { to: 'min', template: 'reset', hoursAgo: 49, state: 'failed', attempts: 15, lastError: 'CONN ETIMEDOUT' },
];
