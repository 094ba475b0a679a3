import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { FaultProxy } from '../support/fault-proxy.js';
import { hashOf, type FinalRow, type FinalView, History, type HistoryLine, type Outcome, type Right } from './history.js';
import { freePort, ServerProcess } from './server-process.js';
import { someText, type Participant, type World, type WorldSize } from './world.js';

interface NaiveMessage {
  id: string;
  room: string;
  clientId: string;
  body: string;
}

/** A page of the naive chat: history when it is opened, what arrives at the end, retries by the library. */
class NaiveClient implements Participant {
  private socket: Socket;
  private shown: string[] = [];
  private readonly pending = new Map<string, string>();
  private count = 0;

  constructor(
    readonly proc: string,
    private readonly node: string,
    private readonly url: string,
    private readonly rooms: readonly string[],
    private readonly history: History,
  ) {
    for (const room of rooms) this.log({ op: 'join', conv: room });
    this.socket = this.connect();
  }

  backlog() {
    return this.pending.size;
  }

  write(random: () => number) {
    const room = this.rooms[Math.floor(random() * this.rooms.length)] ?? '';
    const clientId = randomUUID();
    const body = someText(this.proc, (this.count += 1), random);
    this.pending.set(clientId, room);
    this.log({ op: 'send', conv: room, cmid: clientId, hash: hashOf(body) });
    this.socket.emit('chat', { room, clientId, body }, (fault: Error | null, id?: string) => {
      if (!this.pending.delete(clientId)) return;
      if (fault || id === undefined) return this.log({ op: 'nack', conv: room, cmid: clientId });
      this.log({ op: 'ack', conv: room, cmid: clientId, id });
      this.show({ id, room, clientId, body });
    });
  }

  stumble() {
    this.disconnect();
    this.log({ op: 'reload' });
    this.shown = [];
    this.pending.clear();
    this.socket = this.connect();
  }

  disconnect() {
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  views(): FinalView[] {
    const { proc } = this;
    return this.rooms.map((conv) => ({
      proc,
      conv,
      stream: 'public',
      shown: this.shown.filter((key) => key.startsWith(`${conv} `)).map((key) => key.slice(conv.length + 1)),
      pending: [...this.pending].flatMap(([clientId, room]) => (room === conv ? [clientId] : [])),
    }));
  }

  private connect() {
    const socket = io(this.url, {
      transports: ['websocket'],
      forceNew: true,
      retries: 20,
      ackTimeout: 3000,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1500,
      timeout: 4000,
    });
    let opened = false;
    socket.on('connect', () => {
      for (const room of this.rooms) {
        socket.emit('join', room, (fault: Error | null, rows?: Omit<NaiveMessage, 'room'>[]) => {
          if (fault || opened) return;
          for (const row of rows ?? []) this.show({ ...row, room });
          opened = room === this.rooms.at(-1);
        });
      }
    });
    socket.on('chat', (message: NaiveMessage) => {
      this.log({ op: 'recv', conv: message.room, id: message.id, hash: hashOf(message.body) });
      this.show(message);
    });
    return socket;
  }

  private show({ id, room, body }: NaiveMessage) {
    this.shown.push(`${room} ${id}`);
    this.log({ op: 'display', conv: room, id, hash: hashOf(body) });
  }

  private log(line: Partial<HistoryLine> & Pick<HistoryLine, 'op'>) {
    this.history.add({ node: this.node, stream: 'public', ...line, proc: this.proc });
  }
}

/** The naive chat with as many visitors and agents as the product's world has. */
export async function naiveWorld(databaseUrl: string, folder: string, { conversations }: WorldSize, random: () => number): Promise<World> {
  const history = new History(join(folder, 'naive.history.jsonl'));
  const { hostname, port: databasePort } = new URL(databaseUrl);
  const databaseLink = await FaultProxy.start({ host: hostname, port: Number(databasePort) }, random);
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${databaseLink.port}`;
  const port = await freePort();
  const server = new ServerProcess({
    args: [join(process.cwd(), 'test/proof/naive-chat.mjs')],
    port,
    log: join(folder, 'naive.server.log'),
    env: { PORT: String(port), DATABASE_URL: through.href },
  });
  await server.start();
  const links = await Promise.all([1, 2, 3].map(() => FaultProxy.start({ host: '127.0.0.1', port }, random)));
  const rooms = Array.from({ length: conversations }, (_, at) => `room${at + 1}`);
  const client = (proc: string, at: number, joined: readonly string[]) => {
    const link = links[at % links.length];
    return new NaiveClient(proc, `link${(at % links.length) + 1}`, `http://127.0.0.1:${link?.port ?? port}`, joined, history);
  };
  const clients = [
    ...rooms.map((room, at) => client(`visitor${at + 1}`, at, [room])),
    ...['agent', 'lead', 'manager'].map((name, at) => client(name, at, rooms)),
  ];
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  const readRows = async (): Promise<FinalRow[]> => {
    const { rows } = await pool.query<NaiveMessage & { seq: string }>(
      'SELECT id::text, room, client_id AS "clientId", body, row_number() OVER (PARTITION BY room ORDER BY id) AS seq FROM naive_message ORDER BY naive_message.id',
    );
    return rows.map(({ id, room, clientId, body, seq }) => ({ conv: room, stream: 'public', seq: Number(seq), id, cmid: clientId, hash: hashOf(body) }));
  };
  return {
    name: 'naive',
    history,
    servers: [server],
    rebalance: () => Promise.resolve(),
    misfortunes: [],
    links,
    databaseLink,
    participants: clients,
    hasFailpoints: false,
    unrest: () => Promise.resolve(clients.flatMap((one) => (one.backlog() > 0 ? [`${one.proc}: ${one.backlog()} unanswered`] : []))),
    midway: () => Promise.resolve(),
    async outcome(): Promise<Outcome> {
      const views = clients.flatMap((one) => one.views());
      const rights = views.map(({ proc, conv, stream }): Right => ({ proc, conv, stream, from: 0, until: null }));
      return { rows: await readRows(), views, rights };
    },
    async stop() {
      for (const one of clients) one.disconnect();
      await pool.end();
      await server.stop();
      await Promise.all([...links, databaseLink].map((link) => link.stop()));
      await history.close();
    },
  };
}
