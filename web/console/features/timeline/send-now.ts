import type { ConversationState } from '../../../client/conversation.rules.js';
import type { Store } from '../../../client/store.js';

/**
 * Sends what stands in the composer and waits until the server has it.
 * @param written whether there is something to send. @returns false when it was held back or refused: what follows on it must not happen
 */
export function sendNow(form: HTMLFormElement | null, written: () => boolean, conversation: Store<ConversationState>): Promise<boolean> {
  if (!written()) return Promise.resolve(true);
  form?.requestSubmit();
  if (written()) return Promise.resolve(false);
  return new Promise((resolve) => {
    const look = () => {
      const { pending } = conversation.get();
      const refused = pending.some(({ state }) => state === 'failed');
      if (!refused && pending.length > 0) return;
      stop();
      resolve(!refused);
    };
    const stop = conversation.subscribe(look);
    look();
  });
}
