import fc from 'fast-check';
import { TicketState } from '#contracts/tickets.js';
import { closesBefore, endsByWord, isAllowed, isCrossed, isDone, TICKET_MOVES, type TicketMove } from './ticket-state.rules.js';

const STATES = TicketState.options;
const moves = Object.keys(TICKET_MOVES).filter((name): name is TicketMove => Object.hasOwn(TICKET_MOVES, name));

describe('the moves of a ticket', () => {
  it('are exactly these', () => {
    const table = moves.flatMap((move) => STATES.filter((state) => isAllowed(move, state)).map((state) => `${state} -${move}-> ${TICKET_MOVES[move].to}`));
    expect(table).toEqual([
      'new -take-> open',
      'new -wait-> pending', 'open -wait-> pending', 'on_hold -wait-> pending', 'solved -wait-> pending',
      'new -hold-> on_hold', 'open -hold-> on_hold', 'pending -hold-> on_hold', 'solved -hold-> on_hold',
      'new -solve-> solved', 'open -solve-> solved', 'pending -solve-> solved', 'on_hold -solve-> solved',
      'pending -resume-> open', 'on_hold -resume-> open', 'solved -resume-> open',
      'new -close-> closed', 'open -close-> closed', 'pending -close-> closed', 'on_hold -close-> closed', 'solved -close-> closed',
      'closed -reopen-> open',
    ]);
  });

  it('lead out of the closed state by reopening alone, never back to new, and never to where one is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 40 }), (tried) => {
        const passed: TicketState[] = ['new'];
        for (const move of tried) {
          const at = passed.at(-1) ?? 'new';
          if (!isAllowed(move, at)) continue;
          if (at === 'closed') expect(move).toBe('reopen');
          expect(TICKET_MOVES[move].to).not.toBe(at);
          passed.push(TICKET_MOVES[move].to);
        }
        expect(passed.slice(1)).not.toContain('new');
      }),
    );
  });

  it('can always end in the closed state, and know no state beyond the six', () => {
    for (const state of STATES) expect(state === 'closed' || isAllowed('close', state)).toBe(true);
    for (const move of moves) for (const state of ['', 'constructor', 'toString', 'merged']) expect(isAllowed(move, state)).toBe(false);
  });

  it('a word of the customer ends what waits for him, by a move of the table', () => {
    expect(STATES.filter(endsByWord)).toEqual(['pending', 'solved']);
    for (const state of STATES.filter(endsByWord)) expect(isAllowed('resume', state)).toBe(true);
    expect(STATES.filter(isDone)).toEqual(['solved', 'closed']);
  });
});

describe('two people at once', () => {
  it.each<[string, TicketState | undefined, TicketState, TicketState, boolean]>([
    ['the second is told when the first did something else', 'open', 'solved', 'pending', true],
    ['nobody is told when both wanted the same', 'open', 'solved', 'solved', false],
    ['nobody is told when nothing happened in between', 'open', 'open', 'solved', false],
    ['who does not say what he saw is not told', undefined, 'solved', 'pending', false],
  ])('%s', (_, seen, present, wanted, crossed) => {
    expect(isCrossed(seen, present, wanted)).toBe(crossed);
  });
});

it('closes what was solved long enough ago, to the millisecond', () => {
  const now = new Date('2026-03-29T12:00:00.000Z');
  expect(closesBefore(now, 7).toISOString()).toBe('2026-03-22T12:00:00.000Z');
});
