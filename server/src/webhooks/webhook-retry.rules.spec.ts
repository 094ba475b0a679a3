import { faultOf, lastStraw, MOST_TRIES, outcomeOf, type Tried } from './webhook-retry.rules.js';

const NOW = new Date('2026-03-01T00:00:00Z');
const tried = (fields: Partial<Tried> = {}): Tried => ({ status: 500, fault: 'status', restMs: 0, ...fields });
const wait = (round: number, chance = 0, fields: Partial<Tried> = {}) => {
  const outcome = outcomeOf(tried(fields), round, NOW, chance);
  return outcome.state === 'due' ? (outcome.dueAt.getTime() - NOW.getTime()) / 1000 : outcome.state;
};

describe('a webhook that was not taken', () => {
  it.each([
    [1, 5], [2, 300], [3, 1_800], [4, 7_200], [5, 18_000], [6, 36_000], [7, 50_400], [8, 72_000], [9, 86_400],
  ])('rests after try %i for %i seconds', (round, seconds) => expect(wait(round)).toBe(seconds));

  it('is given up after the tenth try', () => expect([MOST_TRIES, wait(10)]).toEqual([10, 'failed']));
  it('waits a little longer by chance, and never less', () => expect([wait(1, 0.5), wait(1, 1)]).toEqual([5.5, 6]));
  it('waits as long as it is asked to', () => expect([wait(1, 0, { restMs: 60_000 }), wait(3, 0, { restMs: 60_000 })]).toEqual([60, 1_800]));
  it('is not sent again to somebody who is gone', () => expect(wait(1, 0, { status: 410 })).toBe('failed'));
});

it('is delivered by any 2xx and by nothing else', () => {
  expect([200, 204, 299].map(faultOf)).toEqual([null, null, null]);
  expect([301, 308, 304].map(faultOf)).toEqual(['redirect', 'redirect', 'redirect']);
  expect([400, 404, 410, 429, 500, 503].map(faultOf)).toEqual(Array(6).fill('status'));
  expect(outcomeOf(tried({ fault: null, status: 200 }), 3, NOW, 0)).toEqual({ state: 'delivered' });
});

describe('an endpoint', () => {
  const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
  it.each([
    ['that is gone', tried({ status: 410 }), { failures: 1, failingSince: NOW }, 'gone'],
    ['that failed for five days', tried(), { failures: 10, failingSince: daysAgo(5) }, 'failing'],
    ['that failed for four', tried(), { failures: 99, failingSince: daysAgo(4.9) }, null],
    ['that was asked seldom', tried(), { failures: 9, failingSince: daysAgo(30) }, null],
    ['that took it', tried({ fault: null, status: 200 }), { failures: 99, failingSince: daysAgo(30) }, null],
  ])('%s', (_, last, endpoint, reason) => expect(lastStraw(last, endpoint, NOW)).toBe(reason));
});
