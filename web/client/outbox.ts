import type { Mention } from '#contracts/messages.js';
import { type PendingMessage, storedPending } from './conversation.rules.js';

const PREFIX = 'ac.unsent.';

/**
 * Unacknowledged messages in the browser's storage, one entry each so that two tabs never overwrite one another.
 * Kept per account: the next person at the same desk must not send them.
 */
export function createOutbox(accountId: string, storage: Storage) {
  const prefix = `${PREFIX}${accountId}.`;
  const keyOf = (message: PendingMessage) => prefix + message.clientMessageId;
  return {
    /** False when the browser refuses to store: then the page must warn before it is left. */
    keep(message: PendingMessage): boolean {
      try {
        storage.setItem(keyOf(message), JSON.stringify(message));
        return true;
      } catch {
        return false;
      }
    },
    forget: (clientMessageId: string): void => storage.removeItem(prefix + clientMessageId),
    all(): PendingMessage[] {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key?.startsWith(prefix));
      const found = keys.flatMap((key) => (key ? [stored(parsed(storage.getItem(key)))] : []));
      return found.filter((message) => message !== null).toSorted((a, b) => a.writtenAt.localeCompare(b.writtenAt));
    },
  };
}
export type Outbox = ReturnType<typeof createOutbox>;

/** With whom it mentions, which the rules that are shared do not know. What is no mention the server refuses. */
function stored(value: unknown): PendingMessage | null {
  const pending = storedPending(value);
  return pending && isMentioning(value) ? { ...pending, mentions: value.mentions } : pending;
}
const isMentioning = (value: unknown): value is { mentions: Mention[] } => Object(value)['mentions']?.every?.(Boolean) === true;

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
