import fc from 'fast-check';
import { digitsOf, isOver, MOST_TRIES, restBefore } from './proof.rules.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const evenly = (count: number, every: number) => Array.from({ length: count }, (_, index) => ago((index + 1) * every));

describe('another code', () => {
  it.each([
    ['goes at once when none was sent', { address: [], visitor: [] }, 0],
    ['waits for the rest of the pause', { address: [ago(10)], visitor: [] }, 20_000],
    ['goes after the pause', { address: [ago(30)], visitor: [ago(30)] }, 0],
    ['waits when the address had five in an hour', { address: evenly(5, 600), visitor: [] }, 600_000],
    ['waits when the address had ten in a day', { address: evenly(10, 7200), visitor: [] }, 4 * 3_600_000],
    ['waits when the browser had eight in an hour, whatever the addresses', { address: [], visitor: evenly(8, 60) }, 52 * 60_000],
  ])('%s', (_, sent, rest) => expect(restBefore(sent, NOW)).toBe(rest));

  it('never goes sooner for more that were sent', () => {
    const times = fc.array(fc.integer({ min: 0, max: 90_000 }).map(ago), { maxLength: 30 });
    fc.assert(fc.property(times, times, times, (address, more, visitor) => restBefore({ address: [...address, ...more], visitor }, NOW) >= restBefore({ address, visitor }, NOW)));
  });
});

describe('a code', () => {
  const fresh = { hash: new Uint8Array(32), expiresAt: ago(-1), tries: 0, usedAt: null };
  it.each([
    ['is good until its time', fresh, false],
    ['is over at its time', { ...fresh, expiresAt: NOW }, true],
    ['is over when it was used', { ...fresh, usedAt: ago(1) }, true],
    ['is over after five tries', { ...fresh, tries: MOST_TRIES }, true],
    ['may be tried a fifth time', { ...fresh, tries: MOST_TRIES - 1 }, false],
  ])('%s', (_, code, over) => expect(isOver(code, NOW)).toBe(over));

  it.each([
    ['123456', '123456'],
    [' 123 456\u200e', '123456'],
    ['123-456', '123456'],
    ['１２３４５６', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['١٢٣٤٥٦', null],
  ])('is read from %s as %s', (typed, digits) => expect(digitsOf(typed)).toBe(digits));
});

