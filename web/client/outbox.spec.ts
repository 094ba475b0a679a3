import type { PendingMessage } from './conversation.rules.js';
import { createOutbox } from './outbox.js';

class MemoryStorage implements Storage {
  private readonly entries = new Map<string, string>();
  get length() {
    return this.entries.size;
  }
  key = (index: number) => [...this.entries.keys()][index] ?? null;
  getItem = (key: string) => this.entries.get(key) ?? null;
  setItem = (key: string, value: string) => void this.entries.set(key, value);
  removeItem = (key: string) => void this.entries.delete(key);
  clear = () => this.entries.clear();
}
const message = (clientMessageId: string, writtenAt: string): PendingMessage => ({
  conversationId: 'c1',
  clientMessageId,
  text: '好',
  internal: false,
  writtenAt,
  state: 'sending',
  attempts: 1,
  error: null,
});

it('gives back what was written, in that order, ready to be sent again', () => {
  const outbox = createOutbox('a1', new MemoryStorage());
  outbox.keep(message('b', '2026-01-01T00:00:02Z'));
  outbox.keep(message('a', '2026-01-01T00:00:01Z'));
  outbox.keep(message('c', '2026-01-01T00:00:03Z'));
  outbox.forget('c');
  expect(outbox.all().map(({ clientMessageId, state }) => [clientMessageId, state])).toEqual([
    ['a', 'queued'],
    ['b', 'queued'],
  ]);
});

it('never shows one account the messages of another', () => {
  const storage = new MemoryStorage();
  createOutbox('a1', storage).keep(message('a', '2026-01-01T00:00:01Z'));
  expect(createOutbox('a2', storage).all()).toEqual([]);
});

it('skips damaged entries and says when the browser refuses to store', () => {
  const storage = new MemoryStorage();
  storage.setItem('ac.unsent.a1.x', '{broken');
  expect(createOutbox('a1', storage).all()).toEqual([]);
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(createOutbox('a1', storage).keep(message('a', '2026-01-01T00:00:01Z'))).toBe(false);
});
