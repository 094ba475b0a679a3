import type { LinkPreview } from '#contracts/previews.js';

const MOST = 50;
/** A pointer may be lost; what is being looked at is asked for again by itself, a few times. */
const AGAIN_MS = 15_000;
const MOST_TIMES = 4;
const EARLY_MS = 60_000;

export type PreviewedPage = NonNullable<LinkPreview['page']>;

/** What the links of messages lead to, asked of our own server, together, once somebody sees them. */
export function createLinkPreviews(ask: (messageIds: readonly string[]) => Promise<readonly LinkPreview[]>) {
  const known = new Map<string, { ticketId: string; times: number; until: number; page: PreviewedPage | null; settled: boolean }>();
  const watchers = new Set<() => void>();
  let wanted = new Set<string>();

  async function fetchAll(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += MOST) {
      const part = ids.slice(at, at + MOST);
      const items = await ask(part).catch(() => []);
      for (const id of part) settle(id, items.find((item) => item.messageId === id));
    }
    for (const watcher of watchers) watcher();
  }

  function settle(id: string, item: LinkPreview | undefined): void {
    const entry = known.get(id);
    if (!entry) return;
    entry.settled = item?.page !== null;
    if (item?.page) Object.assign(entry, { page: item.page, until: new Date(item.expiresAt).getTime() - EARLY_MS });
    if (!entry.settled && entry.times < MOST_TIMES) setTimeout(() => !entry.settled && want(id), AGAIN_MS);
  }

  function want(id: string): void {
    const entry = known.get(id);
    if (entry) entry.times += 1;
    if (wanted.size === 0)
      setTimeout(() => {
        const ids = [...wanted];
        wanted = new Set();
        void fetchAll(ids);
      }, 20);
    wanted.add(id);
  }

  return {
    /** Null while there is nothing to show. */
    of: (messageId: string): PreviewedPage | null => known.get(messageId)?.page ?? null,
    watch(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    /** A message with a link has come into sight. */
    look(ticketId: string, messageId: string): void {
      const entry = known.get(messageId);
      if (entry && entry.until > Date.now()) return;
      known.set(messageId, { ticketId, times: 0, until: Number.POSITIVE_INFINITY, page: entry?.page ?? null, settled: false });
      want(messageId);
    },
    /** The server has looked at a page that this conversation names. */
    stirred(ticketId: string): void {
      for (const [id, entry] of known) if (entry.ticketId === ticketId && !entry.settled) want(id);
    },
  };
}
export const hasLink = (text: string): boolean => /https?:\/\//iu.test(text);
