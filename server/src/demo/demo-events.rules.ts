import type { TicketState } from '#contracts/tickets.js';
import { EVENTS, type EventName, type EventPayload } from '../events.js';
import { idAt } from './demo-world.js';

interface Told {
  readonly id: string;
  readonly channelId: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly visitorId: string;
  readonly state: string;
  readonly subject: string | null;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly snoozedUntil: Date | null;
  readonly createdAt: Date;
}
interface Moments {
  readonly acceptedAt: Date | null;
  /** When it came to stand where it stands, or was put to sleep. */
  readonly movedAt: Date | null;
}

/** What the trail of events would hold of a ticket, had its talk gone through the product. Told to nobody: it is over. */
export function eventsOf(ticket: Told, { acceptedAt, movedAt }: Moments) {
  const { id: ticketId, teamId, assigneeId, visitorId } = ticket;
  const at = { ticketId, teamId, assigneeId };
  const event = <N extends EventName>(name: N, when: Date, byAgent: boolean, payload: EventPayload<N>) => ({
    id: idAt(when), name, subject: ticketId, actorKind: byAgent ? 'agent' : 'customer', actorId: byAgent ? assigneeId : visitorId,
    payload: JSON.parse(JSON.stringify(EVENTS[name].parse(payload))), createdAt: when, relayedAt: when,
  });
  const moved = (from: TicketState, to: TicketState, when: Date) => event('ticket.state_changed', when, true, { ...at, from, to });
  const fields = [...(ticket.subject === null ? [] : (['subject'] as const)), ...(ticket.priority === 'normal' ? [] : (['priority'] as const)), ...(ticket.tags.length === 0 ? [] : (['tags'] as const))];
  const priority = PRIORITIES.find((one) => one === ticket.priority) ?? 'normal';
  const stands = STANDS.find((one) => one === ticket.state);
  return [
    event('ticket.opened', ticket.createdAt, false, { ...at, assigneeId: null, channelId: ticket.channelId }),
    ...(acceptedAt
      ? [
          event('ticket.assigned', acceptedAt, true, { ...at, previousId: null }),
          moved('new', 'open', acceptedAt),
          ...(fields.length > 0
            ? [event('ticket.facts_changed', new Date(acceptedAt.getTime() + 1_000), true, { ...at, fields, version: 2, priority: priority === 'normal' ? null : { from: 'normal', to: priority }, type: null })]
            : []),
        ]
      : []),
    ...(acceptedAt && movedAt && stands ? [moved('open', stands, movedAt)] : []),
    ...(movedAt && ticket.snoozedUntil ? [event('ticket.snoozed', movedAt, true, { ...at, untilMs: ticket.snoozedUntil.getTime(), holds: false })] : []),
  ];
}

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
const STANDS = ['pending', 'on_hold', 'solved', 'closed'] as const;
