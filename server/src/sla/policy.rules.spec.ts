import type { DueConditions } from '#contracts/sla.js';
import { inOrder, type Matched, policyFor } from './policy.rules.js';

const conditions = (fields: Partial<DueConditions> = {}): DueConditions => ({ teamIds: [], channelIds: [], types: [], tags: [], ...fields });
const ticket: Matched = { teamId: 'team', channelId: 'web', type: 'problem', tags: ['vip'] };

describe('the policy of a ticket', () => {
  it.each<[string, Partial<DueConditions>, boolean]>([
    ['everything, where it names nothing', {}, true],
    ['its own team', { teamIds: ['other', 'team'] }, true],
    ['not another team', { teamIds: ['other'] }, false],
    ['a tag it has', { tags: ['vip', 'press'] }, true],
    ['not only one of two conditions', { teamIds: ['team'], types: ['question'] }, false],
    ['all conditions at once', { teamIds: ['team'], channelIds: ['web'], types: ['problem'], tags: ['vip'] }, true],
  ])('is for %s', (_, fields, fitting) => {
    expect(policyFor([{ position: 0, conditions: conditions(fields) }], ticket) !== null).toBe(fitting);
  });

  it('asks nobody of a team about a ticket that has none', () => {
    expect(policyFor([{ position: 0, conditions: conditions({ teamIds: ['team'] }) }], { ...ticket, teamId: null })).toBeNull();
  });

  it('is the first in order that fits, the default one last whatever its place', () => {
    const policies = [
      { name: 'default', position: 0, conditions: conditions() },
      { name: 'vip', position: 2, conditions: conditions({ tags: ['vip'] }) },
      { name: 'team', position: 1, conditions: conditions({ teamIds: ['team'] }) },
    ];
    expect(inOrder(policies).map(({ name }) => name)).toEqual(['team', 'vip', 'default']);
    expect(policyFor(policies, ticket)?.name).toBe('team');
    expect(policyFor(policies, { ...ticket, teamId: null })?.name).toBe('vip');
    expect(policyFor(policies, { ...ticket, teamId: null, tags: [] })?.name).toBe('default');
  });
});
