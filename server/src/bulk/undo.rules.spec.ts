import { restorationOf, type TicketFacts } from './undo.rules.js';

const facts = (over: Partial<TicketFacts> = {}): TicketFacts => ({ state: 'open', priority: 'normal', type: 'question', tags: ['a'], assigneeId: null, teamId: 't', spam: false, ...over });

describe('an undo', () => {
  it('restores all that was replaced and stands as it was put', () => {
    const after = facts({ state: 'pending', priority: 'high', type: 'task', tags: ['b'], assigneeId: 'me' });
    expect(restorationOf(facts(), after, after)).toEqual({ state: 'open', priority: 'normal', type: 'question', tags: ['a'], holder: { assigneeId: null, teamId: 't' }, left: false });
  });

  it('touches nothing that the change left alone', () => {
    const after = facts({ priority: 'high' });
    expect(restorationOf(facts(), after, facts({ priority: 'high', type: 'complaint', state: 'solved', tags: [] }))).toEqual({ priority: 'normal', left: false });
  });

  it('leaves what somebody changed since, and says so', () => {
    const after = facts({ priority: 'high', state: 'pending', assigneeId: 'me' });
    expect(restorationOf(facts(), after, facts({ priority: 'urgent', state: 'pending', assigneeId: 'you' }))).toEqual({ state: 'open', left: true });
  });

  it('has nothing to do where somebody took it back by hand', () => {
    expect(restorationOf(facts(), facts({ priority: 'high' }), facts())).toEqual({ left: false });
  });

  it('takes back its own tags alone', () => {
    const after = facts({ tags: ['vip'] });
    expect(restorationOf(facts(), after, facts({ tags: ['vip', 'theirs'] })).tags).toEqual(['theirs', 'a']);
    expect(restorationOf(facts(), after, facts({ tags: ['a'] }))).toEqual({ left: false });
  });

  it('makes no ticket new again', () => {
    expect(restorationOf(facts({ state: 'new' }), facts({ state: 'solved' }), facts({ state: 'solved' })).state).toBe('open');
    expect(restorationOf(facts({ state: 'new' }), facts({ state: 'open' }), facts({ state: 'open' }))).toEqual({ left: false });
  });
});
