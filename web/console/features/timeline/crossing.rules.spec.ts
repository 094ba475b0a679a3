import type { Message } from '#contracts/messages.js';
import { crossing, GLANCE_MS, seenBy } from './crossing.rules.js';

const entry = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `m${seq}`, seq, clientMessageId: null, author: { kind: 'customer', id: 'c', name: 'Wei' }, kind: 'text', text: 'x', attachments: [], card: null, system: null,
  internal: false, recalledAt: null, createdAt: '2026-03-05T12:00:00.000Z', ...change,
});
const agent = (id: string) => ({ author: { kind: 'agent' as const, id, name: id } });
const WRITING = { selfId: 'me', begunSeq: 5, seenSeq: 5 };

describe('what a reply would cross', () => {
  it.each<[string, Message, boolean]>([
    ['a word of the customer that has just come', entry(6), true],
    ['a word that was there before', entry(5), false],
    ['an answer of a colleague since the reply was begun', entry(6, agent('bo')), true],
    ['an answer of a colleague before', entry(5, agent('bo')), false],
    ['one’s own answer, from another window', entry(6, agent('me')), false],
    ['a note', entry(6, { ...agent('bo'), internal: true }), false],
    ['a line of the system', entry(6, { kind: 'system', author: { kind: 'system', id: null, name: '' } }), false],
    ['what was recalled meanwhile', entry(6, { recalledAt: '2026-03-05T12:00:01.000Z' }), false],
  ])('%s: %#', (_, message, crosses) => {
    expect(crossing([entry(1), message], WRITING).some((found) => found.id === message.id)).toBe(crosses);
  });

  it('is nothing once the customer’s words have been on the screen for a glance, yet a colleague’s answer counts on', () => {
    const entries = [entry(6), entry(7, agent('bo'))];
    expect(crossing(entries, { ...WRITING, seenSeq: 7 }).map((message) => message.seq)).toEqual([7]);
  });

  it('is told by when entries came up', () => {
    const arrivals = [{ seq: 5, at: 0 }, { seq: 6, at: 1_000 }, { seq: 9, at: 2_000 }];
    expect(seenBy(arrivals, 1_000 + GLANCE_MS - 1)).toBe(5);
    expect(seenBy(arrivals, 1_000 + GLANCE_MS)).toBe(6);
    expect(seenBy([], 10)).toBe(0);
  });
});
