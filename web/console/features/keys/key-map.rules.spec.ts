import { KEY_TABLE, STANDARD_KEYS } from '../../app/key-table.js';
import { clashes, isFixed, isUsable, presetOf, strokesIn, withKey, withStandard, ZENDESK_KEYS } from './key-map.rules.js';

describe('the table of keys', () => {
  const names = Object.keys(STANDARD_KEYS);
  it('names each key once', () => {
    expect(Object.values(KEY_TABLE).flatMap((group) => Object.keys(group))).toEqual(names);
  });

  it.each([
    ['as shipped', {}],
    ['as in Zendesk', ZENDESK_KEYS],
  ])('has no two keys in each other’s way, %s', (_, own) => {
    expect(names.flatMap((name) => strokesIn(own, name).flatMap((stroke) => clashes(own, name, stroke).map((other) => [name, stroke, other])))).toEqual([]);
  });

  it('uses no Alt+letter, which types signs on many keyboards', () => {
    expect(names.flatMap((name) => strokesIn({}, name)).filter((stroke) => stroke.includes('alt+'))).toEqual([]);
  });
});

describe('a key of one’s own', () => {
  it('takes its place from whoever had it', () => {
    const own = withKey({}, 'reply', 'n');
    expect(own).toEqual({ reply: 'n', note: '' });
    expect(strokesIn(own, 'note')).toEqual([]);
  });

  it('leaves another way to say the same', () => {
    expect(withKey({}, 'reply', 'o')).toEqual({ reply: 'o', open: 'enter' });
  });

  it('may be a chord, which a key that begins it cannot stand beside', () => {
    expect(clashes({}, 'snooze', 'g')).toEqual(['goInbox', 'goMine', 'goUnassigned', 'goTeam', 'goAll', 'goVisits', 'goLive']);
    expect(clashes({}, 'snooze', 'e s')).toEqual(['end']);
    expect(clashes({}, 'snooze', 'y s')).toEqual([]);
  });

  it('goes back to what was shipped and takes that back too', () => {
    const own = withKey({}, 'reply', 'n');
    expect(withStandard(own, 'note')).toEqual({ reply: '' });
    expect(withStandard(withStandard(own, 'note'), 'reply')).toEqual({});
    expect(withStandard(withKey({}, 'open', 'y'), 'open')).toEqual({});
  });

  it('is not kept when it is the one that was shipped', () => {
    expect(withKey(withKey({}, 'reply', 'y'), 'reply', 'r')).toEqual({});
  });

  it.each(['mod+w', 'mod+t', 'mod+c', 'mod+shift+z', 'tab', 'escape', ',', '+', 'f5', 'arrowdown', 'shift'])('is not %s, which belongs to the browser or to writing', (stroke) => {
    expect(isUsable(stroke)).toBe(false);
  });

  it.each(['y', 'shift+y', 'mod+b', 'ctrl+alt+c', 'space', '.', 'home'])('may be %s', (stroke) => {
    expect(isUsable(stroke)).toBe(true);
  });
});

it('tells which set of keys one has', () => {
  expect([presetOf({}), presetOf(ZENDESK_KEYS), presetOf({ ...ZENDESK_KEYS, reply: 'y' }), presetOf({ reply: 'y' })]).toEqual(['standard', 'zendesk', 'own', 'own']);
  expect(['close', 'reply'].map(isFixed)).toEqual([true, false]);
});
