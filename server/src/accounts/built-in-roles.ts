import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Permission, permissionNames } from '#contracts/permissions.js';
import { Database } from '../platform/db.js';
import { newId } from '../platform/ids.js';

const AGENT = [
  'ticket.read',
  'ticket.reply',
  'ticket.note',
  'ticket.assign',
  'ticket.edit',
  'ticket.close',
  'chat.accept',
  'chat.transfer',
  'chat.end',
  'visit.read',
  'visit.invite',
  'customer.contact',
  'visitor.block',
  'profile.read',
  'account.read',
] as const satisfies readonly Permission[];
/** Reads and advises; talks to no customer, and is given no work. */
const LIGHT = ['ticket.read', 'ticket.note', 'profile.read', 'account.read'] as const satisfies readonly Permission[];
const LEAD = [...AGENT, 'ticket.export', 'canned_reply.share', 'macro.share', 'view.share', 'chat.watch', 'chat.take_over', 'rating.read', 'field.read_hidden'] as const satisfies readonly Permission[];
const MANAGER = [...LEAD, 'canned_reply.manage', 'macro.manage', 'view.manage', 'ticket.read_all', 'team.manage', 'calendar.manage', 'due_policy.manage', 'rule.manage', 'routing.manage', 'audit.read', 'field.manage'] as const satisfies readonly Permission[];

/** The roles every installation has. What they may do is decided here and nowhere else. */
export const BUILT_IN_ROLES = {
  light: { name: 'Light agent', permissions: LIGHT },
  agent: { name: 'Agent', permissions: AGENT },
  lead: { name: 'Lead', permissions: LEAD },
  manager: { name: 'Manager', permissions: MANAGER },
  admin: { name: 'Admin', permissions: permissionNames },
} as const satisfies Record<string, { name: string; permissions: readonly Permission[] }>;
export type BuiltInRole = keyof typeof BUILT_IN_ROLES;

/** Brings the built-in roles up to this version at every start, so that a new permission needs no migration. */
@Injectable()
export class BuiltInRoles implements OnModuleInit {
  constructor(private readonly db: Database) {}

  async onModuleInit(): Promise<void> {
    for (const [key, { name, permissions }] of Object.entries(BUILT_IN_ROLES)) {
      await this.db.pool.query(
        `INSERT INTO "Role" ("id", "name", "builtIn", "permissions") VALUES ($1, $2, $3, $4)
         ON CONFLICT ("builtIn") DO UPDATE SET "permissions" = EXCLUDED."permissions" WHERE "Role"."permissions" <> EXCLUDED."permissions"`,
        [newId(), name, key, permissions],
      );
    }
  }
}
