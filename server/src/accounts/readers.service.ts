import { Injectable } from '@nestjs/common';
import type { PersonRef } from '#contracts/common.js';
import { Permission } from '#contracts/permissions.js';
import type { Prisma } from '#prisma/generated/client.js';
import { inReach } from './reach.policy.js';

/** Where a ticket stands, as far as that says who may read it. */
export interface ReadPlace {
  readonly teamId: string | null;
  readonly assigneeId: string | null;
}

/** Colleagues who may read a ticket by the rights of this moment. */
@Injectable()
export class ReadersService {
  /** @param among only these; all of the staff without it. By name. */
  async of(db: Pick<Prisma.TransactionClient, 'account'>, place: ReadPlace, among?: readonly string[]): Promise<PersonRef[]> {
    const people = await db.account.findMany({
      where: { deactivatedAt: null, passwordHash: { not: null }, ...(among ? { id: { in: [...among] } } : {}) },
      select: { id: true, name: true, pictureUrl: true, memberships: { select: { teamId: true } }, roles: { select: { role: { select: { permissions: true } } } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return people
      .filter(({ id, memberships, roles }) => {
        const permissions = new Set(roles.flatMap(({ role }) => role.permissions.flatMap((name) => Permission.safeParse(name).data ?? [])));
        return inReach({ id, permissions, teamIds: memberships.map(({ teamId }) => teamId) }, place);
      })
      .map(({ id, name, pictureUrl }) => ({ id, name, pictureUrl }));
  }
}
