import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Me, Sessions } from '#contracts/accounts.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { hashSecret, newId, newSecret } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { MeService } from './me.service.js';
import { SESSION_IDLE_MS, SESSION_LIFE_MS } from './session.rules.js';

/** A session just made: its secret goes into the cookie and is kept nowhere else. */
export interface Opened {
  readonly secret: string;
  readonly me: Me;
}
type Reason = 'signed_out' | 'revoked';

/** Somebody who has proven who he is, before he has a session; he may do nothing yet. */
export const asPerson = (accountId: string): StaffActor => ({ kind: 'agent', id: accountId, name: '', permissions: new Set(), teamIds: [], sessionId: null });

/** Sessions in PostgreSQL: revocable at once, on every device. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly people: MeService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Opens a session for somebody who has proven who he is. */
  async open(tx: Tx, accountId: string, userAgent: string): Promise<Opened> {
    const now = this.clock.now();
    const secret = newSecret('');
    const id = newId();
    await tx.session.create({
      data: {
        id,
        accountId,
        tokenHash: hashSecret(secret),
        userAgent: userAgent.slice(0, 300),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_LIFE_MS),
      },
    });
    const me = await this.people.read(tx, accountId);
    await this.events.record(tx, asPerson(accountId), 'session.opened', id, { accountId, sessionId: id });
    return { secret, me };
  }

  async list(actor: Actor): Promise<z.infer<typeof Sessions>> {
    if (!isStaff(actor)) throw new Problem('session/required');
    const now = this.clock.now();
    const rows = await this.db.prisma.session.findMany({
      where: { accountId: actor.id, expiresAt: { gt: now }, lastSeenAt: { gt: new Date(now.getTime() - SESSION_IDLE_MS) } },
      orderBy: { lastSeenAt: 'desc' },
      take: 100,
    });
    return {
      items: rows.map((row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        userAgent: row.userAgent,
        current: row.id === actor.sessionId,
      })),
    };
  }

  /** Ends one session of the caller: this one by default. */
  async close(tx: Tx, actor: Actor, sessionId = actor.sessionId): Promise<{ ok: true }> {
    if (!isStaff(actor) || !sessionId) throw new Problem('session/required');
    const ended = await this.end(tx, actor, actor.id, 'signed_out', { id: sessionId });
    if (ended === 0 && sessionId !== actor.sessionId) throw new Problem('resource/not_found');
    return { ok: true };
  }

  async closeAll(tx: Tx, actor: Actor): Promise<{ ok: true }> {
    if (!isStaff(actor)) throw new Problem('session/required');
    await this.end(tx, actor, actor.id, 'signed_out', {});
    return { ok: true };
  }

  /** Ends sessions of a person. @returns how many */
  async end(tx: Tx, actor: Actor, accountId: string, reason: Reason, which: { id?: string | { not: string } }): Promise<number> {
    const rows = await tx.session.findMany({ where: { accountId, ...which }, select: { id: true } });
    const sessionIds = rows.map((row) => row.id);
    const { count } = await tx.session.deleteMany({ where: { id: { in: sessionIds } } });
    if (count > 0) await this.events.record(tx, actor, 'session.closed', accountId, { accountId, sessionIds, reason });
    return count;
  }
}
