import { Injectable } from '@nestjs/common';
import { type Ack, CLIENT_EVENTS, type ClientAcks, type ClientEvent, type ClientPayload } from '#contracts/sockets.js';
import type { StaffActor, VisitorActor } from '../actor.js';
import { Log } from '../log.js';
import { asProblem, Problem, socketError } from '../problem.js';
import { Bucket } from './rate.js';
import type { Client } from './client.js';

type Answer<E extends ClientEvent> = ClientAcks[E] | Promise<ClientAcks[E]>;
export interface SocketHandlers<E extends ClientEvent> {
  visitor(client: Client<VisitorActor>, payload: ClientPayload<E>): Answer<E>;
  agent(client: Client<StaffActor>, payload: ClientPayload<E>): Answer<E>;
}

const isClientEvent = (name: unknown): name is ClientEvent => typeof name === 'string' && Object.hasOwn(CLIENT_EVENTS, name);

/**
 * The one door of the gateway. Nest's pipes and guards do not reach sockets, so every event passes here: known
 * name, rate, contract, permission, and only then its handler. Whatever goes wrong is an error acknowledgement;
 * nothing a client sends can end the process or tell it how we are built.
 */
@Injectable()
export class Door {
  private readonly handlers = new Map<ClientEvent, (client: Client, payload: never) => unknown>();

  constructor(private readonly log: Log) {}

  /** Registers what an event does; twice for one event is a fault of ours. */
  on<E extends ClientEvent>(event: E, handlers: SocketHandlers<E>): void {
    if (this.handlers.has(event)) throw new Error(`two handlers for the socket event ${event}`);
    this.handlers.set(event, (client: Client, payload: ClientPayload<E>) =>
      client.isVisitor() ? handlers.visitor(client, payload) : client.isStaff() ? handlers.agent(client, payload) : refuse(),
    );
  }

  /** Boot fails when an event of the contract has no handler. */
  assertComplete(): void {
    const missing = Object.keys(CLIENT_EVENTS).filter((event) => isClientEvent(event) && !this.handlers.has(event));
    if (missing.length > 0) throw new Error(`socket events without a handler: ${missing.join(', ')}`);
  }

  /** Takes one packet: the event's name, its arguments, and last the acknowledgement function, if the client gave one. */
  enter(client: Client, bucket: Bucket, name: unknown, args: readonly unknown[]): void {
    const last = args.at(-1);
    const ack = typeof last === 'function' ? (answer: unknown) => void last(answer) : () => undefined;
    if (client.dropIfClogged()) return;
    try {
      const wait = bucket.take(performance.now());
      if (wait > 0) {
        if (bucket.flooded) client.disconnect();
        throw new Problem('request/too_many', undefined, { retryAfterMs: wait });
      }
      if (!isClientEvent(name)) throw new Problem('event/unknown');
      const answer = this.handle(client, name, typeof last === 'function' ? args.slice(0, -1) : args);
      if (answer instanceof Promise) answer.then((value: object) => ack({ ok: true, ...value }), (fault: unknown) => ack(this.refusal(fault, name)));
      else ack({ ok: true, ...answer });
    } catch (fault) {
      ack(this.refusal(fault, name));
    }
  }

  private handle(client: Client, name: ClientEvent, args: readonly unknown[]): object | Promise<object> {
    const { schema, permission } = CLIENT_EVENTS[name];
    const parsed = args.length === 1 ? schema.safeParse(args[0]) : null;
    if (!parsed?.success) throw new Problem('request/invalid');
    if (client.isStaff() && !client.actor.permissions.has(permission)) throw new Problem('permission/missing');
    const handler = this.handlers.get(name);
    if (!handler) throw new Problem('event/unknown');
    const answer = handler(client, parsed.data as never);
    return typeof answer === 'object' && answer !== null ? answer : {};
  }

  private refusal(fault: unknown, event: unknown): Extract<Ack<ClientEvent>, { ok: false }> {
    const problem = asProblem(fault);
    if (problem.code === 'server/fault') this.log.error({ fault, event: isClientEvent(event) ? event : 'unknown' }, 'a socket event failed');
    return { ok: false, error: socketError(problem) };
  }
}

function refuse(): never {
  throw new Problem('session/required');
}
