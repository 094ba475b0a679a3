import fc from 'fast-check';
import { answersLastWord, type Sight } from './waiting.rules.js';

const SINCE = new Date('2026-03-05T12:00:00Z');
const sight = (change: Partial<Sight> = {}): Sight => ({ waitingSince: SINCE, lastCustomerSeq: 7, head: 8, readSeq: 0, shownSeq: undefined, ...change });

describe('whether an end answers the customer’s last word', () => {
  it.each<[string, Sight, boolean]>([
    ['not when nobody looked', sight(), false],
    ['when it was read', sight({ readSeq: 7 }), true],
    ['when it was on the screen', sight({ shownSeq: 7 }), true],
    ['not when only what came before was read', sight({ readSeq: 6 }), false],
    ['not when only what came before was on the screen', sight({ shownSeq: 6 }), false],
    ['when it was read, whatever an old screen shows', sight({ readSeq: 8, shownSeq: 3 }), true],
    ['not by a claim to have seen what is not written yet', sight({ shownSeq: 9 }), false],
    ['when nobody waits', sight({ waitingSince: null }), true],
    ['when the customer never wrote', sight({ lastCustomerSeq: 0 }), true],
  ])('%s', (_, seen, answered) => {
    expect(answersLastWord(seen)).toBe(answered);
  });

  const seq = fc.integer({ min: 0, max: 60 });
  const any = fc.record({ waitingSince: fc.option(fc.constant(SINCE)), lastCustomerSeq: seq, later: seq, readSeq: seq, shownSeq: fc.option(seq, { nil: undefined }) }).map(
    ({ later, ...one }): Sight => ({ ...one, head: one.lastCustomerSeq + later, readSeq: Math.min(one.readSeq, one.lastCustomerSeq + later) }),
  );

  it('never takes a word from the queue that neither mark nor screen covers', () => {
    fc.assert(
      fc.property(any, (one) => {
        const shown = one.shownSeq !== undefined && one.shownSeq <= one.head && one.shownSeq >= one.lastCustomerSeq;
        expect(answersLastWord(one)).toBe(one.waitingSince === null || one.readSeq >= one.lastCustomerSeq || shown);
      }),
    );
  });

  it('is never undone by having read further', () => {
    fc.assert(fc.property(any, fc.nat({ max: 20 }), (one, more) => expect(!answersLastWord(one) || answersLastWord({ ...one, readSeq: one.readSeq + more })).toBe(true)));
  });

  it('is undone by any further word of the customer that waits', () => {
    fc.assert(
      fc.property(any, (one) => {
        const next = one.head + 1;
        expect(answersLastWord({ ...one, waitingSince: SINCE, lastCustomerSeq: next, head: next, shownSeq: one.shownSeq === next ? undefined : one.shownSeq })).toBe(false);
      }),
    );
  });
});
