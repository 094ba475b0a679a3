import { EventEmitter } from 'node:events';
import { endSilentConnections } from './silence.js';

class Engine extends EventEmitter {
  closed = false;
  close() {
    this.closed = true;
    this.emit('close');
  }
}

/** A line of the library, as far as `endSilentConnections` looks at it. */
function aLine() {
  const manager = Object.assign(new EventEmitter(), { engine: new Engine() });
  const line = { connected: false, io: manager };
  return {
    line,
    opens() {
      manager.engine = new Engine();
      manager.emit('open');
      return manager.engine;
    },
  };
}
const watch = (line: ReturnType<typeof aLine>['line']) => endSilentConnections(line);

describe('silent connections', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends a line on which a question and all else stayed unanswered', () => {
    const { line, opens } = aLine();
    const silence = watch(line);
    const engine = opens();
    line.connected = true;
    jest.advanceTimersByTime(1000);
    silence.unanswered(performance.now() - 500);
    expect(engine.closed).toBe(true);
  });

  it('keeps a line that is only slow to answer: something else was heard since', () => {
    const { line, opens } = aLine();
    const silence = watch(line);
    const engine = opens();
    line.connected = true;
    jest.advanceTimersByTime(1000);
    const asked = performance.now();
    jest.advanceTimersByTime(1000);
    engine.emit('packet');
    silence.unanswered(asked);
    expect(engine.closed).toBe(false);
  });

  it('ends a line that opens and is never greeted', () => {
    const { line, opens } = aLine();
    watch(line);
    const engine = opens();
    jest.advanceTimersByTime(8100);
    expect(engine.closed).toBe(true);
  });

  it('ends a line on which even the pings have ceased, and not before', () => {
    const { line, opens } = aLine();
    watch(line);
    const engine = opens();
    line.connected = true;
    jest.advanceTimersByTime(25_000);
    engine.emit('packet');
    jest.advanceTimersByTime(25_000);
    expect(engine.closed).toBe(false);
    jest.advanceTimersByTime(11_000);
    expect(engine.closed).toBe(true);
  });

  it('leaves the next line alone when the timers of the last one would strike', () => {
    const { line, opens } = aLine();
    watch(line);
    opens().close();
    const next = opens();
    line.connected = true;
    jest.advanceTimersByTime(20_000);
    expect(next.closed).toBe(false);
  });
});
