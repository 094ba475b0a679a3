import { emptyTrait, isTrait, isTraitSaid, offered, type TraitAction, valueOfLine } from './step.rules.js';

describe('a step that touches fields and sub-states', () => {
  it('is told apart from others', () => expect([{ do: 'set_field' }, { do: 'set_sub_state' }, { do: 'set_state' }].map(isTrait)).toEqual([true, true, false]));
  it.each<[TraitAction, boolean]>([
    [{ do: 'set_field', key: '', value: '' }, false],
    [{ do: 'set_field', key: 'order', value: '' }, false],
    [{ do: 'set_field', key: 'reason', value: [] }, false],
    [{ do: 'set_field', key: 'order', value: null }, true],
    [{ do: 'set_field', key: 'gift', value: false }, true],
    [{ do: 'set_field', key: 'price', value: 0 }, true],
    [{ do: 'set_sub_state', subStateId: '' }, false],
    [{ do: 'set_sub_state', subStateId: null }, true],
  ])('%j says all it needs to: %s', (action, said) => expect(isTraitSaid(action)).toBe(said));
  it('begins with nothing chosen', () => expect([emptyTrait('set_field'), emptyTrait('set_sub_state')].map(isTraitSaid)).toEqual([false, false]));
  it('reads values as they are told in one line', () => {
    expect([valueOfLine('number', '12.5'), valueOfLine('yes_no', 'false'), valueOfLine('multi_choice', 'leak, dent'), valueOfLine('text', '1, 2')]).toEqual([12.5, false, ['leak', 'dent'], '1, 2']);
  });
  it('offers what is in use, and what was chosen whatever became of it', () => {
    const all = [{ key: 'a', retiredAt: null }, { key: 'b', retiredAt: '2026-01-01' }, { key: 'c', retiredAt: '2026-01-01' }];
    expect(offered(all, ({ key }) => key === 'c').map(({ key }) => key)).toEqual(['a', 'c']);
  });
});
