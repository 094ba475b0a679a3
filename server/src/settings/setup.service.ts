import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Setup, SetupSteps, type SetupStep } from '#contracts/settings.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';

const KEY = 'setup';

/** The first hour of an admin: which steps are done. What the steps set is saved by itself, each at once. */
@Injectable()
export class SetupService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async read(tx: Pick<Tx, 'setting'> = this.db.prisma): Promise<z.infer<typeof Setup>> {
    const row = await tx.setting.findUnique({ where: { key: KEY } });
    return { done: SetupSteps.parse(row?.value ?? {}) };
  }

  /** Says that a step is done, or that it is open again. The same again changes nothing. */
  async mark(tx: Tx, actor: Actor, step: SetupStep, done: boolean): Promise<z.infer<typeof Setup>> {
    // Two admins may walk through it at once.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${KEY}, 0))`;
    const { done: before } = await this.read(tx);
    if ((before[step] !== undefined) === done) return { done: before };
    const { [step]: _, ...others } = before;
    const next = done ? { ...others, [step]: this.clock.now().toISOString() } : others;
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: next, updatedBy: actor.id }, update: { value: next, updatedAt: this.clock.now(), updatedBy: actor.id } });
    await this.events.record(tx, actor, 'setup.step_marked', newId(), { step, done });
    return { done: next };
  }
}
