import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import type { MessageSend, MessageSent } from '#contracts/messages.js';
import type { Ack, ClientEvent, ClientPayload } from '#contracts/sockets.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import type { Channel, Chat, Team } from '#prisma/generated/client.js';
import type { TestApp } from './app.js';
import { as, type VisitorClient } from './as.js';
import { settle } from './settle.js';
import { say } from './sockets.js';

/** A team and the widget whose customers it attends. */
export interface Desk {
  readonly team: Team;
  readonly channel: Channel;
}

export async function aDesk(app: TestApp): Promise<Desk> {
  const team = await aTeam(app.db);
  return { team, channel: await aChannel(app.db, { teamId: team.id }) };
}

/** One event whose acknowledgement must be good. */
export async function done<E extends ClientEvent>(socket: Socket, event: E, payload: ClientPayload<E>): Promise<Extract<Ack<E>, { ok: true }>> {
  const ack = await say(socket, event, payload);
  if (!ack.ok) throw new Error(`${event} was refused: ${JSON.stringify(ack.error)}`);
  return ack;
}

/** One event whose acknowledgement must be a refusal; gives its code. */
export async function refused<E extends ClientEvent>(socket: Socket, event: E, payload: ClientPayload<E>): Promise<string> {
  const ack = await say(socket, event, payload);
  if (ack.ok) throw new Error(`${event} was not refused: ${JSON.stringify(ack)}`);
  return ack.error.code;
}

export const aMessage = (fields: Partial<MessageSend> = {}): MessageSend => ({ clientMessageId: randomUUID(), kind: 'text', text: 'The kettle leaks', ...fields });

/** Sends one message and gives what the acknowledgement says. */
export const speak = (socket: Socket, conversationId: string | undefined, text = 'The kettle leaks', fields: Partial<MessageSend> = {}): Promise<MessageSent> =>
  done(socket, 'message:send', aMessage({ text, ...(conversationId === undefined ? {} : { conversationId }), ...fields }));

export interface Talk {
  readonly visitor: VisitorClient;
  readonly socket: Socket;
  readonly ticketId: string;
  /** The chat as it was when the talk had just begun. */
  readonly chat: Chat;
}

/** A visitor of the desk who has written a first message and waits in the queue. */
export async function aTalk(app: TestApp, { channel }: Pick<Desk, 'channel'>, text = 'The kettle leaks'): Promise<Talk> {
  const visitor = await as.visitor(app, { channelId: channel.id });
  const socket = await visitor.socket();
  const { conversationId } = await speak(socket, undefined, text);
  await settle(app);
  await done(socket, 'conversation:open', { conversationId });
  return { visitor, socket, ticketId: conversationId, chat: await chatOf(app, conversationId) };
}

/** The latest chat of a ticket, as it is now. */
export const chatOf = (app: TestApp, ticketId: string): Promise<Chat> => app.db.chat.findFirstOrThrow({ where: { ticketId }, orderBy: { id: 'desc' } });

/** The whole timeline as staff sees it. */
export async function timelineOf(app: TestApp, ticketId: string) {
  return app.db.message.findMany({ where: { ticketId }, orderBy: { staffSeq: 'asc' } });
}

/** The codes of a ticket's system lines, in order. */
export async function linesOf(app: TestApp, ticketId: string): Promise<unknown[]> {
  const rows = await app.db.message.findMany({ where: { ticketId, kind: 'system' }, orderBy: { staffSeq: 'asc' }, select: { system: true } });
  return rows.map(({ system }) => (typeof system === 'object' && system !== null ? Reflect.get(system, 'code') : null));
}
