import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import type { FiguresQuery, PromiseFigure, PromiseFigures, PromiseKind, PromisePage, PromisesQuery } from '#contracts/promises.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { readPromise } from './promise.record.js';
import { wallSecondsOf } from './promises.present.js';

type Row = PromiseFigure & { kind: PromiseKind; teamId: string | null; teamName: string | null };
const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** Answer times measured afterwards: counts first, and every count can be opened into its rows. Of own teams, or all with `ticket.read_all`. */
@Injectable()
export class PromiseFiguresService {
  constructor(private readonly db: Database) {}

  async of(actor: Actor, { from, to, teamId }: z.infer<typeof FiguresQuery>): Promise<z.infer<typeof PromiseFigures>> {
    const count = (condition: string) => `count(*) FILTER (WHERE ${condition})::int`;
    const median = (what: string) => `(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${what}) FILTER (WHERE p."keptAt" IS NOT NULL))::int`;
    const { rows } = await this.db.pool.query<Row>({
      name: 'promise-figures',
      text: `SELECT p."kind", p."teamId", tm."name" AS "teamName", count(*)::int AS "made", ${count(`p."state" = 'kept'`)} AS "kept", ${count(`p."state" = 'late'`)} AS "late",
               ${count(`p."state" = 'broken'`)} AS "broken", ${count(`p."state" = 'open'`)} AS "open", ${count(`p."state" = 'withdrawn'`)} AS "withdrawn",
               ${count(`p."dueAt" IS NULL`)} AS "untimed", count(p."keptAt")::int AS "answered",
               ${median('p."openSeconds"')} AS "medianOpenSeconds", ${median('extract(epoch FROM p."keptAt" - p."madeAt")')} AS "medianWallSeconds"
             FROM "AnswerPromise" p LEFT JOIN "Team" tm ON tm."id" = p."teamId"
             WHERE p."madeAt" >= $1 AND p."madeAt" < $2 AND ($3::uuid[] IS NULL OR p."teamId" IS NULL OR p."teamId" = ANY($3::uuid[])) AND ($4::uuid IS NULL OR p."teamId" = $4::uuid)
             GROUP BY p."kind", p."teamId", tm."name" ORDER BY tm."name" NULLS LAST, p."kind"`,
      values: [new Date(from), new Date(to), teamsOf(actor), teamId ?? null],
    });
    return { from, to, rows: rows.map(({ teamId: id, teamName, ...figure }) => ({ ...figure, team: id && teamName !== null ? { id, name: teamName } : null })) };
  }

  /** The rows behind a figure, latest first. */
  async rows(actor: Actor, { from, to, teamId, kind, state, cursor, limit }: z.infer<typeof PromisesQuery>): Promise<z.infer<typeof PromisePage>> {
    const teams = teamsOf(actor);
    const after = cursor === undefined ? null : decode(cursor);
    const found = await this.db.prisma.answerPromise.findMany({
      where: {
        madeAt: { gte: new Date(from), lt: new Date(to) },
        ...(kind ? { kind } : {}),
        ...(state ? { state } : {}),
        AND: [
          teams ? { OR: [{ teamId: null }, { teamId: { in: teams } }] } : {},
          teamId ? { teamId } : {},
          after ? { OR: [{ madeAt: { lt: after.madeAt } }, { madeAt: after.madeAt, id: { lt: after.id } }] } : {},
        ],
      },
      include: { team: { select: { id: true, name: true } }, ticket: { select: { number: true, customer: { select: { name: true } }, visitor: { select: { name: true } } } } },
      orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found.slice(0, limit).map((row) => {
        const { kind: what, state: now } = readPromise(row);
        const { id, ticketId, team, ticket, madeAt, dueAt, keptAt, openSeconds } = row;
        return {
          id, ticketId, team, openSeconds, kind: what, state: now,
          ticketNumber: ticket.number,
          customerName: ticket.customer?.name ?? ticket.visitor?.name ?? '',
          madeAt: madeAt.toISOString(),
          dueAt: dueAt?.toISOString() ?? null,
          keptAt: keptAt?.toISOString() ?? null,
          wallSeconds: wallSecondsOf(row),
        };
      }),
      nextCursor: last ? Buffer.from(JSON.stringify([last.madeAt.toISOString(), last.id])).toString('base64url') : null,
    };
  }
}

const teamsOf = (actor: Actor): string[] | null => (actor.permissions.has('ticket.read_all') ? null : [...actor.teamIds]);

/** @throws Problem request/invalid when it is not a cursor of ours */
function decode(cursor: string): { madeAt: Date; id: string } {
  const refusal = new Problem('request/invalid', undefined, { fields: [{ path: 'cursor', code: 'invalid' }] });
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refusal;
  }
  const key = Cursor.safeParse(raw);
  if (!key.success) throw refusal;
  return { madeAt: new Date(key.data[0]), id: key.data[1] };
}
