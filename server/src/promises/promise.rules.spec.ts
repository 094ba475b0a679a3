import fc from 'fast-check';
import { PromiseState } from '#contracts/promises.js';
import { type Due, dueNow, isAllowed, isUnmet, moveForAnswer, PROMISE_MOVES, type PromiseMove } from './promise.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22) + minute * 60_000);
const due = (fields: Partial<Due> = {}): Due => ({ state: 'open', dueAt: at(60), warnAt: at(45), warnedAt: null, brokenAt: null, ...fields });
const moves = Object.keys(PROMISE_MOVES).filter((move): move is PromiseMove => Object.hasOwn(PROMISE_MOVES, move));

describe('the moves of a promise', () => {
  it('leave nothing owed where it ended, except what was taken back', () => {
    for (const move of moves) {
      const { from, to } = PROMISE_MOVES[move];
      expect(from.every((state) => isUnmet(state) === (move !== 'oweAgain' && move !== 'takeUp'))).toBe(true);
      expect(PromiseState.safeParse(to).success).toBe(true);
    }
  });

  it('never lead out of what was withdrawn, whatever is tried in whatever order, unless the merge that withdrew it is undone', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves.filter((move) => move !== 'takeUp')), { maxLength: 40 }), (tried) => {
        let state: string = 'open';
        let withdrawn = false;
        for (const move of tried) {
          if (isAllowed(move, state)) state = PROMISE_MOVES[move].to;
          withdrawn ||= state === 'withdrawn';
          if (withdrawn && state !== 'withdrawn') return false;
        }
        return PromiseState.safeParse(state).success;
      }),
    );
  });

  it('can always be ended while it is owed', () => {
    for (const state of ['open', 'broken']) for (const move of ['keep', 'makeGood', 'withdraw'] as const) expect(isAllowed(move, state)).toBe(true);
  });
});

describe('what the clock does', () => {
  it.each([
    ['before it is urgent', due(), 44, 'none'],
    ['from the moment it is urgent', due(), 45, 'warn'],
    ['once it was said', due({ warnedAt: at(45) }), 50, 'none'],
    ['in its very minute', due({ warnedAt: at(45) }), 60, 'none'],
    ['after it', due(), 61, 'break'],
    ['after it, warned or not', due({ warnedAt: at(45) }), 61, 'break'],
    ['when it is broken already', due({ state: 'broken' }), 99, 'none'],
    ['when it is kept', due({ state: 'kept' }), 99, 'none'],
    ['without a time', due({ dueAt: null, warnAt: null }), 99_999, 'none'],
  ])('%s', (_, promise, minute, what) => {
    expect(dueNow(promise, at(minute))).toBe(what);
  });
});

describe('an answer', () => {
  it.each([
    ['in time keeps it', due(), 60, 'keep'],
    ['after its time makes it good', due(), 61, 'makeGood'],
    ['in time keeps it, though the sweep was quicker to break than the answer to be seen', due({ state: 'broken', brokenAt: at(60) }), 59, 'keep'],
    ['in the time that was agreed anew makes good the time missed before', due({ brokenAt: at(10) }), 50, 'makeGood'],
    ['without a time keeps it', due({ dueAt: null, warnAt: null }), 99_999, 'keep'],
  ])('%s', (_, promise, minute, move) => {
    expect(moveForAnswer(promise, at(minute))).toBe(move);
  });

  it('is never both in time and broken', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.option(fc.nat(200)), (dueMinute, answered, missed) => {
        const promise = due({ dueAt: at(dueMinute), brokenAt: missed === null ? null : at(missed) });
        const kept = moveForAnswer(promise, at(answered)) === 'keep';
        return kept === (answered <= dueMinute && (missed === null || missed >= dueMinute));
      }),
    );
  });
});
