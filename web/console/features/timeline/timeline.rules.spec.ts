import type { Message } from '#contracts/messages.js';
import { mayRecall, timelineItems } from './timeline.rules.js';

const entry = (seq: number, minute: number, over: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  seq,
  clientMessageId: null,
  author: { kind: 'customer', id: 'v', name: 'Wei' },
  kind: 'text',
  text: 'x',
  attachments: [],
  card: null,
  system: null,
  internal: false,
  recalledAt: null,
  createdAt: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(),
  ...over,
});
const agent = { kind: 'agent', id: 'a', name: 'Ling' } as const;
const dayOf = (at: string) => at.slice(0, 10);
const shape = (entries: Message[]) =>
  timelineItems(entries, dayOf).map(({ startsRun, endsRun, day }) => `${day ? 'D' : ''}${startsRun ? '<' : ''}${endsRun ? '>' : ''}`);

it('groups what one author writes within five minutes', () => {
  expect(shape([entry(1, 0), entry(2, 1), entry(3, 2, { author: agent }), entry(4, 3), entry(5, 9)])).toEqual(['D<', '>', '<>', '<>', '<>']);
});

it('never joins an internal note to a reply, nor anything to a system line', () => {
  const note = entry(2, 1, { author: agent, internal: true });
  const line = entry(4, 2, { kind: 'system', author: { kind: 'system', id: null, name: '' } });
  expect(shape([entry(1, 1, { author: agent }), note, entry(3, 1, { author: agent }), line])).toEqual(['D<>', '<>', '<>', '<>']);
});

it('begins a new day and a new run at midnight', () => {
  expect(shape([entry(1, 0), entry(2, 16 * 60), entry(3, 16 * 60 + 1)])).toEqual(['D<>', 'D<', '>']);
});

it('offers a recall to the author alone, and only while two minutes leave time for the way to the server', () => {
  const own = entry(1, 0, { author: agent });
  const sent = Date.parse(own.createdAt);
  expect([
    mayRecall(own, 'a', sent + 117_999),
    mayRecall(own, 'a', sent + 118_000),
    mayRecall(own, 'b', sent),
    mayRecall({ ...own, recalledAt: own.createdAt }, 'a', sent),
  ]).toEqual([true, false, false, false]);
});
