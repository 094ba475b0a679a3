import type { DemoWebhook } from './demo.types.js';

/** Endpoints that the shop once had. None is on: nobody listens at these addresses. */
export const WEBHOOKS: readonly DemoWebhook[] = [
  {
    url: 'https://warehouse.hearthandtrail.example/hooks/aftercare',
    description: '仓库 Warehouse',
    types: ['ticket.opened', 'ticket.assigned', 'ticket.state_changed', 'rating.given'],
    parts: [],
    off: { reason: 'off', hoursAgo: 20 },
    madeHoursAgo: 701,
    sent: [
      { type: 'webhook.test', hoursAgo: 700, tries: [{ status: 200, milliseconds: 212, answer: '{"ok":true}' }] },
      { type: 'ticket.opened', hoursAgo: 71, tries: [{ status: 202, milliseconds: 148, answer: '' }] },
      { type: 'ticket.assigned', hoursAgo: 70.9, tries: [{ status: 202, milliseconds: 131, answer: '' }] },
      { type: 'ticket.state_changed', hoursAgo: 46, tries: [{ status: 503, milliseconds: 96, answer: 'stocktaking until 08:00' }, { status: 202, milliseconds: 140, answer: '' }] },
      { type: 'ticket.opened', hoursAgo: 30, tries: [{ status: 202, milliseconds: 155, answer: '' }] },
      { type: 'rating.given', hoursAgo: 26, tries: [{ status: 202, milliseconds: 122, answer: '' }] },
      { type: 'ticket.state_changed', hoursAgo: 20.5, tries: [{ status: null, fault: 'slow', milliseconds: 15_000, answer: '' }], failed: 'off' },
    ],
  },
  {
    url: 'https://reports.hearthandtrail.example/in',
    description: 'Monthly reports (old)',
    types: ['rating.given'],
    parts: ['messages'],
    off: { reason: 'gone', hoursAgo: 290 },
    madeHoursAgo: 2_100,
    sent: [
      { type: 'rating.given', hoursAgo: 420, tries: [{ status: 200, milliseconds: 380, answer: 'stored' }] },
      { type: 'rating.given', hoursAgo: 290, tries: [{ status: 410, fault: 'status', milliseconds: 74, answer: 'This service has ended.' }], failed: 'status' },
    ],
  },
];
