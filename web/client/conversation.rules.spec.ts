import fc from 'fast-check';
import type { Message } from '#contracts/messages.js';
import {
  acknowledged,
  connectionLost,
  type ConversationState,
  discarded,
  earlierSync,
  emptyConversation,
  headSeen,
  markOf,
  messageArrived,
  nextSync,
  nextToSend,
  receiptArrived,
  retried,
  sendDelayed,
  sending,
  sendRefused,
  storedPending,
  synced,
  toSend,
  written,
} from './conversation.rules.js';
import { quoteOf } from './quotes.rules.js';

const CONVERSATION = 'c1';
const agent = { kind: 'agent', id: 'a1', name: 'Ling' } as const;
const AT = '2026-11-22T08:00:00.000Z';

function entry(seq: number, over: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    clientMessageId: `x${seq}`,
    author: { kind: 'customer', id: 'v1', name: 'Wei' },
    kind: 'text',
    text: `text ${seq}`,
    attachments: [],
    card: null,
    system: null,
    internal: false,
    recalledAt: null,
    createdAt: AT,
    ...over,
  };
}
const entries = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => entry(from + index));
const numbers = (state: ConversationState) => state.entries.map((message) => message.seq);
const fresh = () => emptyConversation(CONVERSATION, agent);
const loadedTo = (head: number) => synced(fresh(), {}, { messages: entries(1, head), head });
const write = (state: ConversationState, id: string, text = id) => written(state, { clientMessageId: id, text, internal: false, writtenAt: AT });
const ack = (seq: number, conversationId = CONVERSATION) => ({ conversationId, message: { id: `m${seq}`, seq, createdAt: AT } });

