import { createStores, type Store } from '../../../client/store.js';

const wanted = createStores(() => false);
/** Whether a message's translation is open on this page. */
export const translating = (messageId: string): Store<boolean> => wanted.of(messageId);

export interface Turned {
  readonly before: string;
  readonly after: string;
  readonly to: string;
}
const turned = createStores<Turned | null>(() => null);
/** What became of a reply when it was translated, until it is written on or taken back. */
export const turnedReply = (ticketId: string): Store<Turned | null> => turned.of(ticketId);

/** The name of a language in the reader's own; its tag where the browser has none. */
export function languageName(tag: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}
