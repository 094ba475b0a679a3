/** The part of the library's socket that is needed here. */
interface Line {
  readonly connected: boolean;
  readonly io: {
    on(event: 'open', then: () => void): unknown;
    readonly engine: { on(event: 'packet' | 'close', then: () => void): unknown; close(): unknown };
  };
}

/** How long the server's greeting may take once the line is open. */
const GREETING_MS = 8000;
/** The server pings every 25 s. */
const SILENCE_MS = 30_000;
const LOOK_MS = 5000;

/**
 * Ends connections that died without a word, as when a router forgets them or a phone changes its network: the library
 * then reconnects at once. By itself it would find out only when 45 s of pings have failed, and whatever is sent until
 * then goes nowhere.
 */
export function endSilentConnections(line: Line) {
  let heardAt = 0;
  const heard = () => {
    heardAt = performance.now();
  };
  const end = () => line.io.engine.close();
  line.io.on('open', () => {
    const { engine } = line.io;
    heard();
    engine.on('packet', heard);
    const greeting = setTimeout(() => !line.connected && end(), GREETING_MS);
    const look = setInterval(() => performance.now() - heardAt > SILENCE_MS && end(), LOOK_MS);
    engine.on('close', () => {
      clearTimeout(greeting);
      clearInterval(look);
    });
  });
  return {
    /** A question of that moment (`performance.now()`) got no answer in time. If nothing else came either, the line is dead. */
    unanswered(askedAt: number): void {
      if (line.connected && heardAt < askedAt) end();
    },
  };
}
