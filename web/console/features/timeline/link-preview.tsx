import { useEffect, useSyncExternalStore } from 'react';
import { linkPreviews } from '../../../client/previews.data.js';
import { LinkCard } from '../../../ui/link-card.js';

/** What the first link of a message leads to; nothing until our server has looked, or where there is nothing to see. */
export default function LinkPreview({ ticketId, messageId }: { ticketId: string; messageId: string }) {
  const page = useSyncExternalStore(linkPreviews.watch, () => linkPreviews.of(messageId));
  useEffect(() => linkPreviews.look(ticketId, messageId), [ticketId, messageId]);
  return page && <LinkCard href={page.url} {...page} />;
}
