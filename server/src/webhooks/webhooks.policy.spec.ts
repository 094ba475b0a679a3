import type { Permission } from '#contracts/permissions.js';
import { type Actor, SYSTEM } from '../platform/actor.js';
import { Problem } from '../platform/problem.js';
import { demandParts, readableParts } from './webhooks.policy.js';

const having = (...permissions: Permission[]): Actor => ({ ...SYSTEM, permissions: new Set(permissions) });

describe('who looks after webhooks', () => {
  it('gives an endpoint no more than he may read himself', () => {
    const keeper = having('webhook.manage');
    expect(() => demandParts(keeper, [])).not.toThrow();
    for (const part of ['messages', 'notes', 'customer'] as const) expect(() => demandParts(keeper, [part])).toThrow(Problem);
    expect(() => demandParts(having('ticket.read_all'), ['messages', 'notes'])).not.toThrow();
    expect(() => demandParts(having('ticket.read_all'), ['messages', 'customer'])).toThrow(Problem);
  });

  it('reads in the log no more than elsewhere', () => {
    const parts = ['messages', 'notes', 'customer'] as const;
    expect(readableParts(having('webhook.manage'), parts)).toEqual([]);
    expect(readableParts(having('customer.contact'), parts)).toEqual(['customer']);
    expect(readableParts(having('ticket.read_all', 'customer.contact'), parts)).toEqual(parts);
  });
});
