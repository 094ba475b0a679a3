import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { abort, FaultLink } from './fault-link.js';

/** `up` is from the client to the server. */
export type Direction = 'up' | 'down';

/**
 * What the proxy does to every connection, present and new, while the fault is set.
 * `blackhole` and `one-way` hold the bytes as a partition does (TCP resends them once it heals); nothing is dropped inside a living connection.
 * `freeze` is a forgetful router: the connections of that moment are never heard of again and nobody is told; new ones pass.
 * `refuse` closes the port and ends what is open; `reset` answers with RST; `cut` resets after exactly that many further bytes per connection.
 */
export type Fault =
  | { mode: 'pass' }
  | { mode: 'refuse' }
  | { mode: 'reset' }
  | { mode: 'blackhole' }
  | { mode: 'freeze' }
  | { mode: 'one-way'; dead: Direction }
  | { mode: 'latency'; ms: number; jitterMs?: number }
  | { mode: 'bandwidth'; bytesPerSecond: number }
  | { mode: 'slice'; bytes: number; pauseMs?: number }
  | { mode: 'cut'; afterBytes: number; direction?: Direction };

export interface Address {
  host: string;
  port: number;
}

/** A TCP proxy on loopback whose link can be broken in the ways networks break, at run time. */
export class FaultProxy {
  private readonly links = new Set<FaultLink>();
  private readonly sockets = new Set<Socket>();
  private state: Fault = { mode: 'pass' };
  private server: Server | null = null;
  private changing: Promise<void> = Promise.resolve();
  port = 0;

  private constructor(
    private readonly target: Address | (() => Address),
    readonly random: () => number,
  ) {}

  /** @param target where to, or who says so for each new connection */
  static async start(target: Address | (() => Address), random: () => number = Math.random) {
    const proxy = new FaultProxy(target, random);
    await proxy.listen();
    return proxy;
  }

  get fault() {
    return this.state;
  }

  /** Connections open through the proxy now. */
  get connections() {
    return this.links.size;
  }

  /** Resolves when the fault is in force. */
  set(fault: Fault) {
    this.changing = this.changing.then(() => this.change(fault));
    return this.changing;
  }

  async stop() {
    await this.set({ mode: 'refuse' });
  }

  private async change(fault: Fault) {
    const before = this.state;
    this.state = fault;
    if (fault.mode === 'refuse' && before.mode !== 'refuse') await this.close();
    if (fault.mode !== 'refuse' && before.mode === 'refuse') await this.listen();
    if (fault.mode === 'reset') this.reset();
    if (fault.mode === 'freeze') for (const link of this.links) link.frozen = true;
    for (const link of this.links) link.changed();
  }

  private reset() {
    for (const link of this.links) link.cut();
    for (const socket of this.sockets) abort(socket);
  }

  private listen() {
    // Half-open, because one side may go on talking after the other has finished.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.accept(client));
    this.server = server;
    return new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => {
        this.port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  private close() {
    const { server } = this;
    this.server = null;
    return new Promise<void>((resolve) => {
      if (!server) return resolve();
      server.close(() => resolve());
      this.reset();
    });
  }

  private accept(client: Socket) {
    if (this.state.mode === 'reset') return abort(client);
    this.sockets.add(client);
    const server = connect({ ...(typeof this.target === 'function' ? this.target() : this.target), allowHalfOpen: true });
    this.sockets.add(server);
    for (const socket of [client, server]) socket.once('close', () => this.sockets.delete(socket));
    this.links.add(new FaultLink(client, server, this, (link) => this.links.delete(link)));
    return undefined;
  }
}
