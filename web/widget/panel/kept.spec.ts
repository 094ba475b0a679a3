import type { ToLoader } from '../bridge.js';
import { emptyConversation, type PendingMessage, written } from '../../client/conversation.rules.js';
import { createKept } from './kept.js';
import { visitor } from './state.js';

function open(entries: Record<string, string> = {}) {
  const said: ToLoader[] = [];
  return { said, kept: createKept((message) => said.push(message), entries) };
}
const write = (ids: string[]): readonly PendingMessage[] =>
  ids.reduce((state, id, index) => written(state, { clientMessageId: id, text: id, internal: false, writtenAt: `2026-11-22T08:00:0${index}.000Z` }), emptyConversation(null, visitor)).pending;

describe('what outlives a reload', () => {
  it('brings unsent messages back in the order written', () => {
    const { kept, said } = open();
    kept.keepUnsent([], write(['b', 'a']));
    const entries = Object.fromEntries(said.flatMap((message) => (message.t === 'keep' && message.value !== null ? [[message.name, message.value]] : [])));
    expect(open(entries).kept.unsent().map((message) => message.clientMessageId)).toEqual(['b', 'a']);
  });
  it('writes the rest before it removes what was sent', () => {
    const { kept, said } = open();
    const before = write(['a', 'b']);
    kept.keepUnsent([], before);
    said.length = 0;
    kept.keepUnsent(before, before.slice(1).map((message) => ({ ...message, conversationId: 'c1' })));
    expect(said.map((message) => message.t === 'keep' && [message.name, message.value !== null])).toEqual([['out:b', true], ['out:a', false]]);
  });
  it('ignores a damaged entry', () => expect(open({ 'out:x': '{', 'out:y': '{"text":1}', token: 'vt' }).kept.unsent()).toEqual([]));
  it('says nothing twice', () => {
    const { kept, said } = open({ token: 'vt' });
    kept.set('token', 'vt');
    kept.set('other', null);
    expect(said).toEqual([]);
  });
});
