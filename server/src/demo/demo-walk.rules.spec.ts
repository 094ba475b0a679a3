import { DEMO_VISITS } from '#prisma/demo/visits.js';
import { walkAt } from './demo-walk.rules.js';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');

describe('the walks of the demo visitors', () => {
  it('go page by page, pause, and begin anew', () => {
    const [visit] = DEMO_VISITS;
    if (!visit) throw new Error('nobody walks');
    const seconds = visit.pages.reduce((sum, page) => sum + page[2], 0) + visit.pauseSeconds;
    const whole = Array.from({ length: 2 * seconds }, (_, second) => walkAt(visit, 0, new Date(NOW + second * 1000)));
    expect(whole.filter((walk) => walk === null)).toHaveLength(2 * visit.pauseSeconds);
    const shown = whole.flatMap((walk) => walk ?? []);
    expect(new Set(shown.map(({ pages }) => pages.length))).toEqual(new Set(visit.pages.map((_, index) => index + 1)));
    expect(new Set(shown.map(({ round }) => round)).size).toBeGreaterThan(1);
    for (const { pages, startedAt } of shown) expect([pages[0]?.openedAt, pages.every(({ openedAt, seenAt }) => openedAt <= seenAt)]).toEqual([startedAt, true]);
  });
  it('leave the shop at no minute of a day empty', () => {
    for (let minute = 0; minute < 1440; minute += 1) {
      const now = new Date(NOW + minute * 60_000);
      expect(DEMO_VISITS.filter((visit, place) => walkAt(visit, place, now) !== null).length).toBeGreaterThan(0);
    }
  });
});
