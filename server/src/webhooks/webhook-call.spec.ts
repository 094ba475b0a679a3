import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { readEnv } from '../platform/env.js';
import { WebhookCall } from './webhook-call.js';

const env = (open: boolean) => readEnv({ NODE_ENV: 'test', DATABASE_URL: 'postgres://nobody@localhost/none', SECRET_KEY: 'x'.repeat(32), PRIVATE_WEBHOOKS: open ? 'on' : 'off' }, []);
const trusting = new WebhookCall(env(true));

describe('a webhook to a hostile endpoint', () => {
  const open = new Set<Server>();
  const lines = new Set<Socket>();
  /** A server that does with each connection what it likes. */
  const raw = async (talk: (socket: Socket) => void): Promise<string> => {
    const server = createTcp((socket) => {
      lines.add(socket);
      socket.on('error', () => undefined);
      talk(socket);
    });
    open.add(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  afterEach(async () => {
    for (const line of lines) line.destroy();
    await Promise.all([...open].map((server) => new Promise((resolve) => server.close(resolve))));
    open.clear();
    lines.clear();
  });
  const post = (url: string, withinMs?: number, ending = new AbortController().signal) => trusting.post(url, { 'webhook-id': 'm' }, '{"a":"退"}', ending, withinMs);

  it('that never ends what it says is taken by its status, and cut', async () => {
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = () => void (socket.destroyed || socket.write('退'.repeat(20_000), () => setImmediate(more)));
      more();
    });
    const called = await post(url);
    expect([called.status, called.fault, Buffer.byteLength(called.answer)]).toEqual([200, null, expect.any(Number)]);
    expect(Buffer.byteLength(called.answer)).toBeLessThan(4_200);
  });

  it('that says nothing at all is given up in time', async () => {
    const called = await post(await raw(() => undefined), 60);
    expect(called).toMatchObject({ status: null, fault: 'slow', answer: '' });
  });

  it('that drips its headers is given up in time', async () => {
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x: y\r\n'), 5);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await post(url, 60)).toMatchObject({ status: null, fault: 'slow' });
  });

  it('with a megabyte of header is not listened to', async () => {
    const url = await raw((socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(1_000_000)}\r\n\r\n`));
    expect(await post(url)).toMatchObject({ status: null, fault: 'bad_answer' });
  });

  it('that speaks no HTTP, or hangs up, is not understood', async () => {
    expect((await post(await raw((socket) => void socket.end('SSH-2.0-OpenSSH_9\r\n')))).fault).toBe('bad_answer');
    expect((await post(await raw((socket) => void socket.destroy()))).fault).toBe('unreachable');
  });

  it('that keeps what a database cannot hold is logged without it', async () => {
    const url = await raw((socket) => void socket.end('HTTP/1.1 500 No\r\nconnection: close\r\n\r\nno\u0000\u0000pe'));
    expect(await post(url)).toMatchObject({ status: 500, fault: 'status', answer: 'nope' });
  });

  it('is not followed when it leads elsewhere', async () => {
    const asked: string[] = [];
    const inner: HttpServer = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/inner' }).end();
    });
    open.add(inner);
    await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
    expect(await post(`http://127.0.0.1:${(inner.address() as AddressInfo).port}/hook`)).toMatchObject({ status: 302, fault: 'redirect' });
    expect(asked).toEqual(['/hook']);
  });

  it('is cut short when the process ends, and says so', async () => {
    const ending = new AbortController();
    const called = post(await raw(() => ending.abort()), undefined, ending.signal);
    await expect(called).rejects.toThrow('abort');
  });

  it.each(['https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'https://localhost/', 'https://169.254.169.254/latest', 'http://93.184.216.34/'])('inside is not called: %s', async (url) => {
    const called = await new WebhookCall(env(false)).post(url, {}, '{}', new AbortController().signal);
    expect([called.status, called.fault]).toEqual([null, 'private_address']);
  });
});
