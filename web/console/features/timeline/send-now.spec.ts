import { emptyConversation, type PendingMessage } from '../../../client/conversation.rules.js';
import { createStore } from '../../../client/store.js';
import { sendNow } from './send-now.js';

const waiting: PendingMessage = { conversationId: 'c', clientMessageId: 'm', text: 'Hello', internal: false, writtenAt: '2026-11-23T08:00:00Z', state: 'queued', attempts: 0, error: null };
const start = (pending: readonly PendingMessage[] = []) => createStore(emptyConversation('c', { kind: 'agent', id: 'a', name: 'Ann' }, pending));

describe('sending before something else', () => {
  it('goes on at once where nothing was written', async () => {
    await expect(sendNow(null, () => false, start())).resolves.toBe(true);
  });

  it('stops where the composer holds the words back', async () => {
    await expect(sendNow(null, () => true, start())).resolves.toBe(false);
  });

  it.each([
    ['goes on once the server has them', [], true],
    ['stops when the server refuses them', [{ ...waiting, state: 'failed' as const }], false],
  ])('%s', async (_, after, expected) => {
    const conversation = start([waiting]);
    let looks = 0;
    const sent = sendNow(null, () => looks++ === 0, conversation);
    conversation.set({ ...conversation.get(), pending: [{ ...waiting, state: 'sending' }] });
    conversation.set({ ...conversation.get(), pending: after });
    await expect(sent).resolves.toBe(expected);
  });
});
