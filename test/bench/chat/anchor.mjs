// The least code that relays a message with Socket.IO: what the library itself allows on this machine.
//   (nothing)            a bare relay, nothing is kept
//   --redis=redis://…    the same on several nodes, with Socket.IO's own adapter
//   --pg=postgres://…    bare group commit: what waits is inserted and committed together, then relayed and acknowledged
import http from 'node:http';
import pg from 'pg';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { options } from '../support/options.mjs';

const opt = options({ pg: '', redis: '' });
const save = opt.pg ? await groupCommit(opt.pg) : null;
const server = http.createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
if (opt.redis) io.adapter(createAdapter(new Redis(opt.redis), new Redis(opt.redis)));
io.engine.on('connection', (raw) => { raw.request = null; });
io.on('connection', (socket) => {
  socket.on('join', (room, ack) => { socket.join(room); ack(); });
  socket.on('msg', async (message, ack) => {
    const id = save ? await save(message) : null;
    socket.to(message.room).emit('msg', message);
    ack(id);
  });
});
server.listen(0, '127.0.0.1', 4096, () => process.send({ port: server.address().port }));

async function groupCommit(connectionString) {
  const pool = new pg.Pool({ connectionString, max: 8 });
  await pool.query('CREATE TABLE IF NOT EXISTS bench_message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, room text NOT NULL, body text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())');
  await pool.query('CREATE INDEX IF NOT EXISTS bench_message_room ON bench_message (room, id)');
  await pool.query('TRUNCATE bench_message');
  const waiting = [];
  let running = 0;
  let scheduled = false;
  const schedule = () => {
    if (scheduled || waiting.length === 0 || running >= 2) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      flush();
    });
  };
  const flush = () => {
    const batch = waiting.splice(0, 500);
    running += 1;
    pool.query({
      name: 'insert-many',
      text: 'INSERT INTO bench_message (room, body) SELECT room, body FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t(room, body, n) ORDER BY n RETURNING id',
      values: [batch.map((one) => one.message.room), batch.map((one) => one.message.body)],
    }).then(({ rows }) => {
      batch.forEach((one, at) => one.done(rows[at].id));
      running -= 1;
      schedule();
    });
    schedule();
  };
  return (message) => new Promise((done) => {
    waiting.push({ message, done });
    schedule();
  });
}
