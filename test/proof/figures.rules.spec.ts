import { ackTimes, recoveryTimes, spread } from './figures.rules.js';
import type { HistoryLine } from './history.js';

const line = (t: number, op: HistoryLine['op'], over: Partial<HistoryLine> = {}): HistoryLine => ({
  t,
  op,
  proc: 'visitor1',
  node: 'link1',
  conv: 'c1',
  stream: 'public',
  cmid: null,
  id: null,
  seq: null,
  hash: null,
  ...over,
});

describe('figures of a run', () => {
  it('takes percentiles by nearest rank', () => {
    expect(spread([])).toEqual({ count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
    expect(spread(Array.from({ length: 100 }, (_, at) => 100 - at))).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
  });

  it('measures an acknowledgement from the first sending, and knows which ones no fault touched', () => {
    const lines = [
      line(0, 'send', { cmid: 'a' }),
      line(5, 'ack', { cmid: 'a' }),
      line(10, 'send', { cmid: 'b' }),
      line(20, 'kill', { node: 'server' }),
      line(30, 'heal', { node: 'server' }),
      line(31, 'send', { cmid: 'b' }),
      line(40, 'ack', { cmid: 'b' }),
      line(41, 'ack', { cmid: 'b' }),
      line(50, 'kill', { node: 'link1' }),
      line(51, 'send', { cmid: 'c' }),
      line(52, 'ack', { cmid: 'c' }),
      line(60, 'heal', { node: 'link1' }),
      line(61, 'send', { cmid: 'd' }),
      line(64, 'ack', { cmid: 'd' }),
    ];
    expect(ackTimes(lines)).toEqual({ all: [5, 30, 1, 3], calm: [5, 3] });
  });

  it('calls a fault over when the last page has been served again', () => {
    const lines = [
      line(0, 'join'),
      line(0, 'join', { proc: 'agent' }),
      line(0, 'join', { proc: 'gone' }),
      line(1, 'revoke', { proc: 'gone' }),
      line(10, 'kill', { node: 'link2' }),
      line(20, 'heal', { node: 'link2' }),
      line(22, 'ack', { cmid: 'a' }),
      line(35, 'recv', { proc: 'agent' }),
    ];
    expect([...recoveryTimes(lines)]).toEqual([['link', [15]]]);
  });

  it('says nothing about a recovery that another fault broke off, or that began while one was in force', () => {
    const lines = [
      line(0, 'join'),
      line(10, 'kill', { node: 'server' }),
      line(12, 'kill', { node: 'link1' }),
      line(20, 'heal', { node: 'server' }),
      line(21, 'ack', { cmid: 'a' }),
      line(30, 'heal', { node: 'link1' }),
      line(40, 'kill', { node: 'database' }),
      line(50, 'heal', { node: 'database' }),
      line(58, 'ack', { cmid: 'b' }),
    ];
    expect([...recoveryTimes(lines)]).toEqual([['database', [8]]]);
  });
});
