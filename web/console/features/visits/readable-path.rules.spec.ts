import { readablePath } from './readable-path.rules.js';

it.each([
  ['/%E6%B0%B4%E5%A3%B6', '/水壶'],
  ['/products/kettle', '/products/kettle'],
  ['/100%', '/100%'],
  ['/a%2Fb', '/a%2Fb'],
])('reads %s as %s', (path, read) => expect(readablePath(path)).toBe(read));
