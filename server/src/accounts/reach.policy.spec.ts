import type { Permission } from '#contracts/permissions.js';
import type { StaffActor } from '../platform/actor.js';
import { inReach } from './reach.policy.js';

const AGENT: readonly Permission[] = ['ticket.read', 'ticket.reply'];
const agent = (permissions: readonly Permission[]): StaffActor => ({ kind: 'agent', id: 'me', name: 'Me', permissions: new Set(permissions), teamIds: ['tea'], sessionId: 's' });

describe('reading a ticket', () => {
  it.each([
    ['of the own team', 'tea', null, AGENT, true],
    ['that no team has', null, null, AGENT, true],
    ['of another team', 'coffee', null, AGENT, false],
    ['of another team, but one’s own', 'coffee', 'me', AGENT, true],
    ['of another team, with sight of all', 'coffee', null, ['ticket.read_all'], true],
    ['of the own team without the permission to read', 'tea', 'me', [], false],
  ] as const)('%s', (_, teamId, assigneeId, permissions, allowed) => {
    expect(inReach(agent(permissions), { teamId, assigneeId })).toBe(allowed);
  });
});
