import { type Notice, NoticeKind } from '#contracts/followers.js';
import { TicketState } from '#contracts/tickets.js';
import { wordsFor } from '../customers/contact.policy.js';
import type { Actor } from '../platform/actor.js';
import { excerpt } from '../tickets/message.rules.js';

export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: Date;
  readonly ticketId: string;
  readonly number: number;
  readonly subject: string | null;
  readonly state: string;
  readonly customer: string | null;
  readonly byId: string | null;
  readonly byName: string | null;
  readonly byPicture: string | null;
  readonly text: string | null;
  readonly seen: boolean;
}

export const presentNotice = (actor: Actor, { id, kind, createdAt, ticketId, number, subject, state, customer, byId, byName, byPicture, text, seen }: NoticeRow): Notice => ({
  id,
  kind: NoticeKind.parse(kind),
  ticket: { id: ticketId, number, subject, customer: wordsFor(actor, customer ?? ''), state: TicketState.parse(state) },
  by: byId === null ? null : { id: byId, name: byName ?? '', pictureUrl: byPicture },
  text: text === null ? null : excerpt(text),
  createdAt: createdAt.toISOString(),
  seen,
});
