import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClosedAddress, OutsideCall, type OutsideOptions } from './outside-call.js';

/** A name server whose answer changes with every question. */
const answering = (...turns: string[][]): NonNullable<OutsideOptions['resolve']> => {
  let turn = 0;
  const resolve = (_: string, __: object, callback: (error: null, found: { address: string; family: number }[]) => void) => {
    const found = turns[Math.min(turn, turns.length - 1)] ?? [];
    turn += 1;
    callback(null, found.map((address) => ({ address, family: 4 })));
  };
  return resolve as NonNullable<OutsideOptions['resolve']>;
};

describe('a call to an address of somebody else’s choosing', () => {
  let server: Server;
  let port: number;
  const callers: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      callers.push(request.headers.host ?? '');
      response.end('inside');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  const call = (options: OutsideOptions, host: string) => new OutsideCall(options).get(new URL(`http://${host}:${port}/`), { signal: AbortSignal.timeout(2_000), headers: {} });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])('is not made to %s', async (host) => {
    await expect(call({}, host)).rejects.toThrow(ClosedAddress);
  });

  it('is not made when a name leads inside, nor when only one of its addresses does', async () => {
    await expect(call({ resolve: answering(['127.0.0.1']) }, 'rebind.example')).rejects.toThrow(ClosedAddress);
    await expect(call({ resolve: answering(['93.184.216.34', '169.254.169.254']) }, 'both.example')).rejects.toThrow(ClosedAddress);
    await expect(call({ resolve: answering([]) }, 'none.example')).rejects.toThrow(ClosedAddress);
    expect(callers).toEqual([]);
  });

  it('goes to the very address that was judged: the name is asked once', async () => {
    const resolve = answering(['127.0.0.1'], ['10.0.0.1']);
    const outside = { resolve, mayCall: (address: string) => address === '127.0.0.1' };
    const response = await call(outside, 'shop.example');
    response.resume();
    expect([response.statusCode, callers]).toEqual([200, [`shop.example:${port}`]]);
    await expect(call(outside, 'shop.example')).rejects.toThrow(ClosedAddress);
  });
});
