import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Storage } from '../platform/files/storage.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/log.js';
import { SideProcess } from '../platform/side-process.js';
import type { ReadingAnswer, ReadingOrder, ReadMail } from './mail-reading.types.js';

/** Enough for 50 MB in twenty parts. */
const PROGRAM = { path: '../mail/mail-reader.main.js', patienceMs: 30_000, idleMs: 30_000, heapMb: 512 };

/** Takes mails apart in a process of its own, one at a time. */
@Injectable()
export class MailReader implements OnApplicationShutdown {
  private readonly process: SideProcess<Omit<ReadingOrder, 'job'>, ReadingAnswer>;

  constructor(private readonly storage: Storage, log: Log) {
    this.process = new SideProcess(PROGRAM, (why) => log.warn({ why }, 'a mail could not be read'));
  }

  /**
   * Reads a kept source. What it brings lies in files while `use` runs, and no longer.
   * @param use gets null for what nobody can read
   * @throws MissingBytes
   */
  async read<T>(storageKey: string, use: (mail: ReadMail | null) => Promise<T>): Promise<T> {
    const folder = path.join(await this.storage.incoming(), newId());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const source = path.join(folder, 'mail');
      await pipeline(await this.storage.read(storageKey, null), createWriteStream(source, { flags: 'wx', mode: 0o600 }));
      const answer = await this.process.ask({ path: source, folder });
      return await use(answer?.outcome === 'read' ? answer.mail : null);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  onApplicationShutdown(): void {
    this.process.end();
  }
}
