import { begin, step, type Visit } from './demo-visitor.rules.js';

const SCRIPT = { by: 'anna', page: ['/', 'Shop'], opening: [[4, 'A'], [10, 'B']], replies: ['C', 'D'] } as const;
const T0 = Date.parse('2026-03-10T12:00:00.000Z');
const at = (seconds: number) => new Date(T0 + seconds * 1000);
const fresh = () => begin({ id: 'v', script: 0, visitorId: 'x' }, SCRIPT, at(0));

/** Plays the visit second by second, with the agent's words at these seconds. */
function play(agentAt: readonly number[], seconds: number, goneAt = Infinity): [number, string][] {
  const log: [number, string][] = [];
  let visit: Visit = fresh();
  for (let second = 0; second <= seconds; second += 1) {
    const answered = agentAt.filter((moment) => moment <= second).length * 10;
    const next = step(visit, SCRIPT, at(second), answered, second >= goneAt);
    if (next.do === 'nothing') continue;
    log.push([second, next.do === 'say' ? next.text : next.do]);
    visit = next.next;
  }
  return log;
}

describe('a demo visitor', () => {
  it('writes within twenty seconds and waits for an answer', () => {
    expect(play([], 300)).toEqual([[4, 'A'], [14, 'B']]);
  });

  it('answers each turn of the agent once, after a moment of typing, and then leaves', () => {
    expect(play([30, 60, 90], 300)).toEqual([
      [4, 'A'], [14, 'B'],
      [30, 'type'], [36, 'C'],
      [60, 'type'], [66, 'D'], [67, 'leave'],
    ]);
  });

  it('finishes what it has to say before it hears an early answer', () => {
    expect(play([6], 60)).toEqual([[4, 'A'], [14, 'B'], [15, 'type'], [21, 'C']]);
  });

  it('takes two quick messages of the agent as one turn', () => {
    expect(play([30, 33], 120)).toEqual([[4, 'A'], [14, 'B'], [30, 'type'], [36, 'C']]);
  });

  it('says no more once the chat has ended', () => {
    expect(play([30], 120, 32)).toEqual([[4, 'A'], [14, 'B'], [30, 'type'], [32, 'leave']]);
  });
});
