import type { FileAddress } from '#contracts/files.js';

/** Asked for again a minute before it is over, so that nothing on the screen breaks. */
const EARLY_MS = 60_000;
const MOST = 50;

/** Addresses of files, asked for together and kept while they are good. */
export function createFileAddresses(ask: (ids: readonly string[]) => Promise<readonly FileAddress[]>) {
  const known = new Map<string, { readonly address: Promise<FileAddress | null>; until: number }>();
  let wanted: Map<string, (address: FileAddress | null) => void> | null = null;

  async function fetchAll(batch: Map<string, (address: FileAddress | null) => void>) {
    const ids = [...batch.keys()];
    for (let at = 0; at < ids.length; at += MOST) {
      const part = ids.slice(at, at + MOST);
      const found = await ask(part).then(
        (items) => new Map(items.map((item) => [item.id, item])),
        () => null,
      );
      for (const id of part) {
        const address = found?.get(id) ?? null;
        const entry = known.get(id);
        // Nothing learned is not "none": it is asked for again at the next look.
        if (entry) entry.until = address ? new Date(address.expiresAt).getTime() - EARLY_MS : 0;
        batch.get(id)?.(address);
      }
    }
  }

  return {
    /** Null when the file is not there, or not ours to see. */
    of(id: string): Promise<FileAddress | null> {
      const entry = known.get(id);
      if (entry && entry.until > Date.now()) return entry.address;
      const address = new Promise<FileAddress | null>((resolve) => {
        if (!wanted) {
          const batch = (wanted = new Map());
          setTimeout(() => {
            wanted = null;
            void fetchAll(batch);
          }, 10);
        }
        wanted.set(id, resolve);
      });
      known.set(id, { address, until: Number.POSITIVE_INFINITY });
      return address;
    },
    forget: (id: string) => known.delete(id),
  };
}
export type FileAddressBook = ReturnType<typeof createFileAddresses>;
