import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ImapAccess, Mailbox as Shown, MailboxChange, MailboxDraft, Mailboxes, MailboxTrial, MailboxTried } from '#contracts/mail.js';
import { type Mailbox, Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { unlessTaken } from '../platform/duplicate.js';
import type { Env } from '../platform/env.js';
import { Events } from '../platform/events/events.js';
import { newId, newSecret } from '../platform/ids.js';
import { Mailer } from '../platform/mailer.js';
import { Problem } from '../platform/problem.js';
import { seal, unseal } from '../platform/sealed.js';
import { ENV } from '../platform/tokens.js';
import { imapOf, presentMailbox, WHOLE } from './mailbox.present.js';
import { tryImap } from './imap-session.js';

/** Mailboxes: ways in and out for letters. */
@Injectable()
export class MailboxesService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly mailer: Mailer,
    @Inject(ENV) private readonly env: Env,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(): Promise<z.infer<typeof Mailboxes>> {
    const rows = await this.db.prisma.mailbox.findMany({ orderBy: { channelId: 'asc' }, include: WHOLE });
    const stores = await this.db.prisma.store.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true } });
    return { items: rows.map(presentMailbox), stores, canSend: this.mailer.isSet };
  }

  /** @throws Problem mailbox/address_taken, request/invalid for an unknown team or store */
  async add(tx: Tx, actor: Actor, draft: z.infer<typeof MailboxDraft>): Promise<Shown> {
    const store = draft.storeId === undefined ? await tx.store.findFirst({ orderBy: { id: 'asc' } }) : await tx.store.findUnique({ where: { id: draft.storeId } });
    if (!store) throw invalid('storeId');
    await this.requireTeam(tx, draft.teamId);
    const [id, createdAt] = [newId(), this.clock.now()];
    const channel = { id, storeId: store.id, teamId: draft.teamId, kind: 'mailbox', name: draft.name, key: draft.address, secret: newSecret('ms_'), settings: {}, createdAt };
    await unlessTaken('mailbox/address_taken', tx.channel.create({ data: channel }));
    await tx.mailbox.create({
      data: { channelId: id, signature: draft.signature, receipts: draft.receipts, isOn: draft.on, createdAt, readFrom: this.daysAgo(draft.bringDays), ...access(draft.imap), ...this.sealed(id, draft.password) },
    });
    await this.events.record(tx, actor, 'channel.changed', id, { channelId: id });
    return this.one(tx, id);
  }

  /** Changes what is named and leaves the rest. Another server or folder is read from now on, or from as many days back as is said. @throws Problem request/stale, request/invalid */
  async change(tx: Tx, actor: Actor, id: string, change: z.infer<typeof MailboxChange>, version: number | null): Promise<Shown> {
    const before = await tx.mailbox.findUnique({ where: { channelId: id } });
    if (!before) throw new Problem('resource/not_found');
    if (change.teamId) await this.requireTeam(tx, change.teamId);
    const { count } = await tx.channel.updateMany({
      where: { id, kind: 'mailbox', ...(version === null ? {} : { version }) },
      data: { ...(change.name === undefined ? {} : { name: change.name }), ...(change.teamId === undefined ? {} : { teamId: change.teamId }), version: { increment: 1 } },
    });
    if (count === 0) throw new Problem('request/stale');
    const moved = change.imap !== undefined && isElsewhere(imapOf(before), change.imap);
    await tx.mailbox.update({
      where: { channelId: id },
      data: {
        ...(change.signature === undefined ? {} : { signature: change.signature }),
        ...(change.receipts === undefined ? {} : { receipts: change.receipts }),
        ...(change.on === undefined ? {} : { isOn: change.on }),
        ...(change.imap === undefined ? {} : access(change.imap)),
        ...(moved ? { uidValidity: null, lastUid: 0, readFrom: this.daysAgo(change.bringDays ?? 0), placing: { increment: 1 } } : {}),
        ...(change.imap !== undefined && isOtherServer(imapOf(before), change.imap) ? { imapSecret: null } : {}),
        ...this.sealed(id, change.password),
        fault: null,
      },
    });
    // Another folder counts anew: its places are not those of the old one.
    if (moved) await tx.incomingMail.updateMany({ where: { channelId: id, uid: { not: null } }, data: { uidValidity: null, uid: null } });
    await this.events.record(tx, actor, 'channel.changed', id, { channelId: id });
    return this.one(tx, id);
  }

  /** Signs in at a server and looks at the folder. What is wrong is an answer, no error. @throws Problem resource/not_found for an unknown mailbox */
  async attempt({ imap, password, mailboxId }: z.infer<typeof MailboxTrial>): Promise<z.infer<typeof MailboxTried>> {
    const kept = mailboxId === undefined ? null : await this.db.prisma.mailbox.findUnique({ where: { channelId: mailboxId } });
    if (mailboxId !== undefined && !kept) throw new Problem('resource/not_found');
    // A kept password goes to the server it was given for and to no other.
    const said = password ?? (kept && !isOtherServer(imapOf(kept), imap) ? this.passwordOf(kept) : null);
    return said === null ? { fault: 'no_password', messages: null } : tryImap(imap, said);
  }

  passwordOf({ channelId, imapSecret }: Pick<Mailbox, 'channelId' | 'imapSecret'>): string | null {
    return imapSecret && unseal(this.env.secretKey, channelId, imapSecret);
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now().getTime() - days * DAY_MS);
  }

  private async one(tx: Tx, id: string): Promise<Shown> {
    return presentMailbox(await tx.mailbox.findUniqueOrThrow({ where: { channelId: id }, include: WHOLE }));
  }

  private sealed(id: string, password: string | undefined) {
    return password === undefined ? {} : { imapSecret: seal(this.env.secretKey, id, password) };
  }

  private async requireTeam(tx: Tx, teamId: string | null): Promise<void> {
    if (teamId !== null && (await tx.team.count({ where: { id: teamId } })) === 0) throw invalid('teamId');
  }
}

const DAY_MS = 24 * 3_600_000;
const access = (imap: ImapAccess | null) => (imap === null ? { imap: Prisma.DbNull, imapSecret: null } : { imap });
const isOtherServer = (before: ImapAccess | null, after: ImapAccess | null): boolean => before?.host !== after?.host || before?.port !== after?.port || before?.user !== after?.user || before?.security !== after?.security;
const isElsewhere = (before: ImapAccess | null, after: ImapAccess | null): boolean => isOtherServer(before, after) || before?.folder !== after?.folder;
const invalid = (path: string) => new Problem('request/invalid', undefined, { fields: [{ path, code: 'custom' }] });