describe('the run of entries', () => {
  it('asks for the newest page first and shows nothing before it came', () => {
    const state = messageArrived(fresh(), entry(7));
    expect(nextSync(state)).toEqual({});
    expect(state.entries).toEqual([]);
  });

  it('applies what was pushed while the first page was on its way', () => {
    const state = synced(messageArrived(fresh(), entry(4)), {}, { messages: entries(1, 3), head: 3 });
    expect(numbers(state)).toEqual([1, 2, 3, 4]);
    expect(nextSync(state)).toBeNull();
  });

  it('drops a duplicate and keeps the first copy', () => {
    const state = messageArrived(loadedTo(3), entry(2, { text: 'other' }));
    expect(state.entries[1]?.text).toBe('text 2');
    expect(numbers(state)).toEqual([1, 2, 3]);
  });

  it('holds back an entry beyond a gap, asks for the gap, then shows both in order', () => {
    const gap = messageArrived(loadedTo(3), entry(5));
    expect(numbers(gap)).toEqual([1, 2, 3]);
    expect(nextSync(gap)).toEqual({ afterSeq: 3 });
    const closed = synced(gap, { afterSeq: 3 }, { messages: [entry(4)], head: 5 });
    expect(numbers(closed)).toEqual([1, 2, 3, 4, 5]);
    expect(nextSync(closed)).toBeNull();
  });

  it('asks for a lost last entry when a head names it', () => {
    expect(nextSync(headSeen(loadedTo(3), 4))).toEqual({ afterSeq: 3 });
    expect(nextSync(headSeen(loadedTo(3), 2))).toBeNull();
  });

  it('goes on asking while one answer did not reach the head', () => {
    const state = synced(headSeen(loadedTo(1), 9), { afterSeq: 1 }, { messages: entries(2, 5), head: 9 });
    expect(nextSync(state)).toEqual({ afterSeq: 5 });
  });

  it('reads upward until number 1 and refuses a page that does not join', () => {
    const state = synced(fresh(), {}, { messages: entries(6, 9), head: 9 });
    expect(earlierSync(state)).toEqual({ beforeSeq: 6 });
    expect(numbers(synced(state, { beforeSeq: 6 }, { messages: entries(1, 3), head: 9 }))).toEqual([6, 7, 8, 9]);
    const whole = synced(state, { beforeSeq: 6 }, { messages: entries(1, 5), head: 9 });
    expect(numbers(whole)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(earlierSync(whole)).toBeNull();
  });

  it('knows an empty conversation as loaded', () => {
    const state = synced(fresh(), {}, { messages: [], head: 0 });
    expect([state.loaded, nextSync(state), earlierSync(state)]).toEqual([true, null, null]);
    expect(numbers(messageArrived(state, entry(1)))).toEqual([1]);
  });

  it('drops the text of a recalled message when the recall arrives or is replayed', () => {
    const recall = entry(3, { kind: 'system', text: null, system: { code: 'message.recalled', data: { messageId: 'm1' } } });
    const live = messageArrived(loadedTo(2), recall);
    expect(live.entries[0]).toMatchObject({ text: null, recalledAt: AT });
    const replayed = synced(synced(fresh(), {}, { messages: [recall], head: 3 }), { beforeSeq: 3 }, { messages: entries(1, 2), head: 3 });
    expect(replayed.entries[0]).toMatchObject({ text: null, recalledAt: AT });
  });

  it('ends with 1..n once each, whatever is lost, doubled or reordered on the way', () => {
    const push = fc.record({ seq: fc.integer({ min: 1, max: 40 }), how: fc.constantFrom('push', 'head', 'sync', 'earlier') });
    fc.assert(
      fc.property(fc.array(push, { maxLength: 120 }), fc.integer({ min: 1, max: 15 }), (events, limit) => {
        const server = entries(1, 40);
        const answer = (state: ConversationState, request: ReturnType<typeof nextSync>): ConversationState => {
          if (!request) return state;
          const found =
            'afterSeq' in request
              ? server.filter((m) => m.seq > request.afterSeq).slice(0, limit)
              : 'beforeSeq' in request
                ? server.filter((m) => m.seq < request.beforeSeq).slice(-limit)
                : server.slice(-limit);
          return synced(state, request, { messages: found, head: 40 });
        };
        let state = fresh();
        for (const event of events) {
          if (event.how === 'push') state = messageArrived(state, entry(event.seq));
          else if (event.how === 'head') state = headSeen(state, event.seq);
          else state = answer(state, event.how === 'sync' ? nextSync(state) : earlierSync(state));
          expect(numbers(state)).toEqual(Array.from({ length: state.entries.length }, (_, index) => state.first + index));
        }
        state = headSeen(state, 40);
        for (let request = nextSync(state); request; request = nextSync(state)) state = answer(state, request);
        for (let request = earlierSync(state); request; request = earlierSync(state)) state = answer(state, request);
        expect(state.entries).toEqual(server);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what was written but not acknowledged', () => {
  it('shows at once, is sent one at a time in the order written, and becomes an entry by its acknowledgement', () => {
    let state = write(write(loadedTo(2), 'p1'), 'p2');
    expect(nextToSend(state)?.clientMessageId).toBe('p1');
    state = sending(state, 'p1');
    expect(nextToSend(state)).toBeNull();
    state = acknowledged(state, 'p1', ack(3));
    expect(numbers(state)).toEqual([1, 2, 3]);
    expect(state.entries[2]).toMatchObject({ text: 'p1', author: agent, clientMessageId: 'p1' });
    expect(nextToSend(state)?.clientMessageId).toBe('p2');
  });

  it('takes a second press of the same message for the first', () => {
    expect(write(write(loadedTo(0), 'p1'), 'p1').pending).toHaveLength(1);
  });

  it('waits with an acknowledged message whose predecessor is missing, and shows it once', () => {
    const gap = acknowledged(sending(write(loadedTo(2), 'p1'), 'p1'), 'p1', ack(4));
    expect([numbers(gap), gap.pending.length, nextSync(gap)]).toEqual([[1, 2], 0, { afterSeq: 2 }]);
    const own = entry(4, { clientMessageId: 'p1', author: agent });
    expect(numbers(synced(gap, { afterSeq: 2 }, { messages: [entry(3), own], head: 4 }))).toEqual([1, 2, 3, 4]);
  });

  it('is struck when a sync shows that it was recorded although the answer got lost', () => {
    const lost = connectionLost(sending(write(loadedTo(2), 'p1'), 'p1'));
    expect(lost.pending[0]?.state).toBe('queued');
    const state = synced(headSeen(lost, 3), { afterSeq: 2 }, { messages: [entry(3, { clientMessageId: 'p1', author: agent })], head: 3 });
    expect([state.pending, numbers(state)]).toEqual([[], [1, 2, 3]]);
    expect(acknowledged(state, 'p1', ack(3))).toBe(state);
  });

  it('stays when somebody else used the same id', () => {
    const foreign = entry(3, { clientMessageId: 'p1', author: { kind: 'agent', id: 'a2', name: 'Tom' } });
    expect(messageArrived(write(loadedTo(2), 'p1'), foreign).pending).toHaveLength(1);
  });

  it('is tried again with the same id after a delay, and waits for its writer after a refusal', () => {
    let state = sendDelayed(sending(write(loadedTo(0), 'p1'), 'p1'), 'p1', 'request/too_many');
    expect(nextToSend(state)).toMatchObject({ clientMessageId: 'p1', attempts: 1, error: 'request/too_many' });
    state = sendRefused(sending(state, 'p1'), 'p1', 'conversation/closed');
    expect(nextToSend(state)).toBeNull();
    expect(nextToSend(write(state, 'p2'))?.clientMessageId).toBe('p2');
    expect(nextToSend(retried(state, 'p1'))).toMatchObject({ clientMessageId: 'p1', error: null });
    expect(nextToSend(retried(state, 'p1', 'p9'))?.clientMessageId).toBe('p9');
    expect(discarded(state, 'p1').pending).toEqual([]);
  });

  it('gives a first message and those behind it the conversation it opened', () => {
    const visitor = { kind: 'customer', id: null, name: '' } as const;
    let state = write(write(emptyConversation(null, visitor), 'p1'), 'p2');
    expect(toSend(sending(state, 'p1').pending[0] ?? fail())).not.toHaveProperty('conversationId');
    state = acknowledged(state, 'p1', ack(1, 'c7'));
    expect([state.conversationId, state.pending[0]?.conversationId, numbers(state)]).toEqual(['c7', 'c7', [1]]);
  });

  it('leaves the timeline alone when the answer names another conversation', () => {
    const state = acknowledged(write(loadedTo(2), 'p1'), 'p1', ack(1, 'c8'));
    expect([numbers(state), state.pending, state.conversationId]).toEqual([[1, 2], [], CONVERSATION]);
  });

  it('survives being stored, and anything else in the store is ignored', () => {
    const [message] = sending(write(loadedTo(0), 'p1', '你好'), 'p1').pending;
    expect(storedPending(JSON.parse(JSON.stringify(message)))).toEqual({ ...message, state: 'queued' });
    for (const damaged of [null, 3, 'x', [], {}, { clientMessageId: 1 }, { ...message, text: null }, { ...message, conversationId: 4 }])
      expect(storedPending(damaged)).toBeNull();
  });
});

describe('receipts', () => {
  it('only ever go forward, and read includes delivered', () => {
    const state = receiptArrived(receiptArrived(loadedTo(5), { deliveredSeq: 2, readSeq: 4 }), { deliveredSeq: 1, readSeq: 1 });
    expect([markOf(state, 4), markOf(state, 5)]).toEqual(['read', 'sent']);
    expect(markOf(receiptArrived(state, { deliveredSeq: 5, readSeq: 4 }), 5)).toBe('delivered');
  });
});

function fail(): never {
  throw new Error('nothing pending');
}

describe('a message that answers another one', () => {
  const recall = (seq: number, messageId: string) =>
    entry(seq, { kind: 'system', text: null, clientMessageId: null, author: { kind: 'system', id: null, name: '' }, system: { code: 'message.recalled', data: { messageId } } });
  const quote = quoteOf(entry(2));

  it('names it on the wire and keeps it through a reload', () => {
    const state = written(loadedTo(3), { clientMessageId: 'p1', text: 'yes', internal: false, writtenAt: AT, replyTo: quote });
    const [message] = state.pending;
    if (!message) throw new Error('nothing is pending');
    expect(toSend(message).replyTo).toBe('m2');
    expect(storedPending(JSON.parse(JSON.stringify(message)))?.replyTo).toEqual(quote);
    for (const damaged of [1, 'm2', {}, { id: 2 }, { ...quote, author: null }]) expect(storedPending({ ...message, replyTo: damaged })?.replyTo).toBeUndefined();
  });

  it('loses the words of what was recalled, whichever is read first', () => {
    const gone = { ...quote, text: null, recalled: true };
    const answer = entry(4, { replyTo: quote });
    expect(messageArrived(messageArrived(loadedTo(3), answer), recall(5, 'm2')).entries.at(3)?.replyTo).toEqual(gone);
    const late = messageArrived(messageArrived(loadedTo(3), recall(4, 'm2')), entry(5, { replyTo: quote }));
    expect(late.entries.at(4)?.replyTo).toEqual(gone);
    expect(messageArrived(messageArrived(loadedTo(3), answer), recall(5, 'm1')).entries.at(3)?.replyTo).toEqual(quote);
  });

  it('that is recalled itself quotes nothing any more', () => {
    const state = messageArrived(messageArrived(loadedTo(3), entry(4, { replyTo: quote })), recall(5, 'm4'));
    expect(state.entries.at(3)).toMatchObject({ text: null, replyTo: undefined });
  });

  it('quotes a beginning that is cut between characters', () => {
    const long = quoteOf(entry(1, { text: `a${'😀'.repeat(200)}` })).text ?? '';
    expect([long.isWellFormed(), [...long].length, long.endsWith('😀…')]).toEqual([true, 140, true]);
  });
});
