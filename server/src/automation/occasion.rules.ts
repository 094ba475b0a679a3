import type { EventTrigger } from '#contracts/automation.fields.js';
import type { EventName, EventPayload } from '../events.js';
import type { Known } from './condition.rules.js';

/** What happened, as rules ask for it, and what only the event itself can tell. */
export interface Telling {
  readonly trigger: EventTrigger;
  readonly told: Known;
}
const one = (trigger: EventTrigger, told: Known = {}): Telling[] => [{ trigger, told }];
const held = (id: string | null): readonly string[] => (id === null ? [] : [id]);
/** Of five stars. */
export const BAD_SCORE = 2;

type Told<N extends EventName> = (payload: EventPayload<N>) => Telling[];
/** Events that rules may wait for; a change of facts may be several things at once. */
export const TELLINGS = {
  'ticket.opened': () => one('opened'),
  // A merge and its undo are no move of somebody's.
  'ticket.state_changed': ({ from, merge }) => (merge ? [] : one('state_changed', { state_before: [from] })),
  'ticket.assigned': ({ previousId, assigneeId }) => (previousId === assigneeId ? [] : one('assignee_changed', { assignee_before: held(previousId) })),
  'ticket.facts_changed': ({ priority, type, fields }) => [
    ...(priority ? one('priority_changed', { priority_before: [priority.from] }) : []),
    ...(type ? one('type_changed', { type_before: [type.from] }) : []),
    ...(fields.includes('tags') ? one('tags_changed') : []),
  ],
  'rating.given': ({ score }) => (score <= BAD_SCORE ? one('rated_badly') : []),
  'rating.changed': ({ score }) => (score <= BAD_SCORE ? one('rated_badly') : []),
  'due.warned': ({ kind }) => one('due_warned', { due: [kind] }),
  'due.breached': ({ kind }) => one('due_breached', { due: [kind] }),
} as const satisfies { [N in EventName]?: Told<N> };

/** The events behind a trigger; words have no event of their own. */
export const EVENTS_BEHIND: Readonly<Record<EventTrigger, readonly (keyof typeof TELLINGS)[]>> = {
  opened: ['ticket.opened'],
  customer_wrote: [],
  staff_answered: [],
  state_changed: ['ticket.state_changed'],
  assignee_changed: ['ticket.assigned'],
  priority_changed: ['ticket.facts_changed'],
  type_changed: ['ticket.facts_changed'],
  tags_changed: ['ticket.facts_changed'],
  rated_badly: ['rating.given', 'rating.changed'],
  due_warned: ['due.warned'],
  due_breached: ['due.breached'],
};
