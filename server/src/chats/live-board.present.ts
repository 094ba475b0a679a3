import type { Availability } from '#contracts/accounts.js';
import type { LiveBoard } from '#contracts/chats.js';
import type { ChatState } from '#contracts/tickets.js';
import { wordsFor } from '../customers/contact.policy.js';
import type { Actor } from '../platform/actor.js';
import type { BoardChat } from './board-chat.record.js';

interface BoardAgent {
  readonly id: string;
  readonly name: string;
  readonly pictureUrl: string | null;
  readonly availability: string;
  readonly capacity: number;
  readonly leases: readonly { seenAt: Date }[];
  readonly memberships: readonly { teamId: string }[];
}
interface BoardFacts {
  readonly teams: readonly { id: string; name: string }[];
  readonly chats: readonly BoardChat[];
  readonly agents: readonly BoardAgent[];
  readonly connectedSince: Date;
  readonly endedToday: number;
  readonly firstReplies: number;
  readonly medianFirstReplySeconds: number | null;
}

const STATES: readonly ChatState[] = ['queued', 'offered', 'accepted', 'ended'];
const AVAILABILITIES: readonly Availability[] = ['online', 'busy', 'away', 'offline'];
const waits = (chat: BoardChat) => chat.state === 'queued' || chat.state === 'offered';

export function presentBoard(actor: Actor, facts: BoardFacts): LiveBoard {
  const waiting = facts.chats.filter(waits);
  const agents = facts.agents.map((agent) => presentAgent(agent, facts));
  return {
    waiting: waiting.length,
    active: facts.chats.length - waiting.length,
    longestWaitSince: since(waiting),
    endedToday: facts.endedToday,
    medianFirstReplySeconds: facts.medianFirstReplySeconds === null ? null : Math.round(facts.medianFirstReplySeconds),
    firstReplies: facts.firstReplies,
    queues: facts.teams.map((team) => {
      const ofTeam = waiting.filter((chat) => chat.teamId === team.id);
      const there = agents.filter((agent) => agent.connected && agent.availability === 'online' && agent.teamIds.includes(team.id));
      return { team, waiting: ofTeam.length, longestWaitSince: since(ofTeam), agentsOnline: there.length, freeSlots: there.reduce((sum, agent) => sum + Math.max(0, agent.capacity - agent.load), 0) };
    }),
    agents: agents.map(({ teamIds: _, ...agent }) => agent),
    chats: facts.chats.map((chat) => ({
      id: chat.id,
      ticketId: chat.ticketId,
      ticketNumber: chat.ticket.number,
      customerName: wordsFor(actor, chat.ticket.customer?.name ?? chat.ticket.visitor?.name ?? ''),
      state: STATES.find((state) => state === chat.state) ?? 'queued',
      agent: personOf(facts.agents, chat.agentId),
      team: chat.ticket.team,
      queuedAt: chat.queuedAt.toISOString(),
      acceptedAt: chat.acceptedAt?.toISOString() ?? null,
      waitingSince: chat.ticket.timeline?.waitingSince?.toISOString() ?? null,
      preview: chat.ticket.timeline?.preview ?? '',
      can: { watch: actor.permissions.has('chat.watch'), takeOver: chat.state === 'accepted' && chat.agentId !== actor.id && actor.permissions.has('chat.take_over') },
    })),
  };
}

const since = (chats: readonly BoardChat[]): string | null => chats[0]?.queuedAt.toISOString() ?? null;

function presentAgent(agent: BoardAgent, { chats, connectedSince }: BoardFacts) {
  const mine = chats.filter((chat) => chat.agentId === agent.id && chat.state === 'accepted');
  return {
    id: agent.id,
    name: agent.name,
    pictureUrl: agent.pictureUrl,
    availability: AVAILABILITIES.find((state) => state === agent.availability) ?? ('offline' as const),
    connected: agent.leases.some((lease) => lease.seenAt >= connectedSince),
    capacity: agent.capacity,
    load: mine.length,
    waitingForAgent: mine.filter((chat) => chat.ticket.timeline?.waitingSince).length,
    teamIds: agent.memberships.map((membership) => membership.teamId),
  };
}

function personOf(agents: readonly BoardAgent[], id: string | null) {
  const agent = agents.find((candidate) => candidate.id === id);
  return agent ? { id: agent.id, name: agent.name, pictureUrl: agent.pictureUrl } : null;
}
