import type { DueConditions, DueTargets } from '#contracts/sla.js';
import type { DueKind, TicketPriority, TicketType } from '#contracts/tickets.js';

export interface PolicyOrder {
  readonly position: number;
  readonly conditions: DueConditions;
}
/** What conditions ask of a ticket. */
export interface Matched {
  readonly teamId: string | null;
  readonly channelId: string;
  readonly type: TicketType;
  readonly tags: readonly string[];
}

/** For every ticket that no other policy is for. */
export const isDefault = ({ teamIds, channelIds, types, tags }: DueConditions): boolean => teamIds.length + channelIds.length + types.length + tags.length === 0;

const anyOf = <T>(wanted: readonly T[], has: (one: T) => boolean): boolean => wanted.length === 0 || wanted.some(has);

/** Every kind of condition must hold, each by any one of what it names. */
export function fits({ teamIds, channelIds, types, tags }: DueConditions, ticket: Matched): boolean {
  return (
    anyOf(teamIds, (id) => id === ticket.teamId) &&
    anyOf(channelIds, (id) => id === ticket.channelId) &&
    anyOf(types, (type) => type === ticket.type) &&
    anyOf(tags, (tag) => ticket.tags.includes(tag))
  );
}

/** As they are asked: the default one last, whatever its place. */
export const inOrder = <T extends PolicyOrder>(policies: readonly T[]): T[] =>
  [...policies].sort((a, b) => Number(isDefault(a.conditions)) - Number(isDefault(b.conditions)) || a.position - b.position);

/** The first that fits. */
export const policyFor = <T extends PolicyOrder>(policies: readonly T[], ticket: Matched): T | null => inOrder(policies).find(({ conditions }) => fits(conditions, ticket)) ?? null;

export const minutesFor = (targets: DueTargets, priority: TicketPriority, kind: DueKind): number | null => targets[priority][kind];
