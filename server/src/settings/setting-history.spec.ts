import { changedFields } from './setting-history.service.js';

it('names what differs, whatever the order of keys, and looks into a widget’s settings', () => {
  expect(changedFields({ a: 1, b: { x: 1, y: 2 } }, { b: { y: 2, x: 1 }, a: 1 })).toEqual([]);
  expect(changedFields({ a: 1 }, { a: 2, c: [] })).toEqual(['a', 'c']);
  expect(changedFields({ name: 'A', settings: { accent: '#000000', theme: 'auto' } }, { name: 'B', settings: { accent: '#ffffff', theme: 'auto' } })).toEqual(['accent', 'name']);
  expect(changedFields({ list: [{ en: 'a' }] }, { list: [{ en: 'b' }] })).toEqual(['list']);
});
