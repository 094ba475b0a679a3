import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { afterCommit, Database, type Tx } from '../platform/db.js';
import { Inspector } from '../platform/files/inspector.js';
import { Storage } from '../platform/files/storage.js';
import { newId } from '../platform/ids.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { PageReader } from './page-reader.js';

const PAGE_MS = 5_000;
const PICTURE_MS = 4_000;
const DRAW_MS = 5_000;
const SIDE = 480;
const AGAIN_MS = 60_000;
const MOST_TRIES = 3;
const GOOD_MS = 7 * 24 * 3_600_000;
const EMPTY_MS = 12 * 3_600_000;
const PER_MINUTE = 60;
const AT_ONCE = 6;
const PER_HOST = 2;

interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}
export interface Due {
  readonly id: string;
  readonly url: string;
  /** Whoever looked at it before never came back, several times. */
  readonly spent: boolean;
}
export interface Looked {
  readonly id: string;
  readonly found: { readonly answeredBy: string; readonly title: string; readonly site: string; readonly description: string; readonly picture: Picture | null } | null;
}

/** Looks at pages, outside of any transaction, and keeps what they say. */
@Injectable()
export class PreviewFetching {
  constructor(
    private readonly db: Database,
    private readonly reader: PageReader,
    private readonly inspector: Inspector,
    private readonly storage: Storage,
    private readonly sockets: Sockets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes some of what is due, the longest waiting first: few for one host, and no more in a minute than a desk of
   * people would open. What is taken and not kept, because the process ended, is due again.
   */
  async take(): Promise<Due[]> {
    const now = this.clock.now();
    const lately = await this.db.prisma.linkPreview.count({ where: { fetchedAt: { gt: new Date(now.getTime() - 60_000) } } });
    const room = Math.min(AT_ONCE, PER_MINUTE - lately);
    if (room <= 0) return [];
    const due = await this.db.prisma.linkPreview.findMany({
      where: { state: 'due', dueAt: { lte: now } },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      take: 100,
      select: { id: true, url: true, host: true, tries: true },
    });
    const perHost = new Map<string, number>();
    const chosen = due.filter(({ host }) => {
      const before = perHost.get(host) ?? 0;
      perHost.set(host, before + 1);
      return before < PER_HOST;
    });
    const taken = chosen.slice(0, room);
    const ids = taken.map(({ id }) => id);
    if (ids.length > 0) await this.db.prisma.linkPreview.updateMany({ where: { id: { in: ids } }, data: { dueAt: new Date(now.getTime() + AGAIN_MS), tries: { increment: 1 } } });
    return taken.map(({ id, url, tries }) => ({ id, url, spent: tries >= MOST_TRIES }));
  }

  /** Never throws for what a page does: it then shows nothing. */
  async look({ id, url, spent }: Due): Promise<Looked> {
    if (spent) return { id, found: null };
    const page = await this.reader.page(url, AbortSignal.timeout(PAGE_MS)).catch(() => null);
    if (!page) return { id, found: null };
    const { facts, host } = page;
    const bytes = page.picture ?? (facts.pictureUrl ? await this.reader.picture(facts.pictureUrl, AbortSignal.timeout(PICTURE_MS)).catch(() => null) : null);
    const picture = bytes ? await Promise.race([this.draw(bytes).catch(() => null), late()]) : null;
    if (facts.title === '' && !picture) return { id, found: null };
    return { id, found: { answeredBy: host, title: facts.title, site: facts.site, description: facts.description, picture } };
  }

  async keep(tx: Tx, { id, found }: Looked): Promise<void> {
    const now = this.clock.now();
    const { picture, ...facts } = found ?? { picture: null };
    const { count } = await tx.linkPreview.updateMany({
      where: { id, state: 'due' },
      data: {
        ...facts,
        state: found ? 'good' : 'empty',
        fetchedAt: now,
        expiresAt: new Date(now.getTime() + (found ? GOOD_MS : EMPTY_MS)),
        ...(picture ? { picture: picture.bytes, pictureWidth: picture.width, pictureHeight: picture.height } : {}),
      },
    });
    if (count === 0) return;
    const places = await tx.linkPreviewPlace.findMany({ where: { previewId: id }, select: { ticketId: true } });
    await tx.linkPreviewPlace.deleteMany({ where: { previewId: id } });
    afterCommit(tx, () => places.forEach(({ ticketId }) => this.tell(ticketId)));
  }

  private tell(ticketId: string): void {
    for (const namespace of ['/agent', '/visitor'] as const) this.sockets.tell(namespace, rooms.conversation(ticketId), 'changed', { kind: 'link_preview', id: ticketId, version: 0 });
  }

  /** Drawn anew and small, in the process that decodes what strangers made. */
  private async draw(bytes: Buffer): Promise<Picture | null> {
    const folder = path.join(await this.storage.incoming(), newId());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const file = path.join(folder, 'bytes');
      await writeFile(file, bytes, { mode: 0o600 });
      const inspection = await this.inspector.inspect({ path: file, name: '', side: SIDE, thumbnailSide: SIDE });
      if (inspection.outcome !== 'fit' || !inspection.drawn) return null;
      const { thumbnailPath, width, height } = inspection.drawn;
      return { bytes: new Uint8Array(await readFile(thumbnailPath)), width, height };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

const late = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), DRAW_MS).unref());
