import { dueDistance, dueLevel, shownDue } from './due.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22) + minute * 60_000).toISOString();
const seconds = (minute: number) => Date.UTC(2026, 10, 22) / 1000 + minute * 60;

it.each([
  [44, 'calm'],
  [45, 'amber'],
  [60, 'amber'],
  [60.1, 'red'],
])('is at minute %s %s', (minute, level) => {
  expect(dueLevel({ dueAt: at(60), warnAt: at(45) }, seconds(minute))).toBe(level);
});
it('stays calm without a time', () => {
  expect(dueLevel({ dueAt: null, warnAt: null }, seconds(99_999))).toBe('calm');
});

it.each([
  [47.2, { over: false, unit: 'minutes', count: 12 }],
  [60, { over: false, unit: 'minutes', count: 0 }],
  [60.5, { over: true, unit: 'minutes', count: 1 }],
  [65, { over: true, unit: 'minutes', count: 5 }],
  [0, { over: false, unit: 'hours', count: 1 }],
  [-119, { over: false, unit: 'hours', count: 2 }],
  [-60 * 72, { over: false, unit: 'days', count: 3 }],
  [60 * 50, { over: true, unit: 'days', count: 2 }],
])('at minute %s of 60 is %j away', (minute, distance) => {
  expect(dueDistance(at(60), seconds(minute))).toEqual(distance);
});

describe('what a row has room for', () => {
  const promise = { dueAt: at(30), warnAt: at(20) };
  const due = { kind: 'first_answer', state: 'running', dueAt: at(60), warnAt: at(45) };
  it.each([
    ['nothing where nothing is due', { promise: null, due: null }, null],
    ['an answer by its policy', { promise: null, due }, 'due'],
    ['no solution that has time', { promise: null, due: { ...due, kind: 'resolution' } }, null],
    ['a solution that is urgent', { promise: null, due: { ...due, kind: 'resolution', warnAt: at(5) } }, 'due'],
    ['the promise that comes first', { promise, due }, 'promise'],
    ['the policy that asks for it sooner', { promise: { ...promise, dueAt: at(90) }, due }, 'due'],
    ['the promise while the clock stands', { promise, due: { ...due, state: 'paused', dueAt: null, warnAt: null } }, 'promise'],
    ['nothing of who chats', { promise, due, chat: {} }, null],
  ] as const)('is %s', (_, row, shown) => {
    expect(shownDue({ chat: null, ...row }, seconds(10))).toBe(shown);
  });
});
