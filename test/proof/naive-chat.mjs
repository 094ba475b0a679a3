// The chat one writes after an hour with Socket.IO: store, relay to the room, acknowledge. No client ids that count, no numbers,
// no catching up after a reconnect. It runs under the same faults as the product, to show what they do to a chat that trusts the wire.
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, connectionTimeoutMillis: 5000 });
pool.on('error', (fault) => console.error(`idle connection: ${fault.message}`));
await pool.query('CREATE TABLE IF NOT EXISTS naive_message (id bigserial PRIMARY KEY, room text NOT NULL, client_id text NOT NULL, body text NOT NULL)');

const http = createServer((_, answer) => answer.end('ready'));
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', (socket) => {
  const guarded = (work) => work().catch((fault) => console.error(fault.message));
  socket.on('join', (room, ack) =>
    guarded(async () => {
      socket.join(room);
      const { rows } = await pool.query('SELECT id::text, client_id AS "clientId", body FROM naive_message WHERE room = $1 ORDER BY naive_message.id', [room]);
      ack(rows);
    }),
  );
  socket.on('chat', ({ room, clientId, body }, ack) =>
    guarded(async () => {
      const { rows } = await pool.query('INSERT INTO naive_message (room, client_id, body) VALUES ($1, $2, $3) RETURNING id::text', [room, clientId, body]);
      socket.to(room).emit('chat', { id: rows[0].id, room, clientId, body });
      ack(rows[0].id);
    }),
  );
});
http.listen(Number(process.env.PORT), '127.0.0.1');
