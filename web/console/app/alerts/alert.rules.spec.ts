import { createMemory, isWithin, lateOnes, REST_MS } from './alert.rules.js';

describe('quiet hours', () => {
  it.each([
    ['23:00', '22:00', '08:00', true], ['07:59', '22:00', '08:00', true], ['08:00', '22:00', '08:00', false], ['21:59', '22:00', '08:00', false], ['22:00', '22:00', '08:00', true],
    ['12:30', '12:00', '13:00', true], ['13:00', '12:00', '13:00', false], ['11:59', '12:00', '13:00', false], ['00:00', '00:00', '00:00', true],
  ])('at %s, from %s to %s: %s', (now, from, to, quiet) => {
    expect(isWithin(now, from, to)).toBe(quiet);
  });
});

describe('what has rung', () => {
  it('does not ring again, here or elsewhere', () => {
    const memory = createMemory();
    expect(memory.isDue('message', 'm1', 0)).toBe(true);
    memory.note('message', 'm1', 0);
    expect([memory.isDue('message', 'm1', 60_000), memory.isDue('message', 'm2', 60_000)]).toEqual([false, true]);
  });
  it('rests before the next of its kind, and lets the others through', () => {
    const memory = createMemory();
    memory.note('message', 'm1', 1000);
    expect([memory.isDue('message', 'm2', 1000 + REST_MS - 1), memory.isDue('offer', 'o1', 1001), memory.isDue('message', 'm2', 1000 + REST_MS)]).toEqual([false, true, true]);
  });
  it('is forgotten, oldest first, before it fills the memory', () => {
    const memory = createMemory(3);
    for (const key of ['a', 'b', 'c', 'd']) memory.note('late', key, 0);
    expect(['a', 'b', 'd'].map((key) => memory.isDue('late', key, 60_000))).toEqual([true, false, false]);
  });
});

describe('who waits too long', () => {
  const now = Date.parse('2026-11-22T10:00:00.000Z');
  const since = (seconds: number) => new Date(now - seconds * 1000).toISOString();
  it('is named with the wait it is about; the next one has its time', () => {
    const rows = [{ id: 'a', waitingSince: since(200) }, { id: 'b', waitingSince: since(170) }, { id: 'c', waitingSince: null }, { id: 'd', waitingSince: since(20) }];
    expect(lateOnes(rows, 180, now)).toEqual({ late: [{ id: 'a', key: `a ${since(200)}` }], nextAt: now + 10_000 });
    expect(lateOnes([], 180, now)).toEqual({ late: [], nextAt: null });
  });
});
