import type { ChatState } from '#contracts/tickets.js';
import type { Actor, VisitorActor } from '../platform/actor.js';
import { isAllowed, isDone, type TicketMove } from './ticket-state.rules.js';

/** What decides who may do what with a ticket. */
export interface TicketStanding {
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly state: string;
  readonly mergedIntoId: string | null;
  readonly spam: boolean;
  readonly gate?: string | undefined;
  readonly chat: { readonly state: ChatState; readonly agentId: string | null; readonly offeredToId: string | null } | null;
}

/** A conversation belongs to the browser that opened it, and to every browser of the same proven customer. */
export const ownsConversation = (visitor: VisitorActor, ticket: { visitorId: string | null; customerId: string | null }): boolean =>
  ticket.visitorId === visitor.id || (visitor.customerId !== null && ticket.customerId === visitor.customerId);

export const TICKET_VERBS = ['reply', 'note', 'assign', 'solve', 'wait', 'hold', 'resume', 'snooze', 'edit', 'close', 'reopen', 'merge', 'unmerge', 'spam', 'unspam', 'accept', 'decline', 'transfer', 'end', 'takeOver', 'block', 'unblock'] as const;
export type TicketVerb = (typeof TICKET_VERBS)[number];

/** What this person may do now with a ticket that he may read. */
export function abilities(actor: Actor, ticket: TicketStanding, visitor: { blocked: boolean } | null): Record<TicketVerb, boolean> {
  const may = actor.permissions;
  const open = ticket.state !== 'closed';
  const { chat } = ticket;
  const offeredToMe = chat?.state === 'offered' && chat.offeredToId === actor.id;
  const live = chat?.state === 'accepted';
  const pending = chat !== null && chat.state !== 'ended';
  const moves = (move: TicketMove) => isAllowed(move, ticket.state) && may.has('ticket.close');
  const mine = live && chat.agentId === actor.id;
  return {
    reply: open && may.has('ticket.reply'),
    note: open && may.has('ticket.note'),
    assign: open && may.has('ticket.assign'),
    solve: !pending && moves('solve'),
    wait: !pending && moves('wait'),
    hold: !pending && moves('hold'),
    resume: moves('resume'),
    snooze: !isDone(ticket.state) && !pending && may.has('ticket.edit'),
    edit: may.has('ticket.edit'),
    close: open && !pending && may.has('ticket.close'),
    reopen: !open && ticket.mergedIntoId === null && may.has('ticket.close'),
    merge: open && !pending && !ticket.spam && may.has('ticket.edit'),
    spam: !ticket.spam && !live && may.has('ticket.edit'),
    unspam: ticket.spam && may.has('ticket.edit'),
    unmerge: ticket.mergedIntoId !== null && may.has('ticket.edit'),
    accept: may.has('chat.accept') && (chat?.state === 'queued' || offeredToMe),
    decline: offeredToMe,
    transfer: live && may.has('chat.transfer') && (mine || may.has('chat.take_over')),
    end: live && may.has('chat.end') && (mine || may.has('chat.take_over')),
    takeOver: live && !mine && may.has('chat.take_over'),
    block: visitor !== null && !visitor.blocked && may.has('visitor.block'),
    unblock: visitor !== null && visitor.blocked && may.has('visitor.block'),
  };
}
