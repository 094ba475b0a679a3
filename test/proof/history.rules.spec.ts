import fc from 'fast-check';
import { aRun, type Run } from './history.factory.js';
import { GIVEN_UP } from './history.js';
import { check, report } from './history.rules.js';
import { FURTHER_FAULTS, PLANTED_FAULTS } from './planted-faults.js';
import { seededRandom } from './random.js';

const pickWith =
  (random: () => number) =>
  <T>(items: readonly T[]) =>
    items[Math.floor(random() * items.length)];
const run = (seed: number, messages = 60): Run => aRun({ conversations: 3, agents: 2, messages, random: seededRandom(seed) });

describe('history checker', () => {
  it('passes a clean run', () => {
    const { lines, outcome } = run(1);
    const verdict = check(lines, outcome);
    expect(report(verdict)).toMatch(/every invariant holds/);
    expect(verdict.ok).toBe(true);
    expect(verdict.figures.acknowledged).toBeGreaterThan(40);
    expect(verdict.figures.unknownOutcomes).toBeGreaterThan(0);
    expect(verdict.figures.unknownResolved).toBe(verdict.figures.unknownOutcomes);
  });

  it('knows eight faults by name', () => expect(PLANTED_FAULTS).toHaveLength(8));

  it.each([...PLANTED_FAULTS, ...FURTHER_FAULTS])('catches: $name ($expected)', ({ plant, expected }) => {
    const { lines, outcome } = run(2);
    expect(plant({ lines, outcome }, pickWith(seededRandom(3)))).toBe(true);
    const verdict = check(lines, outcome);
    expect(verdict.ok).toBe(false);
    expect(verdict.violations.map((violation) => violation.invariant)).toContain(expected);
    expect(report(verdict)).toContain(`${expected} `);
  });

  it('allows a message without an answer that its page shows as pending', () => {
    const { lines, outcome } = run(4);
    const [view] = outcome.views;
    view?.pending.push('unsent');
    lines.push({ t: 1e6, proc: 'visitor0', node: 'link1', op: 'send', conv: 'c0', stream: 'public', cmid: 'unsent', id: null, seq: null, hash: 'h' });
    expect(check(lines, outcome).ok).toBe(true);
  });

  it('accounts for a sender without an answer who gave up when the right was taken', () => {
    const { lines, outcome } = run(4);
    const line = { proc: 'visitor0/burst b', node: 'link1', conv: 'c0', stream: 'public', cmid: 'b', id: null, seq: null, hash: 'h' } as const;
    const before = check(lines, outcome).figures;
    lines.push({ ...line, t: 1e6, op: 'send' }, { ...line, t: 1e6, op: 'send' }, { ...line, t: 1e6 + 9, op: 'nack', note: GIVEN_UP });
    const { unknownOutcomes, unknownPending } = check(lines, outcome).figures;
    expect([unknownOutcomes - before.unknownOutcomes, unknownPending - before.unknownPending]).toEqual([1, 1]);
  });

  it('stops the clock of its limits while a fault is in force', () => {
    const { lines, outcome } = run(5);
    const t = (lines.at(-1)?.t ?? 0) + 1;
    const line = { proc: 'visitor0', node: 'link1', conv: 'c0', stream: 'public', cmid: 'late', id: null, seq: null, hash: 'h' } as const;
    const unanswered = [...lines, { ...line, op: 'send' as const, t }, { ...line, op: 'nack' as const, t: t + 60_000 }];
    expect(check(unanswered, outcome).violations).toMatchObject([{ invariant: 'I9', cmid: 'late' }]);
    const struck = { ...line, proc: 'nemesis', cmid: null, hash: null };
    const faults = [
      { ...struck, op: 'kill' as const, t: t + 1000 },
      { ...struck, op: 'heal' as const, t: t + 59_000 },
    ];
    const inTime = [...unanswered, ...faults].toSorted((a, b) => a.t - b.t);
    expect(check(inTime, outcome).ok).toBe(true);
  });

  it('notices a page that was never read', () => {
    const { lines, outcome } = run(6);
    outcome.views.shift();
    expect(check(lines, outcome).violations).toMatchObject([{ invariant: 'I1' }]);
  });

  const shape = {
    conversations: fc.integer({ min: 1, max: 4 }),
    agents: fc.integer({ min: 0, max: 3 }),
    messages: fc.integer({ min: 0, max: 60 }),
    seed: fc.integer(),
  };

  it('passes every valid run', () => {
    fc.assert(
      fc.property(fc.record(shape), ({ seed, ...rest }) => {
        const { lines, outcome } = aRun({ ...rest, random: seededRandom(seed) });
        expect(check(lines, outcome).violations).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('catches any single fault planted anywhere in any run', () => {
    let planted = 0;
    fc.assert(
      fc.property(fc.record(shape), fc.constantFrom(...PLANTED_FAULTS, ...FURTHER_FAULTS), fc.integer(), ({ seed, ...rest }, fault, where) => {
        const { lines, outcome } = aRun({ ...rest, random: seededRandom(seed) });
        if (!fault.plant({ lines, outcome }, pickWith(seededRandom(where)))) return;
        planted += 1;
        expect(check(lines, outcome).violations.map((violation) => violation.invariant)).toContain(fault.expected);
      }),
      { numRuns: 300 },
    );
    expect(planted).toBeGreaterThan(100);
  });
});
