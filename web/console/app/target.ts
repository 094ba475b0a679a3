import type { PersonRef } from '#contracts/common.js';

/** Who a ticket is given to. */
export type Target = { kind: 'person'; ref: PersonRef } | { kind: 'team'; ref: { id: string; name: string } };
