import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { MOST_HELD, type Outgoing, type OutgoingChange, type OutgoingDraft, type TicketOutgoing } from '#contracts/outgoing.js';
import type { Outgoing as Row } from '#prisma/generated/client.js';
import { FilesService } from '../files/files.service.js';
import { AnswerWays } from '../mail/answer-ways.service.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { DraftsService } from '../tickets/drafts.service.js';
import { MessageCrossing } from '../tickets/message-crossing.service.js';
import { OutgoingRelease } from './outgoing-release.service.js';
import { abilities } from './outgoing.policy.js';
import { presentOutgoing } from './outgoing.present.js';
import { holdOf, isTimely } from './outgoing.rules.js';

const WITH_AUTHOR = { account: { select: { id: true, name: true, pictureUrl: true } } } as const;

/** Replies that wait: put on hold, changed, taken back, sent before their time. */
@Injectable()
export class OutgoingService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly crossing: MessageCrossing,
    private readonly drafts: DraftsService,
    private readonly files: FilesService,
    private readonly releases: OutgoingRelease,
    private readonly ways: AnswerWays,
    private readonly settings: SettingsService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found */
  async ofTicket(actor: Actor, ticketId: string): Promise<TicketOutgoing> {
    const standing = await this.standing(actor, ticketId);
    const rows = await this.db.prisma.outgoing.findMany({ where: { ticketId, state: { in: ['held', 'returned'] } }, orderBy: { id: 'asc' }, include: WITH_AUTHOR });
    const files = await this.db.prisma.file.findMany({ where: { id: { in: rows.flatMap(({ fileIds }) => fileIds) } } });
    return { items: rows.map((row) => presentOutgoing(actor, row, files)), ...standing };
  }

  /** Whether the customer is in a chat, and how long an answer that is sent now can be taken back. Asked before the transaction. @throws Problem conversation/not_found */
  async standing(actor: Actor, ticketId: string): Promise<{ live: boolean; undoSeconds: number }> {
    const [{ way }, live, settings] = await Promise.all([
      this.ways.of(actor, ticketId),
      this.db.prisma.chat.count({ where: { ticketId, state: { not: 'ended' } } }),
      this.settings.current(),
    ]);
    return { live: live > 0, undoSeconds: live === 0 && way === 'mail' ? settings.undoMailSeconds : settings.undoChatSeconds };
  }

  /**
   * Takes a reply that leaves in a moment, or at the chosen time; without any time to wait it is said at once. A repeat gets its first answer.
   * @throws Problem conversation/not_found, conversation/closed, message/crossed, outgoing/too_many, those of its files
   */
  async hold(tx: Tx, actor: StaffActor, ticketId: string, draft: z.infer<typeof OutgoingDraft>, undoSeconds: number): Promise<Outgoing> {
    await this.access.asStaffIn(tx, actor, ticketId);
    // The gate and what was said since are looked at under the lock of whoever writes.
    await tx.$queryRaw`SELECT 1 FROM "Timeline" WHERE "ticketId" = ${ticketId}::uuid FOR UPDATE`;
    const known = await tx.outgoing.findUnique({ where: { accountId_clientMessageId: { accountId: actor.id, clientMessageId: draft.clientMessageId } } });
    if (known) return this.repeated(tx, actor, known, ticketId);
    const { gate } = await tx.timeline.findUniqueOrThrow({ where: { ticketId }, select: { gate: true } });
    if (gate === 'closed') throw new Problem('conversation/closed');
    if (gate === 'merged') throw new Problem('conversation/merged');
    await this.crossing.demandSeen(tx, actor, ticketId, draft.seenSeq);
    if ((await tx.outgoing.count({ where: { ticketId, accountId: actor.id, state: 'held' } })) >= MOST_HELD) throw new Problem('outgoing/too_many');
    const row = await this.put(tx, actor, ticketId, draft, undoSeconds);
    return this.one(tx, actor, row.id);
  }

  private async put(tx: Tx, actor: StaffActor, ticketId: string, draft: z.infer<typeof OutgoingDraft>, undoSeconds: number): Promise<Row> {
    const [id, now] = [newId(), this.clock.now()];
    const sendAt = draft.sendAt === undefined ? null : this.timely(draft.sendAt, now);
    const text = draft.text === undefined || draft.text.trim() === '' ? null : draft.text;
    const fileIds = draft.attachmentIds ?? [];
    if (text === null && fileIds.length === 0) throw invalid('text', 'required');
    if (draft.replyTo !== undefined && (await tx.message.count({ where: { id: draft.replyTo, ticketId, publicSeq: { not: null }, kind: { not: 'system' } } })) === 0) throw invalid('replyTo', 'unknown');
    const hold = holdOf(now, sendAt, undoSeconds) ?? { kind: 'undo' as const, dueAt: now };
    if (fileIds.length > 0) await this.files.keepFor(tx, actor, fileIds, ticketId);
    const row = await tx.outgoing.create({
      data: { id, ticketId, accountId: actor.id, clientMessageId: draft.clientMessageId, text, fileIds, replyToId: draft.replyTo ?? null, ...hold, nextAt: hold.dueAt, seenSeq: draft.seenSeq, createdAt: now },
    });
    await this.events.record(tx, actor, 'outgoing.held', id, { outgoingId: id, ticketId, accountId: actor.id });
    if (hold.dueAt <= now) await this.releases.release(tx, actor, id);
    return row;
  }

  /** @throws Problem resource/not_found, permission/missing, outgoing/over, request/stale, request/invalid for a time that has passed */
  async change(tx: Tx, actor: StaffActor, id: string, change: z.infer<typeof OutgoingChange>, version: number | null): Promise<Outgoing> {
    const held = await this.lock(tx, actor, id, 'change');
    if (version !== null && version !== held.version) throw new Problem('request/stale');
    if (change.text !== undefined && change.text.trim() === '' && held.fileIds.length === 0) throw invalid('text', 'required');
    const dueAt = change.sendAt === undefined ? null : this.timely(change.sendAt, this.clock.now());
    await tx.outgoing.update({ where: { id }, data: { version: { increment: 1 }, ...(change.text === undefined ? {} : { text: change.text }), ...(dueAt === null ? {} : { dueAt, nextAt: dueAt, kind: 'later' }) } });
    await this.events.record(tx, actor, 'outgoing.changed', id, { outgoingId: id, ticketId: held.ticketId, accountId: held.accountId });
    return this.one(tx, actor, id);
  }

  /** Taken back before it left, or put aside after it was returned. Somebody else's goes back to his draft, where what was returned stands already. A repeat gets its first answer. @throws Problem resource/not_found, permission/missing, outgoing/over */
  async withdraw(tx: Tx, actor: StaffActor, id: string): Promise<Outgoing> {
    const row = await this.lock(tx, actor, id, 'withdraw');
    const shown = await this.one(tx, actor, id);
    if (row.state === 'withdrawn') return shown;
    await tx.outgoing.update({ where: { id }, data: { state: 'withdrawn', endedAt: this.clock.now() } });
    await this.files.letGo(tx, row.fileIds);
    if (row.state === 'held' && row.accountId !== actor.id && row.text !== null) await this.drafts.giveBack(tx, { ticketId: row.ticketId, accountId: row.accountId, text: row.text });
    await this.events.record(tx, actor, 'outgoing.withdrawn', id, { outgoingId: id, ticketId: row.ticketId, accountId: row.accountId });
    return { ...shown, state: 'withdrawn' };
  }

  /** Does not wait any longer. @throws Problem resource/not_found, permission/missing, outgoing/over */
  async releaseNow(tx: Tx, actor: StaffActor, id: string): Promise<Outgoing> {
    await this.lock(tx, actor, id, 'release');
    await this.releases.release(tx, actor, id, true);
    return this.one(tx, actor, id);
  }

  private async lock(tx: Tx, actor: StaffActor, id: string, verb: 'change' | 'withdraw' | 'release'): Promise<Row> {
    await tx.$queryRaw`SELECT 1 FROM "Outgoing" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.outgoing.findUnique({ where: { id } });
    if (!row) throw new Problem('resource/not_found');
    await this.access.asStaffIn(tx, actor, row.ticketId);
    if (abilities(actor, row)[verb] || (verb === 'withdraw' && row.state === 'withdrawn' && (await this.withdrewIt(tx, actor, id)))) return row;
    throw new Problem(row.state === 'released' || row.state === 'withdrawn' || (verb !== 'withdraw' && row.state === 'returned') ? 'outgoing/over' : 'permission/missing');
  }

  private async withdrewIt(tx: Tx, actor: StaffActor, id: string): Promise<boolean> {
    return (await tx.event.count({ where: { subject: id, name: 'outgoing.withdrawn', actorId: actor.id } })) > 0;
  }

  private async repeated(tx: Tx, actor: StaffActor, known: Row, ticketId: string): Promise<Outgoing> {
    if (known.ticketId !== ticketId) throw new Problem('message/id_reused');
    return this.one(tx, actor, known.id);
  }

  private async one(tx: Tx, actor: Actor, id: string): Promise<Outgoing> {
    const row = await tx.outgoing.findUniqueOrThrow({ where: { id }, include: WITH_AUTHOR });
    return presentOutgoing(actor, row, await tx.file.findMany({ where: { id: { in: row.fileIds } } }));
  }

  private timely(sendAt: string, now: Date): Date {
    const moment = new Date(sendAt);
    if (!isTimely(moment, now)) throw invalid('sendAt', 'past');
    return moment;
  }
}

const invalid = (path: string, code: string) => new Problem('request/invalid', undefined, { fields: [{ path, code }] });
