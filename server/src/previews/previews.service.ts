import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { LinkPreview as Shown } from '#contracts/previews.js';
import type { LinkPreview } from '#prisma/generated/client.js';
import { type Actor, isStaff, isVisitor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { firstLink } from './link.rules.js';
import { PreviewAddresses } from './preview-addresses.service.js';

/** What nobody has looked at by then is not looked at any more. */
const UNSEEN_MS = 3_600_000;
/** A desk that is flooded with links shows no previews for a while, and everything else as ever. */
const MOST_DUE = 500;
/** And of one talk so many wait: who strings links to a slow page together must not keep the others from theirs. */
const MOST_DUE_OF_A_TALK = 20;

interface Linked {
  readonly messageId: string;
  readonly ticketId: string;
  readonly url: string;
}

/** What the links in messages lead to. A page is looked at when somebody who may read a message first asks for it, by the server alone. */
@Injectable()
export class PreviewsService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly settings: SettingsService,
    private readonly addresses: PreviewAddresses,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async of(tx: Tx, actor: Actor, messageIds: readonly string[]): Promise<{ items: Shown[] }> {
    if (!(await this.settings.current()).linkPreviews) return { items: [] };
    const linked = await this.linked(tx, actor, messageIds);
    if (linked.length === 0) return { items: [] };
    await this.oblige(tx, linked);
    const rows = await tx.linkPreview.findMany({ where: { urlHash: { in: linked.map(({ url }) => hashOf(url)) } } });
    const byUrl = new Map(rows.map((row) => [row.url, row]));
    return { items: linked.flatMap(({ messageId, url }) => this.show(messageId, byUrl.get(url))) };
  }

  /** Notes are left alone: what colleagues tell each other is not made known to strangers' servers. */
  private async linked(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Linked[]> {
    const rows = await tx.message.findMany({
      where: { id: { in: [...ids] }, internal: false, recalledAt: null, text: { contains: 'http', mode: 'insensitive' }, kind: { not: 'system' } },
      select: { id: true, ticketId: true, text: true },
    });
    const tickets = [...new Set(rows.map(({ ticketId }) => ticketId))];
    const open = new Set((await Promise.all(tickets.map(async (id) => ((await this.mayRead(actor, id)) ? [id] : [])))).flat());
    return rows.flatMap(({ id, ticketId, text }) => {
      const url = open.has(ticketId) ? firstLink(text ?? '') : null;
      return url === null ? [] : [{ messageId: id, ticketId, url }];
    });
  }

  private async mayRead(actor: Actor, ticketId: string): Promise<boolean> {
    try {
      if (isStaff(actor) && actor.permissions.has('ticket.read')) await this.access.asStaff(actor, ticketId);
      else if (isVisitor(actor)) await this.access.asVisitor(actor, ticketId);
      else return false;
      return true;
    } catch (fault) {
      if (fault instanceof Problem && fault.code === 'conversation/not_found') return false;
      throw fault;
    }
  }

  /** Rows for addresses that nobody named before, and where to tell of them. */
  private async oblige(tx: Tx, linked: readonly Linked[]): Promise<void> {
    const now = this.clock.now();
    const known = await tx.linkPreview.findMany({ where: { urlHash: { in: linked.map(({ url }) => hashOf(url)) } }, select: { url: true } });
    const urls = new Set(known.map(({ url }) => url));
    const fresh = await this.withRoom(tx, linked.filter(({ url }) => !urls.has(url)));
    if (fresh.length > 0 && (await tx.linkPreview.count({ where: { state: 'due' } })) < MOST_DUE) {
      const expiresAt = new Date(now.getTime() + UNSEEN_MS);
      await tx.linkPreview.createMany({ data: fresh.map((url) => ({ id: newId(), url, urlHash: hashOf(url), host: new URL(url).host, dueAt: now, createdAt: now, expiresAt })), skipDuplicates: true });
    }
    const due = await tx.linkPreview.findMany({ where: { urlHash: { in: linked.map(({ url }) => hashOf(url)) }, state: 'due' }, select: { id: true, url: true } });
    const places = due.flatMap(({ id, url }) => linked.filter((one) => one.url === url).map(({ ticketId }) => ({ previewId: id, ticketId })));
    if (places.length > 0) await tx.linkPreviewPlace.createMany({ data: places, skipDuplicates: true });
  }

  /** The new addresses for which their talks have room, sorted: two who name the same ones at once do not wait in a circle. */
  private async withRoom(tx: Tx, linked: readonly Linked[]): Promise<string[]> {
    const ticketIds = [...new Set(linked.map(({ ticketId }) => ticketId))];
    const waiting = await tx.linkPreviewPlace.groupBy({ by: ['ticketId'], where: { ticketId: { in: ticketIds }, preview: { state: 'due' } }, _count: { _all: true } });
    const fresh = ticketIds.flatMap((id) => {
      const urls = new Set(linked.filter(({ ticketId }) => ticketId === id).map(({ url }) => url));
      return [...urls].slice(0, Math.max(0, MOST_DUE_OF_A_TALK - (waiting.find(({ ticketId }) => ticketId === id)?._count._all ?? 0)));
    });
    return [...new Set(fresh)].sort();
  }

  private show(messageId: string, row: LinkPreview | undefined): Shown[] {
    if (!row || row.state === 'empty') return [];
    const until = this.addresses.until();
    const expiresAt = new Date(until).toISOString();
    if (row.state === 'due') return [{ messageId, page: null, expiresAt }];
    const { pictureWidth: width, pictureHeight: height } = row;
    const picture = width && height ? { url: this.addresses.of(row.id, until), width, height } : null;
    return [{ messageId, page: { url: row.url, host: row.answeredBy ?? row.host, title: row.title ?? '', site: row.site ?? '', description: row.description ?? '', picture }, expiresAt }];
  }
}

const hashOf = (url: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHash('sha256').update(url).digest());
