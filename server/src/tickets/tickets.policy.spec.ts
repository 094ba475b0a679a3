import fc from 'fast-check';
import type { Permission } from '#contracts/permissions.js';
import type { StaffActor, VisitorActor } from '../platform/actor.js';
import { abilities, ownsConversation, TICKET_VERBS, type TicketStanding, type TicketVerb } from './tickets.policy.js';

const AGENT: readonly Permission[] = ['ticket.read', 'ticket.reply', 'ticket.note', 'ticket.assign', 'ticket.edit', 'ticket.close', 'chat.accept', 'chat.transfer', 'chat.end', 'visitor.block'];
const agent = (permissions: readonly Permission[] = AGENT): StaffActor => ({ kind: 'agent', id: 'me', name: 'Me', permissions: new Set(permissions), teamIds: ['tea'], sessionId: 's' });
const lead = () => agent([...AGENT, 'chat.take_over']);
const visitor = (id: string, customerId: string | null = null): VisitorActor => ({ kind: 'customer', id, name: '', channelId: 'c', customerId, permissions: new Set(), teamIds: [], sessionId: null });

describe('a conversation', () => {
  it('belongs to its browser and to every browser of the proven customer, and to nobody else', () => {
    expect(ownsConversation(visitor('v1'), { visitorId: 'v1', customerId: null })).toBe(true);
    expect(ownsConversation(visitor('v2', 'c1'), { visitorId: 'v1', customerId: 'c1' })).toBe(true);
    expect(ownsConversation(visitor('v2', 'c2'), { visitorId: 'v1', customerId: 'c1' })).toBe(false);
  });

  it('of nobody proven is not shared by everybody unproven', () => {
    expect(ownsConversation(visitor('v2'), { visitorId: 'v1', customerId: null })).toBe(false);
    expect(ownsConversation(visitor('v2'), { visitorId: null, customerId: null })).toBe(false);
  });
});

describe('what a person may do', () => {
  const ticket = (change: Partial<TicketStanding> = {}): TicketStanding => ({ teamId: 'tea', assigneeId: null, state: 'open', mergedIntoId: null, spam: false, chat: null, ...change });
  const chat = (state: 'queued' | 'offered' | 'accepted' | 'ended', agentId: string | null = null, offeredToId: string | null = null) => ({ state, agentId, offeredToId });
  const verbs = (actor: StaffActor, standing: TicketStanding, blocked: boolean | null = false) => {
    const can = abilities(actor, standing, blocked === null ? null : { blocked });
    return TICKET_VERBS.filter((verb) => can[verb]);
  };
  const ALWAYS: TicketVerb[] = ['reply', 'note', 'assign'];
  const AT_WORK: TicketVerb[] = [...ALWAYS, 'solve', 'wait', 'hold', 'snooze', 'edit', 'close', 'merge', 'spam'];

  it.each<[string, TicketVerb[], TicketVerb[]]>([
    ['a ticket without chat', verbs(agent(), ticket()), [...AT_WORK, 'block']],
    ['a queued chat', verbs(agent(), ticket({ chat: chat('queued') })), [...ALWAYS, 'edit', 'spam', 'accept', 'block']],
    ['a chat offered to oneself', verbs(agent(), ticket({ chat: chat('offered', null, 'me') })), [...ALWAYS, 'edit', 'spam', 'accept', 'decline', 'block']],
    ['a chat offered to another', verbs(agent(), ticket({ chat: chat('offered', null, 'other') })), [...ALWAYS, 'edit', 'spam', 'block']],
    ['one’s own chat', verbs(agent(), ticket({ chat: chat('accepted', 'me') })), [...ALWAYS, 'edit', 'transfer', 'end', 'block']],
    ['another’s chat', verbs(agent(), ticket({ chat: chat('accepted', 'other') })), [...ALWAYS, 'edit', 'block']],
    ['another’s chat, as lead', verbs(lead(), ticket({ chat: chat('accepted', 'other') })), [...ALWAYS, 'edit', 'transfer', 'end', 'takeOver', 'block']],
    ['one’s own chat, as lead', verbs(lead(), ticket({ chat: chat('accepted', 'me') })), [...ALWAYS, 'edit', 'transfer', 'end', 'block']],
    ['an ended chat', verbs(agent(), ticket({ chat: chat('ended', 'me') })), [...AT_WORK, 'block']],
    ['a pending ticket', verbs(agent(), ticket({ state: 'pending' })), [...ALWAYS, 'solve', 'hold', 'resume', 'snooze', 'edit', 'close', 'merge', 'spam', 'block']],
    ['a solved ticket', verbs(agent(), ticket({ state: 'solved' })), [...ALWAYS, 'wait', 'hold', 'resume', 'edit', 'close', 'merge', 'spam', 'block']],
    ['spam', verbs(agent(), ticket({ spam: true })), [...ALWAYS, 'solve', 'wait', 'hold', 'snooze', 'edit', 'close', 'unspam', 'block']],
    ['a merged ticket', verbs(agent(), ticket({ state: 'closed', mergedIntoId: 'other' })), ['edit', 'unmerge', 'spam', 'block']],
    ['a closed ticket', verbs(agent(), ticket({ state: 'closed' })), ['edit', 'reopen', 'spam', 'block']],
    ['a blocked visitor', verbs(agent(), ticket(), true), [...AT_WORK, 'unblock']],
    ['a ticket without visitor', verbs(agent(), ticket(), null), AT_WORK],
  ])('with %s', (_, allowed, expected) => {
    expect(allowed).toEqual(expected);
  });

  it('is nothing without permissions, whatever the ticket', () => {
    const standing = fc.record({
      teamId: fc.constantFrom('tea', null),
      assigneeId: fc.constantFrom('me', 'other', null),
      state: fc.constantFrom('new', 'open', 'pending', 'on_hold', 'solved', 'closed'),
      mergedIntoId: fc.constantFrom('other', null),
      spam: fc.boolean(),
      chat: fc.option(fc.record({ state: fc.constantFrom('queued', 'offered', 'accepted', 'ended'), agentId: fc.constantFrom('me', 'other', null), offeredToId: fc.constantFrom('other', null) } as const)),
    });
    fc.assert(fc.property(standing, fc.option(fc.boolean()), (one, blocked) => expect(verbs(agent([]), one, blocked)).toEqual([])));
  });
});
