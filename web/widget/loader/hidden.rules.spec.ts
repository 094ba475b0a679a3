import { isHiddenOn } from './hidden.rules.js';

describe('the launcher is hidden', () => {
  it.each<[string, string[], boolean]>([
    ['/checkout', ['/checkout'], true],
    ['/checkout/pay', ['/checkout'], false],
    ['/checkout/pay', ['/checkout/*'], true],
    ['/checkout', ['/checkout/*'], false],
    ['/Checkout', ['/checkout'], false],
    ['/anything', ['*'], true],
    ['/a.b', ['/a?b', '/a.*'], true],
    ['/', [], false],
  ])('on %s for %p: %s', (path, patterns, hidden) => expect(isHiddenOn(path, patterns)).toBe(hidden));
});
