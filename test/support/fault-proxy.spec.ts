import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { FaultProxy } from './fault-proxy.js';

/** An echo server, a proxy before it, and clients that remember what they got and how they ended. */
describe('fault proxy', () => {
  let echo: Server;
  let proxy: FaultProxy;
  const open = new Set<Socket>();
  let served = 0;

  beforeEach(async () => {
    served = 0;
    echo = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes: Buffer) => {
        served += bytes.length;
        socket.write(bytes);
      });
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    proxy = await FaultProxy.start({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
  });

  afterEach(async () => {
    for (const socket of open) socket.destroy();
    open.clear();
    await proxy.stop();
    await new Promise<void>((resolve) => echo.close(() => resolve()));
  });

  interface Client {
    socket: Socket;
    got: () => Buffer;
    /** Waits until that many bytes have come back. */
    has: (bytes: number) => Promise<void>;
    ended: Promise<string>;
  }

  async function client(): Promise<Client> {
    const socket = connect({ host: '127.0.0.1', port: proxy.port, noDelay: true });
    open.add(socket);
    const parts: Buffer[] = [];
    let error = 'closed';
    socket.on('data', (bytes: Buffer) => parts.push(bytes));
    socket.on('error', (fault: NodeJS.ErrnoException) => (error = fault.code ?? fault.message));
    const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(error)));
    const got = () => Buffer.concat(parts);
    const has = async (bytes: number) => {
      while (got().length < bytes) await once(socket, 'data');
    };
    await once(socket, 'connect').catch(() => undefined);
    return { socket, got, has, ended };
  }

  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, (_, at) => at % 251));
  /** Resolves after another connection has made a round trip: what could have passed on a working link has passed. */
  const roundTrip = async () => {
    const direct = connect({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
    open.add(direct);
    direct.write('x');
    await once(direct, 'data');
    direct.destroy();
  };

  it('passes bytes both ways unchanged, also a lot of them', async () => {
    const { socket, has, got } = await client();
    const sent = bytes(5_000_000);
    socket.write(sent);
    await has(sent.length);
    expect(got().equals(sent)).toBe(true);
  });

  it('refuses new connections, ends the old ones, and comes back on the same port', async () => {
    const before = await client();
    const { port } = proxy;
    await proxy.set({ mode: 'refuse' });
    await before.ended;
    expect(await (await client()).ended).toBe('ECONNREFUSED');
    await proxy.set({ mode: 'pass' });
    expect(proxy.port).toBe(port);
    const after = await client();
    after.socket.write('again');
    await after.has(5);
  });

  it('resets what is open and what comes', async () => {
    const before = await client();
    before.socket.write('a');
    await before.has(1);
    await proxy.set({ mode: 'reset' });
    expect(await before.ended).toBe('ECONNRESET');
    expect(await (await client()).ended).toBe('ECONNRESET');
    expect(proxy.connections).toBe(0);
  });

  it('holds everything in a black hole without closing, and lets it flow after it heals', async () => {
    const { socket, has, got } = await client();
    socket.write('a');
    await has(1);
    await proxy.set({ mode: 'blackhole' });
    const heard = served;
    socket.write('bc');
    await roundTrip();
    expect(served).toBe(heard + 1);
    expect(got().toString()).toBe('a');
    expect(socket.destroyed).toBe(false);
    await proxy.set({ mode: 'pass' });
    await has(3);
    expect(got().toString()).toBe('abc');
  });

  it('freezes the connections of the moment for good and lets new ones pass', async () => {
    const frozen = await client();
    frozen.socket.write('a');
    await frozen.has(1);
    await proxy.set({ mode: 'freeze' });
    frozen.socket.write('b');
    const fresh = await client();
    fresh.socket.write('new');
    await fresh.has(3);
    await proxy.set({ mode: 'pass' });
    fresh.socket.write('er');
    await fresh.has(5);
    expect(frozen.got().toString()).toBe('a');
    expect(frozen.socket.destroyed).toBe(false);
  });

  it('kills one direction only: the server hears, the client does not', async () => {
    await proxy.set({ mode: 'one-way', dead: 'down' });
    const { socket, has, got } = await client();
    socket.write('abc');
    while (served < 3) await roundTrip();
    expect(got().length).toBe(0);
    await proxy.set({ mode: 'pass' });
    await has(3);
  });

  it('kills the other direction: the server does not hear', async () => {
    await proxy.set({ mode: 'one-way', dead: 'up' });
    const { socket, has } = await client();
    socket.write('abc');
    await roundTrip();
    expect(served).toBe(1);
    await proxy.set({ mode: 'pass' });
    await has(3);
  });

  it('delays by the latency, both ways, and keeps order under jitter', async () => {
    await proxy.set({ mode: 'latency', ms: 40, jitterMs: 20 });
    const { socket, has, got } = await client();
    const began = performance.now();
    const sent = bytes(200);
    for (const byte of sent) socket.write(Buffer.from([byte]));
    await has(sent.length);
    expect(performance.now() - began).toBeGreaterThanOrEqual(39);
    expect(got().equals(sent)).toBe(true);
  });

  it('keeps to the bandwidth', async () => {
    await proxy.set({ mode: 'bandwidth', bytesPerSecond: 100_000 });
    const { socket, has } = await client();
    const began = performance.now();
    socket.write(bytes(20_000));
    await has(20_000);
    expect(performance.now() - began).toBeGreaterThan(150);
  });

  it('slices into small pieces without changing a byte', async () => {
    await proxy.set({ mode: 'slice', bytes: 7 });
    const { socket, has, got } = await client();
    let pieces = 0;
    socket.on('data', () => (pieces += 1));
    const sent = bytes(500);
    socket.write(sent);
    await has(sent.length);
    expect(got().equals(sent)).toBe(true);
    expect(pieces).toBeGreaterThan(5);
  });

  it('lets that many bytes of the direction asked for pass, then cuts', async () => {
    await proxy.set({ mode: 'cut', afterBytes: 1000, direction: 'up' });
    const first = await client();
    first.socket.write(bytes(600));
    await first.has(600);
    first.socket.write(bytes(600));
    expect(await first.ended).toBe('ECONNRESET');
    expect(served).toBeLessThanOrEqual(1000);
    await proxy.set({ mode: 'cut', afterBytes: 1000, direction: 'down' });
    const second = await client();
    second.socket.write(bytes(600));
    await second.has(600);
    second.socket.write(bytes(600));
    await second.ended;
    expect(second.got().length).toBeLessThanOrEqual(1000);
  });
});
