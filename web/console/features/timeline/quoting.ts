import type { Message, Quote } from '#contracts/messages.js';
import { quoteOf } from '../../../client/quotes.rules.js';
import { createStores, type Store, useStore } from '../../../client/store.js';
import { useLive } from '../../app/live.js';

const quoted = createStores<Message | null>(() => null);

/** The message that is being answered in a ticket, until it is sent or let go. */
export const quoting = (ticketId: string): Store<Message | null> => quoted.of(ticketId);

/** What the next message would quote, as it is now. A note is quoted among colleagues only. */
export function useQuote(ticketId: string, note: boolean): Quote | undefined {
  const { conversations } = useLive();
  const chosen = useStore(quoting(ticketId));
  const { entries } = useStore(conversations.of(ticketId));
  if (!chosen || (chosen.internal && !note)) return undefined;
  return quoteOf(entries.find((entry) => entry.id === chosen.id) ?? chosen);
}
