import { restorationOf, type TicketFacts } from './undo.rules.js';

const facts = (over: Partial<TicketFacts> = {}): TicketFacts => ({ state: 'open', priority: 'normal', type: 'question', tags: ['a'], assigneeId: null, teamId: 't', spam: false, subStateId: null, fields: {}, ...over });

describe('an undo', () => {
  it('restores all that was replaced and stands as it was put', () => {
    const after = facts({ state: 'pending', priority: 'high', type: 'task', tags: ['b'], assigneeId: 'me' });
    expect(restorationOf(facts(), after, after)).toEqual({ state: 'open', subState: { id: null }, priority: 'normal', type: 'question', tags: ['a'], holder: { assigneeId: null, teamId: 't' }, left: false });
  });

  it('touches nothing that the change left alone', () => {
    const after = facts({ priority: 'high' });
    expect(restorationOf(facts(), after, facts({ priority: 'high', type: 'complaint', state: 'solved', tags: [] }))).toEqual({ priority: 'normal', left: false });
  });

  it('leaves what somebody changed since, and says so', () => {
    const after = facts({ priority: 'high', state: 'pending', assigneeId: 'me' });
    expect(restorationOf(facts(), after, facts({ priority: 'urgent', state: 'pending', assigneeId: 'you' }))).toEqual({ state: 'open', subState: { id: null }, left: true });
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

  it('puts values back as they were, and leaves those that somebody changed since', () => {
    const before = facts({ fields: { order: 'A1', reason: ['leak', 'dent'], gift: null, price: 0 } });
    const after = facts({ fields: { order: 'A2', reason: null, gift: false, price: 0 } });
    expect(restorationOf(before, after, after)).toEqual({ fields: { order: 'A1', reason: ['leak', 'dent'], gift: null }, left: false });
    expect(restorationOf(before, after, facts({ fields: { order: 'A3', reason: ['leak', 'dent'], gift: false, price: 9 } }))).toEqual({ fields: { gift: null }, left: true });
  });

  it('gives back the part of a state with the state', () => {
    const before = facts({ subStateId: 'mine' });
    const after = facts({ state: 'pending', subStateId: 'photo' });
    expect(restorationOf(before, after, after)).toEqual({ state: 'open', subState: { id: 'mine' }, left: false });
    // The move back alone would give it the default of the state.
    expect(restorationOf(facts(), facts({ state: 'pending' }), facts({ state: 'pending' }))).toEqual({ state: 'open', subState: { id: null }, left: false });
    expect(restorationOf(facts({ subStateId: 'a' }), facts({ subStateId: 'b' }), facts({ subStateId: 'b' }))).toEqual({ subState: { id: 'a' }, left: false });
    expect(restorationOf(facts({ subStateId: 'a' }), facts({ subStateId: 'b' }), facts({ subStateId: 'c' }))).toEqual({ left: true });
  });

  it('gives no ticket the part of a state that it has left since', () => {
    expect(restorationOf(facts({ subStateId: 'mine' }), facts({ state: 'pending' }), facts({ state: 'solved' }))).toEqual({ left: true });
    expect(restorationOf(facts({ state: 'new', subStateId: 'fresh' }), facts({ state: 'pending' }), facts({ state: 'pending' }))).toEqual({ state: 'open', left: false });
  });
});
