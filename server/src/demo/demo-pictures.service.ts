import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DEMO_FILES } from '#prisma/demo/files.js';
import { type DemoPicture, DEMO_PICTURES, labelPdf } from '#prisma/demo/pictures.js';
import type { Message, Prisma } from '#prisma/generated/client.js';
import { presentAttachment } from '../files/file.present.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { digestOf } from '../platform/files/digest.js';
import { Storage } from '../platform/files/storage.js';
import { newId } from '../platform/ids.js';

const THUMBNAIL = 480;
type HungFile = Omit<Prisma.FileUncheckedCreateInput, 'width' | 'height'> & { id: string; name: string; mediaType: string; bytes: number; width: number | null; height: number | null };

interface Hanging {
  readonly messageId: string;
  readonly files: readonly HungFile[];
}

/** The pictures and papers of the demo's talks: drawn and kept once, then hung on the messages that speak of them. */
@Injectable()
export class DemoPicturesService {
  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Draws and keeps what is still to be hung. A message that has its files already, or was removed, is left alone. */
  async draw(): Promise<Hanging[]> {
    const bare = await this.db.prisma.message.findMany({ where: { kind: 'text', clientMessageId: { startsWith: 'demo-' }, text: { in: DEMO_FILES.map(({ text }) => text) } } });
    if (bare.length === 0) return [];
    const folder = path.join(await this.storage.incoming(), 'demo');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const drawn: Hanging[] = [];
      for (const message of bare) drawn.push({ messageId: message.id, files: await this.filesOf(message, folder) });
      return drawn;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async hang(tx: Tx, { messageId, files }: Hanging): Promise<void> {
    await tx.file.createMany({ data: [...files] });
    await tx.message.update({ where: { id: messageId }, data: { kind: 'file', attachments: files.map(presentAttachment) } });
  }

  private async filesOf(message: Message, folder: string): Promise<HungFile[]> {
    const plan = DEMO_FILES.find(({ text }) => text === message.text);
    if (!plan || !message.senderId) return [];
    const { ticketId, id: messageId, senderId: ownerId, authorKind: ownerKind, createdAt } = message;
    const files: HungFile[] = [];
    for (const { name, picture } of plan.files) {
      const kept = picture ? await this.keepPicture(folder, picture) : await this.keepPaper(folder);
      files.push({ ...kept, name, ownerKind, ownerId, ticketId, messageId, state: 'attached', createdAt });
    }
    return files;
  }

  private async keepPicture(folder: string, picture: DemoPicture) {
    // Only the first start of a demo draws.
    const { ResizeFit, Transformer } = await import('@napi-rs/image');
    const drawn = Transformer.fromSvg(DEMO_PICTURES[picture]);
    const { width, height } = drawn.metadataSync();
    const kept = await this.keep(folder, drawn.jpegSync(88), 'image/jpeg');
    const small = Transformer.fromSvg(DEMO_PICTURES[picture]);
    small.fastResize({ width: THUMBNAIL, height: THUMBNAIL, fit: ResizeFit.Inside });
    const thumbnailKey = `${kept.storageKey}-t`;
    await this.keepAs(folder, thumbnailKey, small.webpSync(80), 'image/webp');
    return { ...kept, thumbnailKey, width, height };
  }

  private async keepPaper(folder: string) {
    return { ...(await this.keep(folder, Buffer.from(labelPdf(), 'latin1'), 'application/pdf')), thumbnailKey: null, width: null, height: null };
  }

  private async keep(folder: string, bytes: Uint8Array, mediaType: string) {
    const id = newId();
    const storageKey = `${this.clock.now().toISOString().slice(0, 7).replace('-', '')}/${id}`;
    return { id, storageKey, mediaType, ...(await this.keepAs(folder, storageKey, bytes, mediaType)) };
  }

  private async keepAs(folder: string, key: string, bytes: Uint8Array, mediaType: string) {
    const file = path.join(folder, newId());
    await writeFile(file, bytes, { mode: 0o600 });
    const facts = await digestOf(file);
    await this.storage.keep(key, file, { ...facts, mediaType });
    return facts;
  }
}
