import fc from 'fast-check';
import type { ChatState } from '#contracts/tickets.js';
import { CHAT_MOVES, type ChatMove, dueForSilence, estimateSeconds, isAllowed, mayReopen, median, type Silence } from './chat.rules.js';

const STATES: readonly ChatState[] = ['queued', 'offered', 'accepted', 'ended'];
const moves = Object.keys(CHAT_MOVES).filter((name): name is ChatMove => Object.hasOwn(CHAT_MOVES, name));
const NOW = new Date('2026-03-05T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('the moves of a chat', () => {
  it('are exactly these', () => {
    const table = moves.flatMap((move) => STATES.filter((state) => isAllowed(move, state)).map((state) => `${state} -${move}-> ${CHAT_MOVES[move].to}`));
    expect(table).toEqual([
      'queued -offer-> offered',
      'offered -passOffer-> queued',
      'queued -accept-> accepted',
      'offered -accept-> accepted',
      'accepted -transferToTeam-> queued',
      'accepted -transferToPerson-> queued',
      'accepted -takeOver-> accepted',
      'offered -requeue-> queued',
      'accepted -requeue-> queued',
      'queued -end-> ended',
      'offered -end-> ended',
      'accepted -end-> ended',
    ]);
  });

  it('never lead out of the end, and always can lead to it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 40 }), (tried) => {
        const passed: ChatState[] = ['queued'];
        for (const move of tried) if (isAllowed(move, passed.at(-1) ?? '')) passed.push(CHAT_MOVES[move].to);
        expect(passed.slice(0, -1)).not.toContain('ended');
        expect(passed.at(-1) === 'ended' || isAllowed('end', passed.at(-1) ?? '')).toBe(true);
      }),
    );
  });

  it('know no state beyond the four', () => {
    for (const move of moves) for (const state of ['', 'constructor', 'toString', 'closed']) expect(isAllowed(move, state)).toBe(false);
  });
});

describe('what a silent customer is due', () => {
  const base: Silence = { acceptedAt: ago(2_000), lastStaffAt: ago(1_000), lastCustomerAt: ago(1_500), waitingSince: null, promptedAt: null };
  const due = (change: Partial<Silence>) => dueForSilence({ ...base, ...change }, NOW, 300, 600);

  it.each<[string, Partial<Silence>, 'none' | 'prompt' | 'end']>([
    ['nothing while the customer waits for us', { waitingSince: ago(1_000) }, 'none'],
    ['nothing before anybody of us has said a word', { lastStaffAt: null }, 'none'],
    ['nothing a second too early', { lastStaffAt: ago(299) }, 'none'],
    ['a prompt after five minutes to the second', { lastStaffAt: ago(300) }, 'prompt'],
    ['nothing more between prompt and end', { lastStaffAt: ago(599), promptedAt: ago(299) }, 'none'],
    ['the end after ten minutes', { lastStaffAt: ago(600), promptedAt: ago(300) }, 'end'],
    ['nothing while one has had less than five minutes to answer a late prompt', { lastStaffAt: ago(3_600), promptedAt: ago(299) }, 'none'],
    ['the end five minutes after a late prompt', { lastStaffAt: ago(3_600), promptedAt: ago(300) }, 'end'],
    ['a prompt first, even when nobody looked for an hour', { lastStaffAt: ago(3_600) }, 'prompt'],
    ['a new prompt after a new word, whatever was prompted before', { lastStaffAt: ago(400), promptedAt: ago(900) }, 'prompt'],
    ['nothing when the customer spoke last a moment ago', { lastStaffAt: ago(900), lastCustomerAt: ago(10) }, 'none'],
    ['nothing right after a new agent accepted an old talk', { acceptedAt: ago(10) }, 'none'],
  ])('is %s', (_, change, expected) => {
    expect(due(change)).toBe(expected);
  });

  it('is never the end without a prompt since the last word', () => {
    const second = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(second, second, fc.option(second), fc.option(second), (accepted, staff, customer, prompted) => {
        const silence = { ...base, acceptedAt: ago(accepted), lastStaffAt: ago(staff), lastCustomerAt: customer === null ? null : ago(customer), promptedAt: prompted === null ? null : ago(prompted) };
        if (dueForSilence(silence, NOW, 300, 600) !== 'end') return;
        const lastWord = Math.min(accepted, staff, customer ?? Infinity);
        expect(prompted).not.toBeNull();
        expect(prompted ?? Infinity).toBeLessThanOrEqual(lastWord);
        expect(lastWord).toBeGreaterThanOrEqual(600);
      }),
    );
  });
});

describe('the waiting estimate', () => {
  const every = (seconds: number, count: number, waited = 7_200) => Array.from({ length: count }, (_, index) => ({ queuedAt: ago(index * seconds + waited), acceptedAt: ago(index * seconds) }));

  it('is the usual gap between acceptances times the place', () => {
    expect(estimateSeconds(1, every(60, 5), 1)).toBe(60);
    expect(estimateSeconds(3, every(60, 5), 1)).toBe(180);
  });

  it('leaves out the time in which nobody waited', () => {
    expect(estimateSeconds(1, every(1_200, 5, 10), 1)).toBe(10);
    expect(estimateSeconds(3, every(1_200, 5, 10), 1)).toBe(30);
  });

  it.each([
    ['nobody is there to accept', 1, every(60, 9), 0],
    ['fewer than five acceptances tell too little', 1, every(60, 4), 2],
    ['it would be hours', 100, every(600, 9), 2],
  ])('is withheld when %s', (_, position, accepted, online) => {
    expect(estimateSeconds(position, accepted, online)).toBeNull();
  });

  it('does not depend on the order of the sample, and grows with the place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 7_200 }), { minLength: 5, maxLength: 50 }), fc.integer({ min: 1, max: 20 }), (seconds, position) => {
        const dates = seconds.map((second) => ({ queuedAt: ago(second + 300), acceptedAt: ago(second) }));
        const eta = estimateSeconds(position, dates, 1);
        expect(estimateSeconds(position, [...dates].reverse(), 1)).toBe(eta);
        const next = estimateSeconds(position + 1, dates, 1);
        if (eta !== null && next !== null) expect(next).toBeGreaterThanOrEqual(eta);
        if (eta !== null) expect(eta).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the median', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[9, 1, 5], 5],
    [[10, 2, 4, 8], 6],
    [[2, 10, 100], 10],
  ])('of %j is %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('opening a closed conversation again', () => {
  it.each([
    ['is possible to the second the time ends', ago(24 * 3_600), true],
    ['is over a second later', ago(24 * 3_600 + 1), false],
    ['needs a closed one', null, false],
  ])('%s', (_, closedAt, expected) => {
    expect(mayReopen(closedAt, NOW, 24)).toBe(expected);
  });
});
