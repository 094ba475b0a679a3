import type { FileAddress } from '#contracts/files.js';
import { createFileAddresses } from '../../client/file-addresses.js';
import { createTray, type Tray } from '../../client/file-tray.js';
import { uploadFile } from '../../client/upload.js';
import type { KeptStore } from './kept.js';
import type { Store } from './state.js';

const KEPT = 'files:';

/** The visitor's files: one tray for each conversation, and the addresses of what is shown. */
export function createFiles({ store, kept, token }: { store: Store; kept: KeptStore; token: () => string }) {
  const trays = new Map<string, Tray>();
  const headers = () => ({ authorization: `Bearer ${token()}` });
  const read = (name: string): unknown => {
    try {
      return JSON.parse(kept.get(name) ?? 'null');
    } catch {
      return null;
    }
  };
  const addresses = createFileAddresses(async (ids) => {
    const answer = await fetch(`/api/v1/files/addresses?ids=${ids.join()}`, { headers: headers(), credentials: 'omit' });
    if (!answer.ok) throw new Error(String(answer.status));
    const { items }: { items: FileAddress[] } = await answer.json();
    return items;
  });
  return {
    address: addresses.of,
    /** Null where visitors may send no files. */
    limits: () => store.get().session?.settings.files ?? null,
    tray(id: string): Tray {
      const known = trays.get(id);
      if (known) return known;
      const tray = createTray({
        limits: () => store.get().session?.settings.files ?? { groups: [], megabytes: 0 },
        upload: (file, name, onProgress, signal) => uploadFile(file, name, headers(), onProgress, signal),
        // Whatever stays behind goes by itself after a day.
        remove: (fileId) => void fetch(`/api/v1/files/${fileId}`, { method: 'DELETE', headers: headers(), credentials: 'omit' }).catch(() => null),
        read: () => read(KEPT + id),
        keep: (value) => kept.set(KEPT + id, value === null ? null : JSON.stringify(value)),
      });
      trays.set(id, tray);
      return tray;
    },
  };
}
