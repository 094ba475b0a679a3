import type { TeamAvailability } from '#contracts/widget.js';
import en from '../../locales/en/widget.json';
import cn from '../../locales/zh-CN/widget.json';
import tw from '../../locales/zh-TW/widget.json';
import { about, holdsFor, opening, standing, usual, word } from './hours.rules.js';
import { createTexts } from './texts.js';

const texts = { en: createTexts('en', en), 'zh-CN': createTexts('zh-CN', cn), 'zh-TW': createTexts('zh-TW', tw) };
const told = (fields: Partial<TeamAvailability> = {}): TeamAvailability => ({
  open: true, online: true, staffed: true, opensAt: null, closesAt: null, waiting: 0, etaSeconds: null, repliesInSeconds: null, ...fields,
});
// By the clock of whoever runs this: the words go by the visitor's.
const night = new Date(2026, 10, 23, 3, 0);
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();

describe('when it opens', () => {
  it.each([
    [at(23, 3, 0), 'Back in 1 min', '1 分钟后恢复服务', '1 分鐘後恢復服務'],
    [at(23, 3, 29), 'Back in 29 min', '29 分钟后恢复服务', '29 分鐘後恢復服務'],
    [at(23, 9), 'Back at 09:00', '09:00 恢复服务', '09:00 恢復服務'],
    [at(24, 9), 'Back tomorrow at 09:00', '明天 09:00 恢复服务', '明天 09:00 恢復服務'],
    [at(27, 8, 30), 'Back on Friday at 08:30', '周五 08:30 恢复服务', '週五 08:30 恢復服務'],
  ])('%s', (opensAt, english, chinese, taiwanese) => {
    expect([opening(opensAt, night, texts.en), opening(opensAt, night, texts['zh-CN']), opening(opensAt, night, texts['zh-TW'])]).toEqual([english, chinese, taiwanese]);
  });

  it('rounds half a minute up, never down', () => {
    expect(opening(new Date(night.getTime() + 29 * 60_000 + 1).toISOString(), night, texts.en)).toBe('Back in 30 min');
  });

  it('names the date where a weekday would mean another week', () => {
    expect(opening(at(30, 9), night, texts.en)).toContain('30');
    expect(opening(at(30, 9), night, texts['zh-CN'])).toContain('11月30日');
  });

  it('is never late at night the same day, though it is hours away', () => {
    expect(opening(at(24, 1), new Date(2026, 10, 23, 23, 30), texts.en)).toBe('Back tomorrow at 01:00');
  });
});

describe('what one is told', () => {
  it.each([
    ['here', told()],
    ['busy', told({ online: false })],
    ['away', told({ online: false, staffed: false })],
    ['closed', told({ open: false, online: false, staffed: false, opensAt: at(23, 9) })],
    ['unknown', told({ open: false, online: false, staffed: false })],
  ])('%s', (what, availability) => {
    expect(standing(availability)).toBe(what);
    expect(word(availability, night, texts.en) === null).toBe(what === 'here');
  });

  it('without a known opening holds no time at all', () => {
    for (const language of Object.values(texts)) expect(word(told({ open: false, online: false }), night, language)).not.toMatch(/\d/);
  });
});

describe('the usual time to an answer', () => {
  it.each([[20, '1 minute'], [60, '1 minute'], [61, '2 minutes'], [3600, '1 hour'], [3601, '2 hours'], [90_000, null]])('%s seconds', (seconds, words) => {
    expect(about(seconds, 'en')).toBe(words);
  });

  it('is told only where somebody is free to keep to it', () => {
    const fast = { repliesInSeconds: 90 };
    expect(usual(told(fast), 'en')).toBe('2 minutes');
    expect(usual(told(), 'en')).toBeNull();
    const others = [{ online: false }, { online: false, staffed: false }, { open: false, online: false, staffed: false, opensAt: at(23, 9) }];
    expect(others.map((fields) => usual(told({ ...fast, ...fields }), 'en'))).toEqual([null, null, null]);
  });
});

describe('a telling holds', () => {
  const now = night.getTime();
  it.each([
    ['for half a minute', told(), 30_000],
    ['until the opening minute', told({ open: false, opensAt: new Date(now + 12_000).toISOString() }), 12_000],
    ['until the closing minute', told({ closesAt: new Date(now + 5_000).toISOString() }), 5_000],
    ['no longer than usual, when the change is far away', told({ closesAt: new Date(now + 900_000).toISOString() }), 30_000],
    ['no shorter, when our clock is ahead of the server', told({ open: false, opensAt: new Date(now - 1).toISOString() }), 30_000],
  ])('%s', (_, availability, ms) => expect(holdsFor(availability, now, 0)).toBe(ms));
});
