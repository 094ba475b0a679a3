import type { Message } from '#contracts/messages.js';
import { canRecall, rowsOf } from './timeline.rules.js';

const at = (minute: number, day = 10) => new Date(2026, 10, day, 9, minute).toISOString();
const entry = (seq: number, over: Partial<Message> = {}): Message => ({
  id: `m${seq}`, seq, clientMessageId: null, author: { kind: 'customer', id: 'v', name: '' }, kind: 'text', text: 'x', attachments: [], card: null,
  system: null, internal: false, recalledAt: null, createdAt: at(seq), ...over,
});
const agent = { author: { kind: 'agent', id: 'a', name: 'Ling' } } as const;
const shape = (entries: Message[], unreadAfter: number | null = null) =>
  rowsOf(entries, unreadAfter).map((row) => (row.row === 'message' ? `${row.startsGroup ? '[' : ''}${row.message.seq}${row.endsGroup ? ']' : ''}` : row.row)).join(' ');

describe('the log', () => {
  it('groups what one hand wrote within five minutes', () => {
    expect(shape([entry(1), entry(2), entry(3, agent), entry(4, { createdAt: at(30) }), entry(5, { createdAt: at(36) })])).toBe('day [1 2] [3] [4] [5]');
  });
  it('names every day once', () => expect(shape([entry(1), entry(2, { createdAt: at(2, 12) })])).toBe('day [1] day [2]'));
  it('marks the first unread answer, not an own message or a system line', () => {
    const joined = entry(2, { kind: 'system', author: { kind: 'system', id: null, name: '' }, system: { code: 'chat.joined', data: {} } });
    expect(shape([entry(1), joined, entry(3), entry(4, agent), entry(5, agent)], 1)).toBe('day [1] [2] [3] unread [4 5]');
  });
  it('shows a recall in place of the message, not as a line of its own', () => {
    const recall = entry(3, { kind: 'system', system: { code: 'message.recalled', data: { messageId: 'm1' } } });
    expect(shape([entry(1, { text: null, recalledAt: at(3) }), entry(2), recall])).toBe('day [1] [2]');
  });
});

describe('recall', () => {
  const now = Date.parse(at(10));
  it.each([
    ['an own message of a minute ago', entry(1, { createdAt: at(9) }), true],
    ['one of two minutes ago', entry(1, { createdAt: at(8) }), false],
    ['one that is recalled already', entry(1, { createdAt: at(9), recalledAt: at(9) }), false],
    ["an agent's message", entry(1, { createdAt: at(9), ...agent }), false],
  ])('%s: %s', (_, message, may) => expect(canRecall(message, now)).toBe(may));
});
