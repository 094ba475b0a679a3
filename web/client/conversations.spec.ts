import type { Message } from '#contracts/messages.js';
import { createConversations } from './conversations.js';
import type { Outbox } from './outbox.js';
import type { PendingMessage } from './conversation.rules.js';
import type { SocketSession } from './socket.js';
import { createStore } from './store.js';

const ID = 'c1';
const self = { kind: 'agent', id: 'a1', name: 'Ling' } as const;

/** A server with one conversation, and a line to it that the test cuts, slows and mends. */
function desk({ kept = [] as PendingMessage[], history = 0 } = {}) {
  const stream: Message[] = Array.from({ length: history }, (_, index) => entry(index + 1, { kind: 'customer', id: 'v', name: 'Wei' }, `x${index}`));
  const status = createStore<'connecting' | 'online' | 'offline'>('connecting');
  const onConnect: (() => void)[] = [];
  const onLost: (() => void)[] = [];
  const sent: string[] = [];
  const line = { losesAnswers: false, refuses: null as string | null };
  const stored = new Map(kept.map((message) => [message.clientMessageId, message]));
  const outbox: Outbox = {
    keep: (message) => Boolean(stored.set(message.clientMessageId, message)),
    forget: (id) => void stored.delete(id),
    all: () => [...stored.values()],
  };

  function answer(event: string, payload: { clientMessageId?: string; text?: string; afterSeq?: number; beforeSeq?: number; limit?: number }): unknown {
    if (event === 'conversation:open') return { ok: true, head: stream.length };
    if (event === 'conversation:sync') {
      const { afterSeq, beforeSeq, limit = 50 } = payload;
      const found = afterSeq !== undefined ? stream.slice(afterSeq, afterSeq + limit) : stream.slice(0, (beforeSeq ?? stream.length + 1) - 1).slice(-limit);
      return { ok: true, messages: found, head: stream.length, more: false };
    }
    if (event !== 'message:send') return { ok: true };
    sent.push(payload.text ?? '');
    if (line.refuses) return { ok: false, error: { code: line.refuses, retryable: false } };
    const known = stream.find((message) => message.clientMessageId === payload.clientMessageId);
    const message = known ?? entry(stream.length + 1, self, payload.clientMessageId ?? '', payload.text);
    if (!known) stream.push(message);
    return { ok: true, conversationId: ID, message: { id: message.id, seq: message.seq, createdAt: message.createdAt } };
  }
  const ask = async (event: string, payload: object) => {
    if (status.get() !== 'online') return null;
    const given = answer(event, payload);
    await Promise.resolve();
    return line.losesAnswers ? null : given;
  };
  const socket = { status, whenConnected: (then: () => void) => onConnect.push(then), whenLost: (then: () => void) => onLost.push(then), ask };
  let lastId = 0;
  const talk = createConversations(
    socket as unknown as SocketSession,
    self,
    outbox,
    () => undefined,
    () => `id${(lastId += 1)}`,
  );
  return {
    talk,
    stream,
    sent,
    line,
    stored,
    connect: () => {
      status.set('online');
      for (const then of onConnect) then();
      return settled();
    },
    cut: () => {
      status.set('offline');
      for (const then of onLost) then();
      return settled();
    },
    shown: () =>
      talk
        .of(ID)
        .get()
        .entries.map((message) => message.text),
    pending: () =>
      talk
        .of(ID)
        .get()
        .pending.map((message) => message.text),
  };
}
function entry(seq: number, author: Message['author'], clientMessageId: string, text = `line ${seq}`): Message {
  return {
    id: `m${seq}`,
    seq,
    clientMessageId,
    author,
    kind: 'text',
    text,
    attachments: [],
    card: null,
    system: null,
    internal: false,
    recalledAt: null,
    createdAt: '2026-11-22T08:00:00.000Z',
  };
}
const settled = async () => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('joins, fetches the newest page, and the older ones on request', async () => {
  const { talk, connect, shown } = desk({ history: 130 });
  talk.open(ID);
  await connect();
  expect([shown().length, shown()[0]]).toEqual([60, 'line 71']);
  await talk.earlier(ID);
  expect([shown().length, shown()[0]]).toEqual([120, 'line 11']);
});

it('joins again after a cut and brings all that was missed, however much', async () => {
  const { talk, connect, cut, stream, shown } = desk({ history: 3 });
  talk.open(ID);
  await connect();
  await cut();
  for (let seq = 4; seq <= 200; seq += 1) stream.push(entry(seq, { kind: 'customer', id: 'v', name: 'Wei' }, `y${seq}`));
  await connect();
  expect(shown()).toEqual(stream.map((message) => message.text));
});

