import { seal, unseal } from './sealed.js';

test('a sealed secret opens with its key and for its row alone', () => {
  const sealed = seal('key '.repeat(10), 'row-1', '密码 p@ss');
  expect(unseal('key '.repeat(10), 'row-1', sealed)).toBe('密码 p@ss');
  expect(unseal('another key '.repeat(4), 'row-1', sealed)).toBeNull();
  expect(unseal('key '.repeat(10), 'row-2', sealed)).toBeNull();
  expect(unseal('key '.repeat(10), 'row-1', Uint8Array.from(sealed, (byte, index) => (index === 30 ? byte ^ 1 : byte)))).toBeNull();
  expect(unseal('key '.repeat(10), 'row-1', new Uint8Array(3))).toBeNull();
  expect(Buffer.from(sealed).includes('p@ss')).toBe(false);
});
