import type { Permission } from '#contracts/permissions.js';
import type { Actor } from '../platform/actor.js';
import { mayChange, mayRead } from './canned-replies.policy.js';

const actor = (permissions: readonly Permission[], teamIds: readonly string[] = ['tea']): Actor => ({
  kind: 'agent', id: 'me', name: 'Me', permissions: new Set(permissions), teamIds, sessionId: null,
});
const own = { ownerId: 'me', teamId: null };
const anothers = { ownerId: 'you', teamId: null };
const ours = { ownerId: null, teamId: 'tea' };
const theirs = { ownerId: null, teamId: 'coffee' };
const everybodys = { ownerId: null, teamId: null };

describe('a saved reply', () => {
  it.each([
    ['an agent', [], [own, ours, everybodys], [own]],
    ['a lead', ['canned_reply.share'], [own, ours, everybodys], [own, ours]],
    ['a manager', ['canned_reply.share', 'canned_reply.manage'], [own, ours, theirs, everybodys], [own, ours, theirs, everybodys]],
  ] as const)('is read and changed by %s as far as it goes', (_, permissions, readable, changeable) => {
    const all = [own, anothers, ours, theirs, everybodys];
    expect(all.filter((reply) => mayRead(actor(permissions), reply))).toEqual(readable);
    expect(all.filter((reply) => mayChange(actor(permissions), reply))).toEqual(changeable);
  });
});
