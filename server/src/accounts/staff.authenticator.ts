import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Permission } from '#contracts/permissions.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Authenticators, type StaffAuthenticator } from '../platform/edge/authenticators.js';
import { hashSecret } from '../platform/ids.js';
import { isTokenSecret, SESSION_IDLE_MS, TOUCH_MS } from './session.rules.js';

interface Found {
  id: string;
  accountId: string;
  name: string;
  seenAt: Date | null;
  permissions: string[];
  teamIds: string[];
  scopes: string[] | null;
}

const PERSON = `a."id" AS "accountId", a."name",
  ARRAY(SELECT DISTINCT p FROM "AccountRole" ar JOIN "Role" r ON r."id" = ar."roleId", unnest(r."permissions") p WHERE ar."accountId" = a."id") AS "permissions",
  ARRAY(SELECT "teamId"::text FROM "TeamMember" WHERE "accountId" = a."id" ORDER BY 1) AS "teamIds"`;
const SESSION = `SELECT s."id", s."lastSeenAt" AS "seenAt", NULL AS "scopes", ${PERSON}
  FROM "Session" s JOIN "Account" a ON a."id" = s."accountId"
  WHERE s."expiresAt" > $2 AND s."lastSeenAt" > $3 AND a."deactivatedAt" IS NULL`;
const TOKEN = `SELECT t."id", t."lastUsedAt" AS "seenAt", t."scopes", ${PERSON}
  FROM "ApiToken" t JOIN "Account" a ON a."id" = t."accountId"
  WHERE t."revokedAt" IS NULL AND a."deactivatedAt" IS NULL`;
const PERSON_ALONE = `SELECT a."id", NULL AS "seenAt", NULL AS "scopes", ${PERSON} FROM "Account" a WHERE a."id" = $1 AND a."deactivatedAt" IS NULL`;

/** Recognises the staff: sessions of people, tokens of machines. One statement each, on every request. */
@Injectable()
export class StaffDoorkeeper implements StaffAuthenticator, OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly authenticators: Authenticators,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.authenticators.registerStaff(this);
  }

  async bySession(secret: string): Promise<StaffActor | null> {
    const { now, idleSince } = this.times();
    const { rows } = await this.db.pool.query<Found>({
      name: 'staff-by-session',
      text: `${SESSION} AND s."tokenHash" = $1`,
      values: [hashSecret(secret), now, idleSince],
    });
    const [found] = rows;
    if (!found) return null;
    if (this.isDue(found)) await this.db.pool.query('UPDATE "Session" SET "lastSeenAt" = $2 WHERE "id" = $1', [found.id, now]);
    return actorOf(found);
  }

  /** A token acts as its owner, with no more than its scopes and no more than the owner may today. */
  async byToken(secret: string): Promise<StaffActor | null> {
    if (!isTokenSecret(secret)) return null;
    const { rows } = await this.db.pool.query<Found>({ name: 'staff-by-token', text: `${TOKEN} AND t."tokenHash" = $1`, values: [hashSecret(secret)] });
    const [found] = rows;
    if (!found) return null;
    if (this.isDue(found)) await this.db.pool.query('UPDATE "ApiToken" SET "lastUsedAt" = $2 WHERE "id" = $1', [found.id, this.clock.now()]);
    return actorOf(found);
  }

  /** The same sessions and tokens as they are now; those that have ended are missing. */
  async again(ids: readonly string[]): Promise<Map<string, StaffActor>> {
    const { now, idleSince } = this.times();
    const [sessions, tokens] = await Promise.all([
      this.db.pool.query<Found>({ name: 'staff-sessions-again', text: `${SESSION} AND s."id" = ANY($1::uuid[])`, values: [ids, now, idleSince] }),
      this.db.pool.query<Found>({ name: 'staff-tokens-again', text: `${TOKEN} AND t."id" = ANY($1::uuid[])`, values: [ids] }),
    ]);
    return new Map([...sessions.rows, ...tokens.rows].map((found) => [found.id, actorOf(found)]));
  }

  /** A person by himself, with the rights of this moment; null when deactivated. For what goes on after the request that asked for it. */
  async byAccount(accountId: string): Promise<StaffActor | null> {
    const { rows } = await this.db.pool.query<Found>({ name: 'staff-by-account', text: PERSON_ALONE, values: [accountId] });
    const [found] = rows;
    return found ? { ...actorOf(found), sessionId: null } : null;
  }

  private times() {
    const now = this.clock.now();
    return { now, idleSince: new Date(now.getTime() - SESSION_IDLE_MS) };
  }

  // Writing "last seen" on every request would make each read a write.
  private isDue({ seenAt }: Found): boolean {
    return seenAt === null || this.clock.now().getTime() - seenAt.getTime() > TOUCH_MS;
  }
}

function actorOf(found: Found): StaffActor {
  const scopes = found.scopes ? new Set(found.scopes) : null;
  // A permission that a later version removed may still stand in a role; it grants nothing.
  const known = found.permissions.flatMap((name) => Permission.safeParse(name).data ?? []);
  return {
    kind: 'agent',
    id: found.accountId,
    name: found.name,
    permissions: new Set(known.filter((name) => !scopes || scopes.has(name))),
    teamIds: found.teamIds,
    sessionId: found.id,
  };
}
