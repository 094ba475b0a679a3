import { Inject, Injectable } from '@nestjs/common';
import { permissionNames } from '#contracts/permissions.js';
import { MERGED, RELATED, SPAM, SPLITS } from '#prisma/demo/standings.js';
import { MergesService } from '../merges/merges.service.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { RelationsService } from '../relations/relations.service.js';
import { SplitsService } from '../splits/splits.service.js';
import { SpamService } from '../spam/spam.service.js';
import { type DemoWorld, known } from './demo-world.js';

/** What the demo's people have sorted out: two mails about one matter, and what nobody asked for. Done by the verbs themselves. */
@Injectable()
export class DemoStandingsService {
  constructor(private readonly merges: MergesService, private readonly spam: SpamService, private readonly relations: RelationsService, private readonly splits: SplitsService, @Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, world: DemoWorld): Promise<void> {
    for (const { by, from, into } of MERGED) await this.merges.merge(tx, actorOf(world, by), await ticketOf(tx, from), { targetId: await ticketOf(tx, into) });
    for (const { by, subject } of SPAM) await this.spam.mark(tx, actorOf(world, by), await ticketOf(tx, subject));
    for (const { by, of, other, kind } of RELATED) await this.relations.relate(tx, actorOf(world, by), await ticketOf(tx, of), { otherId: await ticketOf(tx, other), kind });
    for (const { by, from, word, subject } of SPLITS) {
      const { id, ticketId } = await tx.message.findFirstOrThrow({ where: { text: word, ticket: { subject: from } }, select: { id: true, ticketId: true } });
      await this.splits.split(tx, actorOf(world, by), ticketId, { subject, messageIds: [id] });
    }
    // Due times are counted when the shop opens; nobody has to react to what was sorted out before.
    const subjects = [...MERGED.flatMap(({ from, into }) => [from, into]), ...SPAM.map(({ subject }) => subject), ...RELATED.flatMap(({ of, other }) => [of, other]), ...SPLITS.flatMap(({ from, subject }) => [from, subject])];
    const tickets = await tx.ticket.findMany({ where: { subject: { in: subjects } }, select: { id: true } });
    const ids = tickets.map(({ id }) => id);
    await tx.event.updateMany({ where: { subject: { in: ids }, relayedAt: null }, data: { relayedAt: this.clock.now() } });
    // A talk whose news still wait to be relayed records none for its next message: these wait no more.
    await tx.timeline.updateMany({ where: { ticketId: { in: ids } }, data: { announced: false } });
  }
}

const actorOf = ({ people }: DemoWorld, key: string): StaffActor => ({ ...known(people, key), kind: 'agent', permissions: new Set(permissionNames), teamIds: [], sessionId: null });

const ticketOf = async (tx: Tx, subject: string): Promise<string> => (await tx.ticket.findFirstOrThrow({ where: { subject }, select: { id: true } })).id;
