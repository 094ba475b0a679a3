import fc from 'fast-check';
import type { TicketState } from '#contracts/tickets.js';
import { type Move, pausesOf } from './pauses.rules.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 24) + minute * 60_000);
const move = (minute: number, to: TicketState): Move => ({ at: at(minute), to });

describe('the pauses of a ticket', () => {
  it.each<[string, readonly Move[], TicketState, boolean, unknown]>([
    ['last from a pausing state to the next move', [move(1, 'open'), move(5, 'pending'), move(9, 'open')], 'open', true, [{ from: at(5), to: at(9), why: 'pending' }]],
    ['last until now while it is pending', [move(5, 'pending')], 'pending', true, [{ from: at(5), to: null, why: 'pending' }]],
    ['change their reason without a gap', [move(5, 'pending'), move(7, 'on_hold')], 'on_hold', true, [{ from: at(5), to: at(7), why: 'pending' }, { from: at(7), to: null, why: 'on_hold' }]],
    ['leave out what the policy lets run', [move(5, 'on_hold'), move(9, 'open')], 'open', false, []],
    ['hold over a solution that is taken back', [move(5, 'solved'), move(8, 'open')], 'open', true, [{ from: at(5), to: at(8), why: 'solved' }]],
    ['are none of an open ticket', [], 'open', true, []],
    ['begin with what is known where no move tells of them', [], 'pending', true, [{ from: at(3), to: null, why: 'pending' }]],
    ['do not begin before the last move that is known', [move(6, 'open')], 'closed', true, [{ from: at(6), to: null, why: 'closed' }]],
  ])('%s', (_, moves, state, onHold, pauses) => {
    expect(pausesOf(moves, state, at(3), onHold)).toEqual(pauses);
  });

  it('are the same in whatever order the moves are told', () => {
    const states = fc.constantFrom<TicketState>('new', 'open', 'pending', 'on_hold', 'solved', 'closed');
    const moves = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 1000 }), states), { selector: ([minute]) => minute, minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(moves, fc.boolean(), fc.func(fc.integer()), (told, onHold, shuffle) => {
        const all = told.map(([minute, to]) => move(minute, to));
        const state = [...all].sort((a, b) => a.at.getTime() - b.at.getTime()).at(-1)?.to ?? 'open';
        const shuffled = [...all].sort((a, b) => shuffle(a.at.getTime()) - shuffle(b.at.getTime()));
        expect(pausesOf(shuffled, state, at(0), onHold)).toEqual(pausesOf(all, state, at(0), onHold));
      }),
      { numRuns: 100 },
    );
  });
});
