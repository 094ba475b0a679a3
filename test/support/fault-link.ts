import { setTimeout as startTimer, clearTimeout as stopTimer } from 'node:timers';
import type { Socket } from 'node:net';
import type { Direction, Fault } from './fault-proxy.js';

const HIGH_WATER = 1 << 20;
const PROBE_MS = 10_000;

/** What a lane needs from the proxy: the fault in force now, and a source of chance that can be seeded. */
export interface FaultSource {
  fault: Fault;
  random: () => number;
}

/**
 * Ends a socket with RST where that is safe. Node 20 leaks the handle, and then spins, when a socket fails between `resetAndDestroy`
 * and the end of the shutdown it begins with; so whatever is not plainly idle is only closed.
 */
export function abort(socket: Socket) {
  if (socket.connecting || socket.writableEnded || socket.writableLength > 0 || socket.destroyed) socket.destroy();
  else socket.resetAndDestroy();
}

/** One direction of one connection: what comes out of `from` goes into `to`, as the fault in force allows. */
class Lane {
  private waiting: { bytes: Buffer; due: number }[] = [];
  private held = 0;
  private ended = false;
  private timer: ReturnType<typeof startTimer> | null = null;
  private lastDue = 0;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly direction: Direction,
    private readonly faults: FaultSource,
    private readonly spend: (bytes: number) => number,
    private readonly cut: () => void,
    private readonly isFrozen: () => boolean,
  ) {
    from.on('data', (bytes: Buffer) => {
      this.waiting.push({ bytes, due: this.due() });
      this.held += bytes.length;
      if (this.held > HIGH_WATER) from.pause();
      this.pump();
    });
    from.on('end', () => {
      this.ended = true;
      this.pump();
    });
    to.on('drain', () => this.pump());
  }

  stop() {
    if (this.timer) stopTimer(this.timer);
    this.timer = null;
    this.waiting = [];
    this.ended = false;
  }

  /** Later than every chunk before it: TCP keeps order, whatever the jitter. */
  private due() {
    const { fault, random } = this.faults;
    const delay = fault.mode === 'latency' ? Math.max(0, fault.ms + (random() * 2 - 1) * (fault.jitterMs ?? 0)) : 0;
    this.lastDue = Math.max(this.lastDue, performance.now() + delay);
    return this.lastDue;
  }

  private blocked() {
    const { fault } = this.faults;
    return this.isFrozen() || fault.mode === 'blackhole' || (fault.mode === 'one-way' && fault.dead === this.direction);
  }

  /** Forwards what may go now; called again by data, drain, a timer or a change of fault. */
  pump() {
    while (this.timer === null && this.waiting.length > 0 && !this.blocked() && !this.to.writableNeedDrain) {
      const [first] = this.waiting;
      if (!first) return;
      const early = first.due - performance.now();
      if (early > 0) return this.again(early);
      this.forward(first);
      if (this.to.destroyed) return;
    }
    if (this.held <= HIGH_WATER && this.from.isPaused()) this.from.resume();
    if (this.ended && this.waiting.length === 0 && !this.blocked()) this.to.end();
  }

  private forward(first: { bytes: Buffer }) {
    const { fault, random } = this.faults;
    let size = first.bytes.length;
    let pause = 0;
    if (fault.mode === 'slice') {
      size = Math.min(size, 1 + Math.floor(random() * fault.bytes));
      pause = fault.pauseMs ?? 1;
    }
    if (fault.mode === 'bandwidth') {
      size = Math.min(size, Math.max(1, Math.floor(fault.bytesPerSecond / 50)));
      pause = (size / fault.bytesPerSecond) * 1000;
    }
    const allowed = this.spend(size);
    const piece = first.bytes.subarray(0, allowed);
    if (piece.length > 0) this.to.write(piece);
    this.held -= piece.length;
    if (allowed < size) return this.cut();
    first.bytes = first.bytes.subarray(size);
    if (first.bytes.length === 0) this.waiting.shift();
    if (pause > 0) this.again(pause);
  }

  private again(ms: number) {
    this.timer = startTimer(() => {
      this.timer = null;
      this.pump();
    }, Math.ceil(ms));
  }
}

/** One proxied connection. */
export class FaultLink {
  private readonly lanes: Lane[];
  /** Nothing passes for ever, and neither side is told at once when the other goes. */
  frozen = false;
  private left: number | null = null;
  private leftOf: Fault | null = null;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly faults: FaultSource,
    closed: (link: FaultLink) => void,
  ) {
    const spend = (direction: Direction) => (bytes: number) => this.spend(direction, bytes);
    const cut = () => this.cut();
    const isFrozen = () => this.frozen;
    this.lanes = [new Lane(client, server, 'up', faults, spend('up'), cut, isFrozen), new Lane(server, client, 'down', faults, spend('down'), cut, isFrozen)];
    let open = 2;
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.setNoDelay(true);
      // The error itself is the fault we came to make.
      socket.on('error', () => {
        if (!this.frozen) other.destroy();
      });
      // The one who is left finds out as by TCP's own probes: late, but not never.
      socket.on('close', () => {
        if (this.frozen && !other.destroyed) startTimer(() => other.destroy(), PROBE_MS).unref();
      });
      socket.on('close', () => {
        open -= 1;
        if (open === 0) closed(this);
      });
    }
  }

  /** Called when the proxy changes its fault: held bytes may flow now. */
  changed() {
    for (const lane of this.lanes) lane.pump();
  }

  /** Ends both sides at once with RST, as a crashed machine or a hard firewall would. */
  cut() {
    for (const lane of this.lanes) lane.stop();
    abort(this.client);
    abort(this.server);
  }

  /** How many of these bytes may still pass before `cut` strikes; counted per connection since the fault was set. */
  private spend(direction: Direction, bytes: number) {
    const { fault } = this.faults;
    if (fault.mode !== 'cut' || (fault.direction && fault.direction !== direction)) return bytes;
    if (this.leftOf !== fault || this.left === null) {
      this.leftOf = fault;
      this.left = fault.afterBytes;
    }
    const allowed = Math.min(this.left, bytes);
    this.left -= allowed;
    return allowed;
  }
}
