import { MOST_ATTEMPTS, outcomeOf, pauseAfter, refusalOf, withoutAddresses } from './delivery.rules.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const fault = (fields: object): Error => Object.assign(new Error('550 <somebody@shop.example> is unknown'), fields);

describe('a failed delivery', () => {
  test.each([
    [1, 30_000],
    [2, 60_000],
    [5, 480_000],
    [8, 3_600_000],
    [15, 3_600_000],
  ])('after try %i rests %i ms', (attempts, ms) => {
    expect(pauseAfter(attempts)).toBe(ms);
  });

  test.each([
    ['451 on the recipient', { responseCode: 451, command: 'RCPT TO', code: 'EENVELOPE' }, 1, 'due'],
    ['550 on the recipient', { responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' }, 1, 'failed'],
    ['554 on the text', { responseCode: 554, command: 'DATA', code: 'EMESSAGE' }, 1, 'failed'],
    ['535 on the sign-in', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, 1, 'due'],
    ['no answer at all', { code: 'ETIMEDOUT' }, 3, 'due'],
    ['the last try', { code: 'ETIMEDOUT' }, MOST_ATTEMPTS, 'failed'],
  ])('with %s', (_, fields, attempts, state) => {
    expect(outcomeOf(refusalOf(fault(fields)), attempts, NOW)).toEqual({ state, dueAt: new Date(NOW.getTime() + pauseAfter(attempts)) });
  });

  test('is noted without the address', () => {
    expect(refusalOf(fault({ responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' })).note).toBe('550 RCPT TO EENVELOPE');
    expect(refusalOf('nothing known').note).toBe('unknown');
  });

  test('leaves what the server said, without addresses and on one line', () => {
    expect(withoutAddresses('250 2.1.5 <mei.lin@shop.example>\r\n queued as 4F2A for "x@y.z"')).toBe('250 2.1.5 <…> queued as 4F2A for "…"');
    expect(withoutAddresses('a@'.repeat(20_000)).length).toBeLessThanOrEqual(200);
  });
});