it('keeps what is written without a line and sends it in order when there is one', async () => {
  const { talk, connect, sent, stored, pending, shown } = desk();
  talk.open(ID);
  talk.send(ID, 'one', false);
  talk.send(ID, 'two', false);
  expect([pending(), [...stored.values()].length, sent]).toEqual([['one', 'two'], 2, []]);
  await connect();
  expect([sent, shown(), pending(), stored.size]).toEqual([['one', 'two'], ['one', 'two'], [], 0]);
});

it('sends what an earlier page left unsent, although its ticket is not open', async () => {
  const left: PendingMessage = {
    conversationId: ID,
    clientMessageId: 'old',
    text: 'left',
    internal: false,
    writtenAt: '2026-11-22T07:00:00Z',
    state: 'queued',
    attempts: 1,
    error: null,
  };
  const { connect, sent, stored, stream } = desk({ kept: [left] });
  await connect();
  expect([sent, stored.size, stream.length]).toEqual([['left'], 0, 1]);
});

it('repeats a message whose answer was lost under the same id, so that it is recorded once', async () => {
  const { talk, connect, sent, line, stream, shown, pending } = desk();
  await connect();
  talk.open(ID);
  await settled();
  line.losesAnswers = true;
  talk.send(ID, 'once', false);
  await settled();
  expect([sent, pending(), stream.length]).toEqual([['once'], ['once'], 1]);
  line.losesAnswers = false;
  await jest.advanceTimersByTimeAsync(500);
  await settled();
  expect([sent, shown(), pending(), stream.length]).toEqual([['once', 'once'], ['once'], [], 1]);
});

it('shows a refusal until the writer tries again or throws it away', async () => {
  const { talk, connect, line, pending, shown, stored } = desk();
  talk.open(ID);
  await connect();
  line.refuses = 'conversation/closed';
  talk.send(ID, 'late', false);
  await settled();
  expect(talk.of(ID).get().pending[0]).toMatchObject({ state: 'failed', error: 'conversation/closed' });
  line.refuses = null;
  talk.retry(ID, 'id1');
  await settled();
  expect([shown(), pending()]).toEqual([['late'], []]);
  line.refuses = 'permission/missing';
  talk.send(ID, 'never', false);
  await settled();
  talk.discard(ID, 'id2');
  expect([pending(), stored.size]).toEqual([[], 0]);
});

it('gives a clashing message a fresh id on the second try', async () => {
  const { talk, connect, line, stored, shown } = desk();
  talk.open(ID);
  await connect();
  line.refuses = 'message/id_reused';
  talk.send(ID, 'clash', false);
  await settled();
  line.refuses = null;
  talk.retry(ID, 'id1');
  await settled();
  expect([shown(), talk.of(ID).get().entries[0]?.clientMessageId, stored.size]).toEqual([['clash'], 'id2', 0]);
});

it('closes the gap that a push reveals, and the one that only a head reveals', async () => {
  const { talk, connect, stream, shown } = desk({ history: 2 });
  talk.open(ID);
  await connect();
  const lost = entry(3, { kind: 'customer', id: 'v', name: 'Wei' }, 'l3');
  const pushed = entry(4, { kind: 'customer', id: 'v', name: 'Wei' }, 'l4');
  stream.push(lost, pushed);
  talk.arrived(ID, pushed);
  await settled();
  expect(shown()).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
  stream.push(entry(5, { kind: 'customer', id: 'v', name: 'Wei' }, 'l5'));
  talk.heads([{ conversationId: ID, head: 5 }]);
  await settled();
  expect(shown().at(-1)).toBe('line 5');
});

it('asks again to join and to fetch when an answer got lost on a line that holds', async () => {
  const { talk, connect, line, shown } = desk({ history: 2 });
  await connect();
  line.losesAnswers = true;
  talk.open(ID);
  await settled();
  await jest.advanceTimersByTimeAsync(500);
  expect(shown()).toEqual([]);
  line.losesAnswers = false;
  await jest.advanceTimersByTimeAsync(500);
  await settled();
  expect(shown()).toEqual(['line 1', 'line 2']);
});

it('stays in the room while another pane has it open', async () => {
  const { talk, connect, stream, shown } = desk({ history: 1 });
  const leaveFirst = talk.open(ID);
  talk.open(ID);
  await connect();
  leaveFirst();
  stream.push(entry(2, { kind: 'customer', id: 'v', name: 'Wei' }, 'l2'));
  talk.heads([{ conversationId: ID, head: 2 }]);
  await settled();
  expect(shown()).toEqual(['line 1', 'line 2']);
});
