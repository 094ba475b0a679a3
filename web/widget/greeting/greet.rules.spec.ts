import { fitting, type Greeting, isOn, isOpen } from './greet.rules.js';

describe('the pages of a greeting', () => {
  it.each([
    ['/*', '/', true],
    ['*', '/anything/at/all', true],
    ['/products/*', '/products/kettle', true],
    ['/products/*', '/products/', true],
    ['/products/*', '/about', false],
    ['/cart', '/cart/', true],
    ['/cart', '/cart/pay', false],
    ['*/kettle*', '/de/products/kettle-b09', true],
    ['/a/*/c/*/e', '/a/b/c/d/e', true],
    ['/a/*/c/*/e', '/a/b/d/e', false],
    ['/x*x', '/x', false],
    ['/(a+)+$*', '/aaaaaaaaaaaaaaaaaaaaaaaa', false],
    ['/商品/*', '/商品/1', true],
  ])('%s on %s: %s', (pages, path, expected) => expect(isOn(pages, path)).toBe(expected));
});

describe('a greeting', () => {
  const greeting = (fields: Partial<Greeting> = {}): Greeting => ({ key: 'a', pages: '/*', seconds: 5, visits: 1, onlyOpen: false, once: 'visit', text: {}, ...fields });
  const facts = { path: '/', visits: 1, open: true, today: '2026-11-23', shown: () => ({ visit: false, day: null }) };
  const shows = (one: Greeting, change: Partial<typeof facts> = {}) => fitting([one], { ...facts, ...change }).length === 1;

  it('waits for the visit it is meant for', () => {
    expect([1, 2, 3].map((visits) => shows(greeting({ visits: 2 }), { visits }))).toEqual([false, true, true]);
  });
  it('keeps to the opening hours where it shall', () => {
    expect([shows(greeting({ onlyOpen: true }), { open: false }), shows(greeting(), { open: false })]).toEqual([false, true]);
  });
  it('comes once a visit, or once a day', () => {
    const shown = (visit: boolean, day: string | null) => ({ shown: () => ({ visit, day }) }) as Partial<typeof facts>;
    expect(shows(greeting(), shown(true, '2026-11-23'))).toBe(false);
    expect(shows(greeting(), shown(false, '2026-11-23'))).toBe(true);
    expect(shows(greeting({ once: 'day' }), shown(false, '2026-11-23'))).toBe(false);
    expect(shows(greeting({ once: 'day' }), shown(false, '2026-11-22'))).toBe(true);
  });
  it('gives way to one that comes sooner', () => {
    expect(fitting([greeting({ key: 'late', seconds: 60 }), greeting({ key: 'soon', seconds: 3 })], facts).map(({ key }) => key)).toEqual(['soon', 'late']);
  });
  it('knows that the desk opened or closed since it was asked', () => {
    const changesAt = '2026-11-23T09:00:00Z';
    const at = Date.parse(changesAt);
    expect([isOpen({ open: false, changesAt }, at - 1), isOpen({ open: false, changesAt }, at), isOpen({ open: true, changesAt }, at), isOpen({ open: true, changesAt: null }, at)]).toEqual([false, true, false, true]);
  });
});
