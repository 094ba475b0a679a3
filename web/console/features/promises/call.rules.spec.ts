import type { StaffPromise } from '#contracts/promises.js';
import { afterCall, nextTimes } from './call.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour)).toISOString();
const promise: StaffPromise = {
  id: 'p', ticketId: 't', kind: 'callback', state: 'open', madeAt: at(1), dueAt: at(10), warnAt: at(8), basis: { rule: 'no_opening' }, email: null, phone: null,
  brokenAt: null, keptAt: null, keptBy: null, withdrawn: null, openSeconds: null, wallSeconds: null,
  callback: { number: '+8613800138000', shown: '+86 138 0013 8000', country: 'CN', window: null, zone: null, attempts: [] },
  can: { record: true },
};

it.each([
  [{ result: 'reached' }, 9, { state: 'kept', can: { record: false } }],
  [{ result: 'reached' }, 11, { state: 'late' }],
  [{ result: 'left_word' }, 9, { state: 'kept' }],
  [{ result: 'not_reached' }, 9, { state: 'withdrawn', withdrawn: { reason: 'unreachable' } }],
  [{ result: 'not_reached', nextDueAt: at(15) }, 11, { state: 'open', dueAt: at(15), can: { record: true } }],
  [{ result: 'wrong_number' }, 9, { state: 'withdrawn', withdrawn: { reason: 'wrong_number' } }],
] as const)('guesses what %j at %s makes of it', (record, hour, guess) => {
  expect(afterCall(promise, record, at(hour))).toMatchObject({ ...guess, callback: { attempts: [{ result: record.result }] } });
});

it('offers next times that lie ahead, in order, each once', () => {
  const now = new Date(2026, 10, 23, 8, 10).getTime();
  const times = nextTimes(now);
  expect(times.map((time) => new Date(time).getHours())).toEqual([9, 10, 12, 9, 14, 9]);
  expect(times).toEqual([...new Set(times)].toSorted());
});
