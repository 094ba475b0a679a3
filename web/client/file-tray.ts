import type { Attachment } from '#contracts/files.js';
import { MAX_IN_MESSAGE, type FileLimits, refusalOf, storedFiles } from './file.rules.js';
import type { Uploaded } from './upload.js';

/** A chosen file on its way: its bytes go up at once, the message takes it later. */
export interface TrayItem {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly type: string;
  readonly state: 'waiting' | 'uploading' | 'done' | 'failed';
  /** 0 to 1. */
  readonly progress: number;
  readonly error: string | null;
  /** Numbers that the error's text names. */
  readonly data: Record<string, unknown>;
  readonly file: Attachment | null;
  /** The picture as it lies on this device. */
  readonly preview: string | null;
}

interface Needs {
  readonly limits: () => FileLimits;
  readonly upload: (file: Blob, name: string, onProgress: (part: number) => void, signal: AbortSignal) => Promise<Uploaded>;
  /** Takes back what was uploaded and is not wanted any more. */
  readonly remove: (id: string) => void;
  /** What of the tray outlives the page. */
  readonly read: () => unknown;
  readonly keep: (value: unknown) => void;
}

const AT_ONCE = 2;
const REPEATS_MS = [1_000, 3_000, 8_000];
let made = 0;

/** The files of one draft. What was uploaded is still there after a reload; what was not has to be chosen again, and says so. */
export function createTray(needs: Needs) {
  const sources = new Map<string, Blob>();
  const stops = new Map<string, AbortController>();
  const repeats = new Map<string, number>();
  const watchers = new Set<() => void>();
  let list: readonly TrayItem[] = restored(needs.read());
  const items = () => list;

  const patch = (key: string, change: Partial<TrayItem>) => set(list.map((item) => (item.key === key ? { ...item, ...change } : item)));
  function set(next: readonly TrayItem[]) {
    list = next;
    needs.keep(next.length === 0 ? null : next.map(({ file, name, bytes, type }) => file ?? { name, bytes, type, lost: true }));
    for (const watcher of watchers) watcher();
  }
  function next() {
    if (list.filter((item) => item.state === 'uploading').length >= AT_ONCE) return;
    const waiting = list.find((item) => item.state === 'waiting' && sources.has(item.key));
    if (waiting) void send(waiting);
  }
  async function send({ key, name }: TrayItem) {
    const source = sources.get(key);
    if (!source) return;
    const stop = new AbortController();
    stops.set(key, stop);
    patch(key, { state: 'uploading', progress: 0, error: null });
    next();
    const answer = await needs.upload(source, name, (progress) => !stop.signal.aborted && patch(key, { progress }), stop.signal);
    stops.delete(key);
    // Taken out meanwhile: what arrived all the same goes again.
    if (stop.signal.aborted || !list.some((item) => item.key === key)) {
      if (answer.ok) needs.remove(answer.file.id);
    } else if (answer.ok) {
      const { state: _, ...file } = answer.file;
      sources.delete(key);
      patch(key, { state: 'done', progress: 1, file });
    } else if (answer.retryable && (repeats.get(key) ?? 0) < REPEATS_MS.length) {
      const before = repeats.get(key) ?? 0;
      repeats.set(key, before + 1);
      patch(key, { state: 'waiting', progress: 0, error: answer.code });
      setTimeout(next, REPEATS_MS[before]);
      return;
    } else patch(key, { state: 'failed', error: answer.code, data: answer.data });
    next();
  }
  function forget(item: TrayItem) {
    if (item.preview) URL.revokeObjectURL(item.preview);
    sources.delete(item.key);
    repeats.delete(item.key);
  }

  return {
    items,
    watch(watcher: () => void) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    add(files: readonly File[]) {
      const room = Math.max(0, MAX_IN_MESSAGE - list.length);
      const chosen = files.slice(0, room).map((file): TrayItem => {
        made += 1;
        const key = `${made}`;
        const limits = needs.limits();
        const refusal = refusalOf(file, limits);
        const preview = refusal === null && file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
        if (!refusal) sources.set(key, file);
        return { key, name: file.name, bytes: file.size, type: file.type, state: refusal ? 'failed' : 'waiting', progress: 0, error: refusal, data: { megabytes: limits.megabytes }, file: null, preview };
      });
      set([...list, ...chosen]);
      next();
    },
    remove(key: string) {
      const item = list.find((one) => one.key === key);
      if (!item) return;
      stops.get(key)?.abort();
      if (item.file) needs.remove(item.file.id);
      forget(item);
      set(list.filter((one) => one.key !== key));
      next();
    },
    /** False when the bytes are gone with an earlier page: they have to be chosen again. */
    canRetry: (key: string) => sources.has(key),
    retry(key: string) {
      repeats.delete(key);
      patch(key, { state: 'waiting', error: null });
      next();
    },
    /** What a message takes along; the tray is empty then. */
    take(): Attachment[] {
      const files = list.flatMap((item) => item.file ?? []);
      list.forEach(forget);
      set([]);
      return files;
    },
  };
}
export type Tray = ReturnType<typeof createTray>;

/** Whether a message could take all of it now. */
export const isReady = (items: readonly TrayItem[]): boolean => items.every((item) => item.state === 'done');

function restored(value: unknown): TrayItem[] {
  const entries: unknown[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry): TrayItem[] => {
    made += 1;
    const [file = null] = storedFiles([entry]);
    const { name, bytes, type } = Object(entry);
    if (!file && typeof name !== 'string') return [];
    const about = { key: `${made}`, name: String(name), bytes: Number(bytes ?? 0), type: String(type ?? ''), data: {}, preview: null };
    return [file ? { ...about, state: 'done', progress: 1, error: null, file } : { ...about, state: 'failed', progress: 0, error: 'file/upload_incomplete', file: null }];
  });
}
