import { firstSeen, holdOf, INVITE_MOVES, type Invitable, isHere, isOver, languageTag, looksLikeVisitToken, mayMove, pagePath, pageTitle, referrerHost } from './visit.rules.js';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('a visit', () => {
  it('is here while its page says so, and over after half an hour of silence', () => {
    expect([0, 70, 71].map((seconds) => isHere(before(seconds), NOW))).toEqual([true, true, false]);
    expect([71, 1800, 1801].map((seconds) => isOver(before(seconds), NOW))).toEqual([false, false, true]);
  });
  it.each([
    ['/products/kettle?utm=1&token=secret#reviews', '/products/kettle'],
    ['/reset#secret', '/reset'],
    ['products', '/products'],
    ['?only=query', '/'],
    ['//evil.example/x', '//evil.example/x'],
    ['/' + 'a'.repeat(900), '/' + 'a'.repeat(499)],
    ['/商品/水壶', '/商品/水壶'],
  ])('keeps of %s the path alone', (written, kept) => expect(pagePath(written)).toBe(kept));
  it('cuts a title without breaking a character in two', () => {
    expect(pageTitle('  Kettle \n\t 1 L ')).toBe('Kettle 1 L');
    expect(pageTitle(`${'a'.repeat(199)}😀`).isWellFormed()).toBe(true);
    expect(pageTitle('غلاية ماء')).toBe('غلاية ماء');
  });
  it.each([
    ['www.example.com', 'www.example.com'],
    ['EXAMPLE.com:8080', 'example.com:8080'],
    ['商店.example', 'xn--czrs0t.example'],
    ['example.com/search?q=secret', null],
    ['user:pass@example.com', null],
    ['<script>', null],
    ['', null],
    [undefined, null],
  ])('keeps of the referrer %s the host alone', (written, kept) => expect(referrerHost(written)).toBe(kept));
  it('knows a language tag from noise', () => expect(['zh-tw', 'de', '<b>', undefined].map(languageTag)).toEqual(['zh-TW', 'de', null, null]));
  it('cannot have begun in the future', () => {
    expect(firstSeen('2030-01-01T00:00:00.000Z', NOW)).toEqual(NOW);
    expect(firstSeen('2025-01-01T00:00:00.000Z', NOW)).toEqual(new Date('2025-01-01T00:00:00.000Z'));
    expect(firstSeen(undefined, NOW)).toEqual(NOW);
  });
  it('is known by a secret of ours alone', () => expect([`vs_${'a'.repeat(32)}`, 'vs_short', `vt_${'a'.repeat(32)}`, ''].map(looksLikeVisitToken)).toEqual([true, false, false, false]));
});

describe('an invite', () => {
  it('leaves an end for nothing', () => {
    for (const move of ['show', 'accept', 'decline', 'expire'] as const) for (const state of ['accepted', 'declined', 'expired']) expect(mayMove(move, state)).toBe(false);
    expect(mayMove('accept', 'waiting')).toBe(false);
    expect(Object.values(INVITE_MOVES).every(({ from, to }) => !from.some((state) => state === to))).toBe(true);
  });
  const free: Invitable = { here: true, chatting: false, invites: [], agentOnline: true, open: true };
  it.each<[string, Partial<Invitable>, ReturnType<typeof holdOf>]>([
    ['is made to whoever is there', {}, null],
    ['is made again after one ran out', { invites: ['expired', 'expired'] }, null],
    ['is not made to nobody', { here: false }, 'gone'],
    ['is not made to whoever talks already', { chatting: true, invites: ['accepted'] }, 'chatting'],
    ['is not made twice', { invites: ['expired', 'waiting'] }, 'already_invited'],
    ['is not made while one stands', { invites: ['shown'] }, 'already_invited'],
    ['is not made again in a visit in which one was declined', { invites: ['declined', 'expired'] }, 'declined'],
    ['is not made outside the hours', { open: false, agentOnline: false }, 'closed'],
    ['is not made by whoever is away', { agentOnline: false }, 'agent_away'],
  ])('%s', (_, facts, hold) => expect(holdOf({ ...free, ...facts })).toBe(hold));
});
