import { Account, Availability, type Colleagues } from '#contracts/accounts.js';
import type { z } from 'zod';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { accountCan } from './accounts.policy.js';
import { connectedSince } from './connected.rules.js';

export const ACCOUNT_PARTS = {
  roles: { select: { role: true } },
  memberships: { select: { team: { select: { id: true, name: true } } } },
  leases: { select: { seenAt: true } },
} as const satisfies Prisma.AccountInclude;
export type AccountRow = Prisma.AccountGetPayload<{ include: typeof ACCOUNT_PARTS }>;

export const isConnected = (row: Pick<AccountRow, 'leases'>, now: Date): boolean =>
  row.leases.some((lease) => lease.seenAt > connectedSince(now));

export const permissionsOf = (row: Pick<AccountRow, 'roles'>): string[] => row.roles.flatMap(({ role }) => role.permissions);

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);

/** @param load how many chats the person has accepted and not ended */
export function presentAccount(row: AccountRow, actor: Actor, load: number, now: Date): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    pictureUrl: row.pictureUrl,
    availability: Availability.parse(row.availability),
    capacity: row.capacity,
    load,
    connected: isConnected(row, now),
    roles: row.roles.map(({ role }) => ({ id: role.id, name: role.name, builtIn: role.builtIn })).sort(byName),
    teams: row.memberships.map(({ team }) => team).sort(byName),
    invited: row.passwordHash === null,
    deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
    version: row.version,
    can: accountCan(actor, { id: row.id, permissions: permissionsOf(row) }),
  };
}

export function presentColleague(row: AccountRow, load: number, now: Date): z.infer<typeof Colleagues>['items'][number] {
  return {
    id: row.id,
    name: row.name,
    pictureUrl: row.pictureUrl,
    availability: Availability.parse(row.availability),
    connected: isConnected(row, now),
    free: Math.max(0, row.capacity - load),
    teamIds: row.memberships.map(({ team }) => team.id),
    replies: permissionsOf(row).includes('ticket.reply'),
  };
}
