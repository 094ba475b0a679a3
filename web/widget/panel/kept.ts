import { type PendingMessage, storedPending } from '../../client/conversation.rules.js';
import type { HostLine } from './host-line.js';

const OUT = 'out:';
const DRAFT = 'draft:';

/** What must outlive a reload. It lies in the shop's own storage, because a browser may forget that of a frame of ours. */
export function createKept(say: HostLine['say'], entries: Record<string, string>) {
  const known = new Map(Object.entries(entries));
  const set = (name: string, value: string | null) => {
    if ((known.get(name) ?? null) === value) return;
    if (value === null) known.delete(name);
    else known.set(name, value);
    say({ t: 'keep', name, value });
  };
  return {
    get: (name: string) => known.get(name) ?? null,
    set,
    draft: (talk: string) => known.get(DRAFT + talk) ?? '',
    keepDraft: (talk: string, text: string) => set(DRAFT + talk, text === '' ? null : text),
    unsent: (): PendingMessage[] =>
      [...known]
        .filter(([name]) => name.startsWith(OUT))
        .flatMap(([, value]) => parsed(value) ?? [])
        .toSorted((a, b) => a.writtenAt.localeCompare(b.writtenAt)),
    /** Writes before it removes: a crash between the two leaves a message twice in the store, never none. */
    keepUnsent(before: readonly PendingMessage[], after: readonly PendingMessage[]) {
      if (before === after) return;
      for (const message of after) {
        if (!before.includes(message)) set(OUT + message.clientMessageId, JSON.stringify(message));
      }
      const still = new Set(after.map((message) => message.clientMessageId));
      for (const { clientMessageId } of before) if (!still.has(clientMessageId)) set(OUT + clientMessageId, null);
    },
  };
}
export type KeptStore = ReturnType<typeof createKept>;

function parsed(value: string): PendingMessage | null {
  try {
    return storedPending(JSON.parse(value));
  } catch {
    return null;
  }
}
