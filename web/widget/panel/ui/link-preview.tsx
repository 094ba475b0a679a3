import type { LinkPreview as Item } from '#contracts/previews.js';
import { useEffect, useState } from 'preact/hooks';
import { createLinkPreviews } from '../../../client/link-previews.js';
import { usePanel } from './context.js';

let token = () => '';
const book = createLinkPreviews(async (ids) => {
  const answer = await fetch(`/api/v1/link-previews?messageIds=${ids.join()}`, { headers: { authorization: `Bearer ${token()}` }, credentials: 'omit' });
  if (!answer.ok) throw new Error(String(answer.status));
  const { items }: { items: Item[] } = await answer.json();
  return items;
});

/** Where the first link of a message leads, as our own server has seen it: the visitor's browser asks nobody else. */
export function LinkPreview({ ticketId, messageId, looked }: { ticketId: string; messageId: string; looked: number }) {
  const { session } = usePanel();
  const [page, setPage] = useState(() => book.of(messageId));
  useEffect(() => {
    if (!session) return;
    token = session.token;
    const look = () => setPage(book.of(messageId));
    const leave = book.watch(look);
    book.look(ticketId, messageId);
    look();
    return leave;
  }, [session, ticketId, messageId]);
  useEffect(() => {
    if (looked > 0) book.stirred(ticketId);
  }, [looked, ticketId]);
  if (!page) return null;
  const { url, host, title, site, description, picture } = page;
  return (
    <a class="preview" href={url} target="_blank" rel="noopener noreferrer nofollow ugc">
      {picture && <img src={picture.url} alt="" loading="lazy" />}
      <span class="about">
        {title && <b dir="auto">{title}</b>}
        {description && <span dir="auto">{description}</span>}
        <small>{site && site !== host && <bdi>{site} · </bdi>}<bdi>{host}</bdi></small>
      </span>
    </a>
  );
}
