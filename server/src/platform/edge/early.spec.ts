import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { giveUpOnSlowBodies } from './early.js';

describe('a body that does not come', () => {
  let server: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    server = Fastify({ forceCloseConnections: true });
    server.addContentTypeParser('multipart/form-data', (_, __, done) => done(null));
    server.addHook('onRequest', (request, _, done) => {
      giveUpOnSlowBodies(request, 200);
      done();
    });
    server.post('/api/v1/files', () => new Promise(() => undefined));
    server.post('/api/v1/teams', ({ body }) => ({ body }));
    port = Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterAll(() => server.close());

  const begin = (path: string, type: string, part: string, length: number): Socket => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`POST ${path} HTTP/1.1\r\nhost: desk\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n${part}`);
    return socket;
  };
  const ended = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

  it('loses its connection, while a file may take its time', async () => {
    const file = begin('/api/v1/files', 'multipart/form-data; boundary=b', '--b\r\n', 4_000);
    await new Promise<void>((resolve) => file.once('connect', () => resolve()));
    await ended(begin('/api/v1/teams', 'application/json', '{"name":', 40));
    expect(file.closed || file.readableEnded).toBe(false);
    file.destroy();
  });

  it('is not one that is whole', async () => {
    const socket = begin('/api/v1/teams', 'application/json', '{"name":1}', 10);
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(answer).toContain('{"body":{"name":1}}');
    socket.destroy();
  });
});
