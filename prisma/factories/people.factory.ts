import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Permission } from '#contracts/permissions.js';
import type { Account, Prisma, Role, Team } from '#prisma/generated/client.js';
import { BUILT_IN_ROLES, type BuiltInRole } from '../../server/src/accounts/built-in-roles.js';
import { newId } from '../../server/src/platform/ids.js';
import { next } from './sequence.js';

type Db = Prisma.TransactionClient;

interface AccountParts extends Partial<Omit<Prisma.AccountUncheckedCreateInput, 'passwordHash' | 'roles' | 'memberships'>> {
  role?: BuiltInRole;
  /** Instead of a built-in role: one that has exactly these. */
  permissions?: readonly Permission[];
  teamIds?: readonly string[];
  /** Random and unknown unless given; null for somebody who has not accepted his invitation. */
  password?: string | null;
}

/** The least that argon2 takes: factories need accounts that can sign in, not ones that resist attack. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/** A person of the staff; an agent unless told otherwise. */
export async function anAccount(db: Db, { role, permissions, teamIds = [], password, ...fields }: AccountParts = {}): Promise<Account> {
  const id = fields.id ?? newId();
  const held = permissions ? await aRole(db, { permissions: [...permissions] }) : await builtInRole(db, role ?? 'agent');
  return db.account.create({
    data: {
      email: `person-${next()}@staff.example`,
      name: `Person ${next()}`,
      availability: 'online',
      ...fields,
      id,
      passwordHash: password === null ? null : await hash(password ?? randomBytes(24), CHEAP),
      roles: { create: [{ roleId: held.id }] },
      memberships: { create: teamIds.map((teamId) => ({ teamId })) },
    },
  });
}

export function aTeam(db: Db, fields: Partial<Prisma.TeamUncheckedCreateInput> = {}): Promise<Team> {
  return db.team.create({ data: { id: newId(), name: `Team ${next()}`, ...fields } });
}

export function aRole(db: Db, fields: Partial<Prisma.RoleUncheckedCreateInput> = {}): Promise<Role> {
  return db.role.create({ data: { id: newId(), name: `Role ${next()}`, permissions: [], ...fields } });
}

function builtInRole(db: Db, key: BuiltInRole): Promise<Role> {
  const { name, permissions } = BUILT_IN_ROLES[key];
  return db.role.upsert({ where: { builtIn: key }, create: { id: newId(), name, builtIn: key, permissions: [...permissions] }, update: {} });
}
