import type { IncomingMessage } from 'node:http';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Namespace, Server, type Socket } from 'socket.io';
import type { ServerEvent, ServerPayload } from '#contracts/sockets.js';
import type { Actor } from '../actor.js';
import { cookieName, isKnownOrigin } from '../edge/access.guard.js';
import { Authenticators } from '../edge/authenticators.js';
import { cookieOf } from '../edge/request.js';
import type { Env } from '../env.js';
import { Log } from '../log.js';
import { Peers, type Topic } from '../nodes/peers.js';
import { asProblem, Problem, socketError } from '../problem.js';
import { ENV } from '../tokens.js';
import { Client } from './client.js';
import { Crowd } from './crowd.js';
import { Door } from './door.js';
import { Frame } from './frame.js';
import { Bucket } from './rate.js';
import { rooms } from './rooms.js';

export type SocketNamespace = '/visitor' | '/agent';
type Watcher = (client: Client) => void;
interface Pushed {
  readonly namespace: SocketNamespace;
  readonly room: string;
  readonly event: ServerEvent;
  readonly payload: ServerPayload<ServerEvent>;
}
/** An event as Socket.IO's parser gives it: name and arguments; with a number when the client wants an answer. */
interface EventPacket {
  readonly data: readonly [name: unknown, ...args: unknown[]];
  readonly id?: number;
}

