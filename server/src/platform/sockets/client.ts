import type { Socket } from 'socket.io';
import type { ServerEvent, ServerPayload } from '#contracts/sockets.js';
import { type Actor, isStaff, isVisitor, type StaffActor, type VisitorActor } from '../actor.js';
import { rooms } from './rooms.js';

/** What may lie ready for a client that does not take it. A living one takes it within a moment; more is memory lost to it. */
const MOST_EVENTS = 500;
const MOST_CHARACTERS = 4 * 1024 * 1024;
const FEW_EVENTS = 64;

/** One connected socket and who it belongs to. Slices see this, never Socket.IO. */
export class Client<A extends Actor = Actor> {
  /** Conversations whose rights were checked on this socket; dropped when rights may have changed. */
  readonly allowed = new Set<string>();
  /** Conversations this socket looks at. */
  readonly open = new Set<string>();
  private readonly listening = new Set<string>();

  private who: A;

  constructor(readonly socket: Socket, actor: A) {
    this.who = actor;
  }

  get actor(): A {
    return this.who;
  }

  /** The person has another name now: it stands on whatever this socket writes from here on. */
  rename(name: string): void {
    this.who = { ...this.who, name };
  }

  get id(): string {
    return this.socket.id;
  }

  isVisitor(): this is Client<VisitorActor> {
    return isVisitor(this.actor);
  }

  isStaff(): this is Client<StaffActor> {
    return isStaff(this.actor);
  }

  joinConversation(id: string): void {
    this.allowed.add(id);
    this.open.add(id);
    void this.socket.join(rooms.conversation(id));
  }

  /** Hears a conversation without looking at it: the assignee does. */
  listen(id: string): void {
    this.allowed.add(id);
    this.listening.add(id);
    void this.socket.join(rooms.conversation(id));
  }

  /** Whatever it hears of, looked at or not. */
  hears(): ReadonlySet<string> {
    return new Set([...this.open, ...this.listening]);
  }

  leaveConversation(id: string): void {
    this.open.delete(id);
    if (this.listening.has(id)) return;
    this.allowed.delete(id);
    void this.socket.leave(rooms.conversation(id));
  }

  /** The rights to a conversation are gone: nothing more of it reaches this socket. */
  expel(id: string): void {
    this.allowed.delete(id);
    this.listening.delete(id);
    this.leaveConversation(id);
  }

  emit<E extends ServerEvent>(event: E, payload: ServerPayload<E>): void {
    if (!this.dropIfClogged()) this.socket.emit(event, payload);
  }

  /**
   * Ends a connection whose other side does not take what it is sent; Socket.IO itself would keep all of it.
   * Whoever comes back asks for what is missing by number.
   */
  dropIfClogged(): boolean {
    const waiting: readonly { data?: { length: number } }[] = Reflect.get(this.socket.conn, 'writeBuffer');
    if (waiting.length < FEW_EVENTS) return false;
    if (waiting.length < MOST_EVENTS && waiting.reduce((sum, { data }) => sum + (data?.length ?? 0), 0) < MOST_CHARACTERS) return false;
    this.socket.conn.close(true);
    return true;
  }

  disconnect(): void {
    this.socket.disconnect(true);
  }
}
