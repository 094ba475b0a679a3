import type { Permission } from '#contracts/permissions.js';
import type { Actor } from '../platform/actor.js';
import { belongingPolicy } from './belonging.policy.js';

const { mayRead, mayChange, neededFor } = belongingPolicy('macro.share', 'macro.manage');
const actor = (permissions: readonly Permission[]): Actor => ({ kind: 'agent', id: 'me', name: 'Me', permissions: new Set(permissions), teamIds: ['tea'], sessionId: null });
const own = { ownerId: 'me', teamId: null };
const anothers = { ownerId: 'you', teamId: null };
const ours = { ownerId: null, teamId: 'tea' };
const theirs = { ownerId: null, teamId: 'coffee' };
const everybodys = { ownerId: null, teamId: null };

describe('what is shared', () => {
  it.each([
    ['an agent', [], [own, ours, everybodys], [own]],
    ['a lead', ['macro.share'], [own, ours, everybodys], [own, ours]],
    ['a manager', ['macro.share', 'macro.manage'], [own, ours, theirs, everybodys], [own, ours, theirs, everybodys]],
  ] as const)('is read and changed by %s as far as it goes', (_, permissions, readable, changeable) => {
    const all = [own, anothers, ours, theirs, everybodys];
    expect(all.filter((one) => mayRead(actor(permissions), one))).toEqual(readable);
    expect(all.filter((one) => mayChange(actor(permissions), one))).toEqual(changeable);
  });
  it('names what is missing', () => expect([neededFor(ours), neededFor(everybodys)]).toEqual(['macro.share', 'macro.manage']));
});
