import type { Permission } from '#contracts/permissions.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';

type Reader = Pick<Actor, 'id' | 'permissions' | 'teamIds'>;
interface Place {
  readonly teamId: string | null;
  readonly assigneeId: string | null;
}

/**
 * Which tickets a person of the staff may read: own ones, those of own teams, and those that no team has yet; all with
 * `ticket.read_all`; none without either permission. The one place that says so, in the tongues it is asked in.
 */
export function inReach({ id, permissions, teamIds }: Reader, { teamId, assigneeId }: Place): boolean {
  if (permissions.has('ticket.read_all')) return true;
  if (!permissions.has('ticket.read')) return false;
  return (assigneeId !== null && assigneeId === id) || teamId === null || teamIds.includes(teamId);
}

/** The same for Prisma. */
export function reachWhere({ id, permissions, teamIds }: Reader): Prisma.TicketWhereInput {
  if (permissions.has('ticket.read_all')) return {};
  if (!permissions.has('ticket.read')) return { id: { in: [] } };
  return { OR: [...(id === null ? [] : [{ assigneeId: id }]), { teamId: null }, { teamId: { in: [...teamIds] } }] };
}

/** The same in SQL, over the parameters $1 to $3 of `reachValues` and the alias of "Ticket". */
export const reachSql = (ticket: string): string =>
  `($3::boolean OR ($3::boolean IS NOT NULL AND (${ticket}."assigneeId" = $1::uuid OR ${ticket}."teamId" IS NULL OR ${ticket}."teamId" = ANY($2::uuid[]))))`;

/** Me, my teams, and whether I see all: true, false, or null for nothing at all. */
export const reachValues = ({ id, permissions, teamIds }: Reader): [string | null, readonly string[], boolean | null] => [
  id,
  teamIds,
  permissions.has('ticket.read_all') ? true : permissions.has('ticket.read') ? false : null,
];

/** The same in SQL of a person whom a column names, by the rights of this moment: whoever is gone reads nothing. */
export const readerSql = (account: string, ticket: string): string =>
  `EXISTS (SELECT 1 FROM "Account" ra WHERE ra."id" = ${account} AND ra."deactivatedAt" IS NULL AND ra."passwordHash" IS NOT NULL AND (${mayOf('ticket.read_all')}
     OR ${mayOf('ticket.read')} AND (${ticket}."assigneeId" = ra."id" OR ${ticket}."teamId" IS NULL OR EXISTS (SELECT 1 FROM "TeamMember" rt WHERE rt."accountId" = ra."id" AND rt."teamId" = ${ticket}."teamId"))))`;

const mayOf = (permission: Permission): string => `EXISTS (SELECT 1 FROM "AccountRole" rr JOIN "Role" ro ON ro."id" = rr."roleId" WHERE rr."accountId" = ra."id" AND '${permission}' = ANY(ro."permissions"))`;