/** Socket.IO on the HTTP server: two namespaces, Origin checked before anything is read, rooms named by us only. */
@Injectable()
export class Sockets implements BeforeApplicationShutdown, OnApplicationShutdown {
  private io: Server | null = null;
  private readonly clients = new Map<string, Client>();
  private readonly joined: Watcher[] = [];
  private readonly left: Watcher[] = [];
  private readonly crowd: Crowd;
  private readonly elsewhere: Topic<Pushed>;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly door: Door,
    private readonly authenticators: Authenticators,
    private readonly log: Log,
    @Inject(ENV) private readonly env: Env,
    peers: Peers,
  ) {
    this.crowd = new Crowd(env.CONNECTIONS_PER_ADDRESS, env.TRUSTED_PROXIES);
    this.elsewhere = peers.topic('sockets');
    this.elsewhere.hear(({ namespace, room, event, payload }) => this.push(namespace, room, event, payload));
  }

  /** Called when a client has connected, and when it is gone. */
  onConnect(watcher: Watcher): void {
    this.joined.push(watcher);
  }

  onDisconnect(watcher: Watcher): void {
    this.left.push(watcher);
  }

  open(): void {
    this.door.assertComplete();
    const io = new Server(this.host.httpAdapter.getHttpServer(), {
      transports: ['websocket', 'polling'],
      perMessageDeflate: false,
      httpCompression: false,
      serveClient: false,
      maxHttpBufferSize: 64 * 1024,
      pingInterval: 25_000,
      pingTimeout: 20_000,
      connectTimeout: 10_000,
      allowRequest: (request, answer) => answer(null, this.isAllowed(request)),
    });
    io.engine.on('connection', (raw: { request: IncomingMessage | null; once(event: 'close', done: () => void): void }) => {
      const network = raw.request ? this.crowd.networkOf(raw.request) : null;
      // The first request would otherwise be kept as long as the connection; the handshake reads only this of it.
      const { origin, cookie } = raw.request?.headers ?? {};
      Reflect.set(raw, 'request', { headers: { origin, cookie }, connection: {} });
      if (network === null) return;
      this.crowd.enter(network);
      raw.once('close', () => this.crowd.leave(network));
    });
    // The namespace every server has: without this it would take in anybody, and keep them.
    io.use((_, next) => next(this.handshakeRefusal(new Problem('resource/not_found'))));
    this.serve(io.of('/visitor'), (socket) => this.visitor(socket), this.env.VISITOR_EVENTS_PER_SECOND);
    this.serve(io.of('/agent'), (socket) => this.staff(socket), this.env.AGENT_EVENTS_PER_SECOND);
    this.io = io;
  }

  // `cors` would not restrict websockets at all: this does, for both transports.
  private isAllowed(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    if (origin !== undefined && !isKnownOrigin(this.env, origin)) return false;
    return !this.crowd.isFull(this.crowd.networkOf(request));
  }

  private serve(namespace: Namespace, authenticate: (socket: Socket) => Promise<Actor>, eventsPerSecond: number): void {
    // Whoever leaves during the handshake never connects, and is never heard of again: nothing may hold on to it.
    const entering = new WeakMap<Socket, Client>();
    namespace.use((socket, next) => {
      authenticate(socket).then(
        (actor) => {
          entering.set(socket, new Client(socket, actor));
          next();
        },
        (fault: unknown) => next(this.handshakeRefusal(fault)),
      );
    });
    namespace.on('connection', (socket) => {
      const client = entering.get(socket);
      if (!client) return void socket.disconnect(true);
      this.clients.set(client.id, client);
      const bucket = new Bucket(eventsPerSecond, performance.now());
      // Every packet with an event comes here. Socket.IO would hand it to listeners that nobody has, and write the answer
      // in two pieces; both cost more than the door itself (docs/decisions/0014).
      Reflect.set(socket, 'onevent', ({ data: [name, ...args], id }: EventPacket) => {
        if (id !== undefined) args.push((answer: object) => Frame.ack(namespace.name, id, answer).sendTo(socket));
        this.door.enter(client, bucket, name, args);
      });
      socket.on('disconnect', () => this.forget(client));
      if (client.actor.sessionId) void socket.join(rooms.session(client.actor.sessionId));
      for (const watcher of this.joined) watcher(client);
    });
  }

  private forget(client: Client): void {
    this.clients.delete(client.id);
    for (const watcher of this.left) watcher(client);
  }

  private handshakeRefusal(fault: unknown): Error {
    const problem = asProblem(fault);
    if (problem.code === 'server/fault') this.log.error({ fault }, 'a socket handshake failed');
    return Object.assign(new Error(problem.code), { data: socketError(problem) });
  }

  /** Whether this process has sockets at all. */
  get isOpen(): boolean {
    return this.io !== null;
  }

  private async visitor(socket: Socket): Promise<Actor> {
    const token: unknown = socket.handshake.auth['visitorToken'];
    const actor = typeof token === 'string' ? await this.authenticators.visitors.byToken(token) : null;
    if (!actor) throw new Problem('visitor/token_invalid');
    return actor;
  }

  private async staff(socket: Socket): Promise<Actor> {
    const token: unknown = socket.handshake.auth['token'];
    if (typeof token === 'string') {
      const actor = await this.authenticators.staff.byToken(token);
      if (!actor) throw new Problem('session/required');
      return actor;
    }
    const { headers } = socket.handshake;
    // A cookie is sent by any page's script; only the Origin tells whose.
    if (headers.origin === undefined) throw new Problem('request/origin_refused');
    const secret = cookieOf(headers.cookie, cookieName(this.env));
    const actor = secret ? await this.authenticators.staff.bySession(secret) : null;
    if (!actor) throw new Problem('session/required');
    return actor;
  }

  /** Sends to everybody in a room, whatever node they are connected to. */
  tell<E extends ServerEvent>(namespace: SocketNamespace, room: string, event: E, payload: ServerPayload<E>, exceptSocketId?: string): void {
    this.push(namespace, room, event, payload, exceptSocketId);
    this.elsewhere.tell({ namespace, room, event, payload });
  }

  /** Sends to everybody in a room who is connected here; a hint, so nobody waits for it. */
  push<E extends ServerEvent>(namespace: SocketNamespace, room: string, event: E, payload: ServerPayload<E>, exceptSocketId?: string): void {
    let frame: Frame | undefined;
    for (const id of this.members(namespace, room) ?? []) {
      const client = id === exceptSocketId ? undefined : this.clients.get(id);
      if (!client || client.dropIfClogged()) continue;
      frame ??= Frame.event(namespace, event, payload);
      frame.sendTo(client.socket);
    }
  }

  /** Whether anybody in a room would get what is pushed there. */
  isHeard(namespace: SocketNamespace, room: string, exceptSocketId?: string): boolean {
    const ids = this.members(namespace, room);
    return ids !== undefined && (ids.size > 1 || exceptSocketId === undefined || !ids.has(exceptSocketId));
  }

  private members(namespace: SocketNamespace, room: string): ReadonlySet<string> | undefined {
    return this.io?.of(namespace).adapter.rooms.get(room);
  }

  /** The clients of this process in a room. */
  *inRoom(namespace: SocketNamespace, room: string): Generator<Client> {
    for (const id of this.members(namespace, room) ?? []) {
      const client = this.clients.get(id);
      if (client) yield client;
    }
  }

  all(): Iterable<Client> {
    return this.clients.values();
  }

  /** Ends every socket of a room at once, telling why. */
  revoke(namespace: SocketNamespace, room: string, reason: ServerPayload<'session:revoked'>['reason']): void {
    for (const client of [...this.inRoom(namespace, room)]) {
      client.emit('session:revoked', { reason });
      client.disconnect();
    }
  }

  // The HTTP server waits for its connections to end, and sockets never do by themselves. Only the transports are
  // closed: a farewell of the namespace would tell the clients not to come back.
  beforeApplicationShutdown(): void {
    this.io?.engine.close();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.io?.close();
  }
}
