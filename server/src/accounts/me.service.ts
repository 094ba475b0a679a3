import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Availability, type Me } from '#contracts/accounts.js';
import { Locale } from '#contracts/common.js';
import { Permission } from '#contracts/permissions.js';
import { Clock } from '../platform/clock.js';
import type { Actor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Problem } from '../platform/problem.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';

const Preferences = z.record(z.string(), z.unknown());

/** What the console knows of the person in front of it. */
@Injectable()
export class MeService {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The caller; a token shows only what its scopes leave of its owner's permissions. */
  async of(actor: Actor): Promise<Me> {
    if (!actor.id) throw new Problem('session/required');
    const me = await this.read(this.db.prisma, actor.id);
    return { ...me, permissions: me.permissions.filter((name) => actor.permissions.has(name)) };
  }

  async read(db: Pick<Tx, 'account'>, accountId: string): Promise<Me> {
    const account = await db.account.findUniqueOrThrow({
      where: { id: accountId },
      include: { roles: { select: { role: { select: { permissions: true } } } }, memberships: { select: { team: { select: { id: true, name: true } } } } },
    });
    const settings = await this.settings.current();
    const granted = new Set(account.roles.flatMap(({ role }) => role.permissions));
    return {
      account: {
        id: account.id,
        email: account.email,
        name: account.name,
        pictureUrl: account.pictureUrl,
        locale: Locale.nullable().parse(account.locale),
        availability: Availability.parse(account.availability),
        capacity: account.capacity,
        preferences: Preferences.parse(account.preferences),
      },
      permissions: Permission.options.filter((name) => granted.has(name)),
      teams: account.memberships.map(({ team }) => team).sort((a, b) => a.name.localeCompare(b.name)),
      settings: {
        organisation: settings.organisation,
        waitingAmberSeconds: settings.waitingAmberSeconds,
        waitingRedSeconds: settings.waitingRedSeconds,
        demo: this.env.demo,
        translates: this.env.TRANSLATE_URL !== undefined,
        files: { groups: settings.files.groups, megabytes: settings.files.megabytes },
      },
      serverTime: this.clock.now().toISOString(),
    };
  }
}
