import { type Notice, NoticeKind } from '#contracts/followers.js';
import { RoutingReasons } from '#contracts/routing.reasons.js';
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
  readonly because: string | null;
  readonly ruleName: string | null;
  readonly reasons: unknown;
  readonly text: string | null;
  readonly seen: boolean;
}

export const presentNotice = (actor: Actor, { id, kind, createdAt, ticketId, number, subject, state, customer, byId, byName, byPicture, text, seen, ...why }: NoticeRow): Notice => ({
  id,
  kind: NoticeKind.parse(kind),
  ticket: { id: ticketId, number, subject, customer: wordsFor(actor, customer ?? ''), state: TicketState.parse(state) },
  // What was given out by itself names whom it was given to: he did not do it.
  by: byId === null || why.because === 'routing' ? null : { id: byId, name: byName ?? '', pictureUrl: byPicture },
  because: becauseOf(why),
  text: text === null ? null : excerpt(text),
  createdAt: createdAt.toISOString(),
  seen,
});

function becauseOf({ because, ruleName, reasons }: Pick<NoticeRow, 'because' | 'ruleName' | 'reasons'>): Notice['because'] {
  if (because === 'rule') return { code: 'rule', name: ruleName };
  if (because === 'routing') return { code: 'routing', reasons: RoutingReasons.safeParse(reasons).data ?? [] };
  return because === 'callback' ? { code: 'callback' } : null;
}
