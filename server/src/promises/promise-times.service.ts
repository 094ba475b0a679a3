import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { PromiseKind, PromiseTime, PromiseTimeChange, PromiseTimes } from '#contracts/promises.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';

const ORGANISATION = 'organisation';
/** Until somebody sets them: half a day for a word, two hours for a call, a day for a complaint, in open time. */
export const STANDARD = { answer: 240, callback: 120, complaint: 480 } as const satisfies Record<PromiseKind, number>;
const UNSET = { answer: null, callback: null, complaint: null, version: 0 } as const;

/** How long an answer may take: the organisation's word, and that of teams which differ. */
@Injectable()
export class PromiseTimesService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** The minutes for one kind, and whose word they are. */
  async of(tx: Tx, teamId: string | null, kind: PromiseKind): Promise<{ minutes: number; source: 'team' | 'organisation' }> {
    const rows = await tx.promiseTime.findMany({ where: { scope: { in: [ORGANISATION, ...(teamId ? [teamId] : [])] } } });
    const team = rows.find((row) => row.scope === teamId)?.[kind];
    if (team) return { minutes: team, source: 'team' };
    return { minutes: rows.find((row) => row.scope === ORGANISATION)?.[kind] ?? STANDARD[kind], source: 'organisation' };
  }

  async read(): Promise<PromiseTimes> {
    const [rows, teams] = await Promise.all([this.db.prisma.promiseTime.findMany(), this.db.prisma.team.findMany({ orderBy: { name: 'asc' }, select: { id: true, name: true } })]);
    const of = (scope: string): z.infer<typeof PromiseTime> => {
      const { answer, callback, complaint, version } = rows.find((row) => row.scope === scope) ?? UNSET;
      return { answer, callback, complaint, version };
    };
    return { organisation: of(ORGANISATION), teams: teams.map((team) => ({ team, ...of(team.id) })), standard: STANDARD };
  }

  /** Promises that were made keep their time. @throws Problem request/stale, resource/not_found for an unknown team */
  async change(tx: Tx, actor: Actor, scope: string, version: number, times: PromiseTimeChange): Promise<z.infer<typeof PromiseTime>> {
    if (scope !== ORGANISATION && (await tx.team.count({ where: { id: scope } })) === 0) throw new Problem('resource/not_found');
    const data = { ...times, version: version + 1, updatedAt: this.clock.now(), updatedBy: actor.id };
    const { count } =
      version === 0
        ? await tx.promiseTime.createMany({ data: [{ scope, ...data }], skipDuplicates: true })
        : await tx.promiseTime.updateMany({ where: { scope, version }, data });
    if (count === 0) throw new Problem('request/stale');
    await this.events.record(tx, actor, 'promise_time.changed', newId(), { teamId: scope === ORGANISATION ? null : scope });
    return { ...times, version: version + 1 };
  }
}
