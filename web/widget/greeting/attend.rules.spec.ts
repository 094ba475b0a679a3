import { deviceOf, pageFacts, restAfter } from './attend.rules.js';

const page = { pathname: '/products/kettle', title: 'Kettle', origin: 'https://shop.example', referrer: '' };

describe('what a page tells of a visit', () => {
  it('is its path, and the host of another site that led here', () => {
    expect(pageFacts({ ...page, referrer: 'https://search.example/?q=secret' })).toEqual({ page: { path: '/products/kettle', title: 'Kettle' }, referrer: 'search.example' });
  });
  it.each(['', 'https://shop.example/other?x=1', 'android-app:', 'no address'])('is nothing of the referrer %j', (referrer) => expect(pageFacts({ ...page, referrer })).not.toHaveProperty('referrer'));
  it('is cut between characters', () => {
    const { title } = pageFacts({ ...page, title: '😀'.repeat(400), pathname: `/${'a'.repeat(900)}` }).page;
    expect([title.isWellFormed(), title.length]).toEqual([true, 280]);
  });
  it('is what one holds in hand', () => expect([deviceOf(true, 390, 844), deviceOf(true, 844, 390), deviceOf(true, 820, 1180), deviceOf(false, 400, 400)]).toEqual(['phone', 'phone', 'tablet', 'desktop']));
});

// A browser takes a rest of more than 24 days for none at all.
it('leaves a desk that does not answer alone for longer and longer, and never for no time', () => {
  expect([0, 1, 5, 6, 20, 1_000].map(restAfter)).toEqual([60_000, 120_000, 1_920_000, 1_920_000, 1_920_000, 1_920_000]);
});
