import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { openIncoming } from './incoming.js';
import { type ByteRange, codeOf, KEY, MissingBytes, Storage } from './storage.js';

const INCOMING = '.incoming';

/** Files in a folder, which several nodes may share. A key becomes a path of our own making. */
export class FolderStorage extends Storage {
  private own: Promise<string> | null = null;

  constructor(
    private readonly root: string,
    private readonly now: () => Date,
  ) {
    super();
  }

  incoming(): Promise<string> {
    this.own ??= openIncoming(path.join(this.root, INCOMING), this.now()).catch((fault: unknown) => {
      this.own = null;
      throw fault;
    });
    return this.own;
  }

  /** Written through before it gets its name, and the name written through after it: a name never leads to half a file. */
  async keep(key: string, file: string): Promise<void> {
    const target = this.pathOf(key);
    const folder = path.dirname(target);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await synced(file, 'r+');
    await rename(file, target);
    await synced(folder, 'r');
  }

  async read(key: string, range: ByteRange | null): Promise<Readable> {
    const handle = await open(this.pathOf(key), 'r').catch((fault: unknown) => {
      throw codeOf(fault) === 'ENOENT' ? new MissingBytes(key) : fault;
    });
    // The stream closes the handle at its end, however it ends.
    return handle.createReadStream(range ? { start: range.start, end: range.end } : {});
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async *keptBetween(from: Date, to: Date): AsyncIterable<string> {
    for (const month of await list(this.root)) {
      if (month === INCOMING) continue;
      for (const name of await list(path.join(this.root, month))) {
        const facts = await stat(path.join(this.root, month, name)).catch(() => null);
        const key = `${month}/${name}`;
        if (facts?.isFile() && KEY.test(key) && facts.mtime >= from && facts.mtime < to) yield key;
      }
    }
  }

  async room(): Promise<number | null> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.root);
    return bavail * bsize;
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error(`not a key of ours: ${key}`);
    return path.join(this.root, key);
  }
}

async function synced(target: string, flags: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(target, flags);
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

const list = (folder: string): Promise<string[]> =>
  readdir(folder).catch((fault: unknown) => {
    if (codeOf(fault) === 'ENOENT' || codeOf(fault) === 'ENOTDIR') return [];
    throw fault;
  });
