import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type Import, type ImportDraft, ImportMapping, type Imports, ImportSource, type TicketOriginAnswer } from '#contracts/imports.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Storage } from '../platform/files/storage.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/log.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { deedsOf, IMPORT_PARTS, NOTHING_YET, OPEN, presentImport, tallyOf } from './imports.present.js';

export const MOST_OPEN_IMPORTS = 10;
const MOST_SHOWN = 100;

/** Imports from elsewhere: made, understood, begun, halted, taken back. Sweeps do the work. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly storage: Storage,
    private readonly access: ConversationAccess,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(): Promise<z.infer<typeof Imports>> {
    const rows = await this.db.prisma.import.findMany({ include: IMPORT_PARTS, orderBy: { id: 'desc' }, take: MOST_SHOWN });
    return { items: rows.map(presentImport) };
  }

  async of(id: string): Promise<Import> {
    return this.shown(this.db.prisma, id);
  }

  /** @throws Problem resource/not_found for a way in or team that is not there, import/too_many */
  async make(tx: Tx, actor: Actor, { source, place, channelId, teamId }: ImportDraft): Promise<Import> {
    const channel = await this.wayIn(tx, channelId);
    if (teamId && !(await tx.team.findUnique({ where: { id: teamId }, select: { id: true } }))) throw new Problem('resource/not_found');
    if ((await tx.import.count({ where: { state: { in: [...OPEN] } } })) >= MOST_OPEN_IMPORTS) throw new Problem('import/too_many', { most: MOST_OPEN_IMPORTS });
    const id = newId();
    await tx.import.create({
      data: {
        id, source, place, origin: place === '' ? source : `${source}:${place.toLowerCase()}`, channelId: channel.id, teamId: teamId === undefined ? channel.teamId : teamId, mapping: ImportMapping.parse({}), tally: NOTHING_YET,
        madeById: actor.kind === 'agent' ? actor.id : null, createdAt: this.clock.now(),
      },
    });
    await this.events.record(tx, actor, 'import.made', id, { importId: id, source });
    return this.shown(tx, id);
  }

  /** Everything is tried anew by it. @throws Problem import/busy once tickets are written; request/stale */
  async map(tx: Tx, id: string, version: number, mapping: ImportMapping): Promise<Import> {
    const held = await this.hold(tx, id);
    if (!deedsOf(held).map) throw new Problem('import/busy');
    if (held.version !== version) throw new Problem('request/stale');
    const read = held.files.every((file) => file.state !== 'waiting');
    await tx.import.update({ where: { id }, data: { mapping, state: read ? 'checking' : held.state, walkedTo: 0, version: { increment: 1 } } });
    return this.shown(tx, id);
  }

  /** Begins to write tickets, or goes on where it was halted. @throws Problem import/busy unless it is ready for it */
  async bring(tx: Tx, actor: Actor, id: string): Promise<Import> {
    const held = await this.hold(tx, id);
    if (held.state === 'bringing') return this.shown(tx, id);
    if (!deedsOf(held).bring) throw new Problem('import/busy');
    const anew = held.state === 'ready';
    if (anew) await tx.importRefusal.deleteMany({ where: { importId: id, phase: 'walk' } });
    const { tickets, messages, people, states, strangers, fields } = tallyOf(held);
    const tally = anew ? { ...NOTHING_YET, tickets, messages, people, states, strangers, fields } : tallyOf(held);
    await tx.import.update({ where: { id }, data: { state: 'bringing', tally, version: { increment: 1 }, ...(anew ? { walkedTo: 0 } : {}) } });
    await this.events.record(tx, actor, 'import.begun', id, { importId: id });
    return this.shown(tx, id);
  }

  /** What is written stays. */
  async pause(tx: Tx, actor: Actor, id: string): Promise<Import> {
    const held = await this.hold(tx, id);
    if (held.state === 'bringing') {
      await tx.import.update({ where: { id }, data: { state: 'paused', version: { increment: 1 } } });
      await this.events.record(tx, actor, 'import.paused', id, { importId: id });
    }
    return this.shown(tx, id);
  }

  /** Takes away again what nobody has touched since. @throws Problem import/busy while it is brought */
  async remove(tx: Tx, actor: Actor, id: string): Promise<Import> {
    const held = await this.hold(tx, id);
    if (held.state === 'removing' || held.state === 'removed') return this.shown(tx, id);
    if (!deedsOf(held).remove) throw new Problem('import/busy');
    await tx.import.update({ where: { id }, data: { state: 'removing', removedTo: null, version: { increment: 1 } } });
    await this.events.record(tx, actor, 'import.removal_asked', id, { importId: id });
    return this.shown(tx, id);
  }

  /** Nothing is done with it any more: what it holds may be taken away in steps. @throws Problem import/busy while it brings something */
  async giveUp(tx: Tx, id: string): Promise<void> {
    if (!deedsOf(await this.hold(tx, id)).discard) throw new Problem('import/busy');
    await tx.import.update({ where: { id }, data: { state: 'removed', version: { increment: 1 } } });
  }

  /** One that brought nothing, or nothing any more. @returns where its bytes lie, for whoever takes them away after the commit */
  async discard(tx: Tx, actor: Actor, id: string): Promise<string[]> {
    const held = await this.hold(tx, id);
    if (!deedsOf(held).discard) throw new Problem('import/busy');
    const ids = held.files.map((file) => file.id);
    const files = await tx.file.findMany({ where: { id: { in: ids } }, select: { storageKey: true } });
    await tx.file.deleteMany({ where: { id: { in: ids } } });
    await tx.import.delete({ where: { id } });
    await this.events.record(tx, actor, 'import.discarded', id, { importId: id });
    return files.map(({ storageKey }) => storageKey);
  }

  async forgetBytes(keys: readonly string[]): Promise<{ ok: true }> {
    for (const key of keys) await this.storage.remove(key).catch((fault: unknown) => this.log.warn({ fault }, 'bytes of a file are left for the sweep'));
    return { ok: true };
  }

  /** Where a ticket was before it came here. @throws Problem conversation/not_found when the caller may not read it */
  async originOf(actor: StaffActor, ticketId: string): Promise<z.infer<typeof TicketOriginAnswer>> {
    await this.access.asStaff(actor, ticketId);
    const row = await this.db.prisma.importedTicket.findUnique({
      where: { ticketId },
      select: { assigneeName: true, url: true, ticket: { select: { externalId: true, importedAt: true } }, import: { select: { source: true, place: true } } },
    });
    if (!row?.ticket.importedAt) return { origin: null };
    const { assigneeName, url, ticket, import: { source, place } } = row;
    return { origin: { source: ImportSource.parse(source), place, externalId: ticket.externalId ?? '', url, assigneeName, importedAt: row.ticket.importedAt.toISOString() } };
  }

  /** @throws Problem resource/not_found, import/busy once tickets are written */
  async demandOpen(db: Tx, id: string): Promise<void> {
    const row = await db.import.findUnique({ where: { id }, select: { state: true } });
    if (!row) throw new Problem('resource/not_found');
    if (!OPEN.includes(row.state)) throw new Problem('import/busy');
  }

  /** Sweeps and people take turns at it. */
  async hold(tx: Tx, id: string) {
    await tx.$queryRaw`SELECT 1 FROM "Import" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.import.findUnique({ where: { id }, include: { files: { orderBy: { id: 'asc' } } } });
    if (!row) throw new Problem('resource/not_found');
    return row;
  }

  private async shown(db: Tx, id: string): Promise<Import> {
    const row = await db.import.findUnique({ where: { id }, include: IMPORT_PARTS });
    if (!row) throw new Problem('resource/not_found');
    return presentImport(row);
  }

  private async wayIn(tx: Tx, id: string | undefined): Promise<{ id: string; teamId: string | null }> {
    const select = { id: true, teamId: true };
    const oldest = (kind: string) => tx.channel.findFirst({ where: { kind }, orderBy: { id: 'asc' }, select });
    const found = id === undefined ? ((await oldest('mailbox')) ?? (await oldest('widget'))) : await tx.channel.findUnique({ where: { id }, select });
    if (!found) throw new Problem('resource/not_found');
    return found;
  }
}
