import { isCombined, isComposing, isPlain, resolveStroke, strokeOf } from './keys.rules.js';

const press = (key: string, code = '', over: object = {}) => ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...over });

it.each([
  [press('j', 'KeyJ'), 'j'],
  [press('J', 'KeyJ', { shiftKey: true }), 'shift+j'],
  [press('k', 'KeyK', { ctrlKey: true }), 'mod+k'],
  [press('k', 'KeyK', { metaKey: true }), 'mod+k'],
  [press('?', 'Slash', { shiftKey: true }), '?'],
  [press('Enter', 'Enter', { ctrlKey: true, shiftKey: true }), 'mod+shift+enter'],
  [press('о', 'KeyJ'), 'j'],
  [press('ㄨ', 'KeyJ'), 'j'],
  [press('a', 'KeyQ'), 'a'],
  [press('@', 'KeyL', { altKey: true }), null],
  [press('ç', 'KeyC', { altKey: true, ctrlKey: true }), 'ctrl+alt+c'],
  [press('ś', 'KeyS', { altKey: true, ctrlKey: true, getModifierState: () => true }), null],
  [press(' ', 'Space'), 'space'],
])('reads %p as %s', (event, expected) => {
  expect(strokeOf(event)).toBe(expected);
});

it('leaves alone what an input method is composing', () => {
  expect([
    isComposing({ isComposing: true, keyCode: 13 }),
    isComposing({ isComposing: false, keyCode: 229 }),
    isComposing({ isComposing: false, keyCode: 13 }),
  ]).toEqual([true, true, false]);
});

it('holds combinations while one writes, and single signs not', () => {
  expect(['mod+k', 'ctrl+alt+c', 'k', 'shift+k', 'escape'].map(isCombined)).toEqual([true, true, false, false, false]);
  expect(['k', '?', 'shift+k', 'space', 'mod+k', 'escape'].map(isPlain)).toEqual([true, true, true, false, false, false]);
});

describe('a chord', () => {
  const bindings = new Set(['g i', 'g u', 'i', 'j']);
  it('waits for its second key and then wins over the single key', () => {
    expect(resolveStroke(bindings, null, 'g')).toEqual({ wait: 'g' });
    expect(resolveStroke(bindings, 'g', 'i')).toEqual({ run: 'g i' });
    expect(resolveStroke(bindings, null, 'i')).toEqual({ run: 'i' });
  });
  it('that does not exist falls back to the second key alone', () => {
    expect(resolveStroke(bindings, 'g', 'j')).toEqual({ run: 'j' });
    expect(resolveStroke(bindings, 'g', 'z')).toBeNull();
  });
});
