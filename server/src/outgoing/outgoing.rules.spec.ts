import { holdOf, isTimely, stopOf } from './outgoing.rules.js';

const NOW = new Date('2026-11-23T09:00:00Z');
const at = (time: string) => new Date(`2026-11-23T${time}Z`);

test.each([
  ['until the chosen time', at('12:00:00'), 8, { kind: 'later', dueAt: at('12:00:00') }],
  ['for the organisation\'s moment', null, 8, { kind: 'undo', dueAt: at('09:00:08') }],
  ['not at all', null, 0, null],
])('a reply is held %s', (_, sendAt, undo, hold) => {
  expect(holdOf(NOW, sendAt, undo)).toEqual(hold);
});

test.each([
  [new Date(NOW.getTime() - 1), false],
  [NOW, false],
  [new Date(NOW.getTime() + 1_000), true],
  [new Date('2027-11-23T09:00:00Z'), true],
  [new Date('2028-01-01T00:00:00Z'), false],
])('%s is a time to send at: %s', (sendAt, timely) => {
  expect(isTimely(sendAt, NOW)).toBe(timely);
});

const FACTS = { author: { mayReply: true, inReach: true }, blocked: false, customerSpoke: false, gate: 'open' };
test.each([
  [{}, null],
  [{ author: null, customerSpoke: true }, 'author_gone'],
  [{ author: { mayReply: false, inReach: true } }, 'no_right'],
  [{ author: { mayReply: true, inReach: false } }, 'no_right'],
  [{ blocked: true, customerSpoke: true }, 'blocked'],
  [{ customerSpoke: true, gate: 'closed' }, 'customer_wrote'],
  [{ gate: 'closed' }, 'closed'],
  [{ gate: 'merged' }, 'merged'],
  [{ gate: 'quiet' }, null],
])('with %o it stops for %s', (facts, reason) => {
  expect(stopOf({ ...FACTS, ...facts })).toBe(reason);
});
