import { ChatState } from '#contracts/tickets.js';
import { Locale } from '#contracts/common.js';
import { Device, InviteState, type Visit, type VisitPage } from '#contracts/visits.js';
import type { VisitPage as PageRow } from '#prisma/generated/client.js';
import type { z } from 'zod';
import { wordsFor } from '../customers/contact.policy.js';
import type { Actor } from '../platform/actor.js';
import { INVITE_TEXTS } from './invite-texts.js';
import type { LoadedVisit } from './visit.record.js';
import { holdOf, isHere } from './visit.rules.js';

/** Who looks: what depends on him and on the hour. */
export interface Looker {
  readonly mayInvite: boolean;
  readonly permissions: Actor['permissions'];
  readonly online: boolean;
  readonly open: boolean;
}

export const presentPage = ({ path, title, openedAt, seenAt }: PageRow): z.infer<typeof VisitPage> => ({
  path,
  title,
  openedAt: openedAt.toISOString(),
  seconds: Math.max(0, Math.round((seenAt.getTime() - openedAt.getTime()) / 1000)),
});

export function presentVisit(row: LoadedVisit, looker: Looker, now: Date): Visit {
  const here = isHere(row.seenAt, now);
  const chat = chatOf(row);
  const hold = holdOf({ here, chatting: chat !== null, invites: row.invites.map(({ state }) => state), agentOnline: looker.online, open: looker.open });
  const [page] = row.pages;
  const [invite] = row.invites;
  return {
    id: row.id,
    shop: row.channel.store.name,
    visitor: whoIs(row, looker),
    demo: row.demo || (row.visitor?.demo ?? false),
    language: row.language,
    device: Device.parse(row.device),
    referrer: row.referrer,
    nth: row.nth,
    firstSeenAt: row.firstSeenAt.toISOString(),
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    here,
    pageCount: row.pageCount,
    page: page ? presentPage(page) : null,
    chat,
    invite: invite
      ? {
          id: invite.id,
          state: InviteState.parse(invite.state),
          by: invite.account,
          text: invite.text,
          createdAt: invite.createdAt.toISOString(),
          shownAt: invite.shownAt?.toISOString() ?? null,
          openedAt: invite.openedAt?.toISOString() ?? null,
          endedAt: invite.endedAt?.toISOString() ?? null,
          ticketId: invite.ticketId,
        }
      : null,
    suggestion: INVITE_TEXTS[Locale.parse(row.locale)],
    hold,
    can: { invite: looker.mayInvite && hold === null },
  };
}

function whoIs({ visitor, customer }: LoadedVisit, looker: Looker): Visit['visitor'] {
  if (!visitor) return customer && { name: wordsFor(looker, customer.name), verified: true, zone: customer.zone };
  return { name: wordsFor(looker, customer?.name ?? visitor.name), verified: visitor.verified, zone: visitor.zone };
}

function chatOf({ visitor }: LoadedVisit): Visit['chat'] {
  const ticket = visitor?.tickets[0];
  const chat = ticket?.chats[0];
  if (!ticket || !chat) return null;
  return { ticketId: ticket.id, number: ticket.number, state: ChatState.exclude(['ended']).parse(chat.state), agent: chat.agentId === null ? null : (ticket.assignee?.name ?? null) };
}
