import { Fragment } from 'react';
import { linkParts } from './linked-text.rules.js';

/** What a person wrote, line breaks kept, web addresses clickable, never interpreted as markup. */
export function LinkedText({ text, shown }: { text: string; /** How an address is spelt. */ shown?: (address: string) => string }) {
  return (
    <span dir="auto" className="break-words whitespace-pre-wrap">
      {linkParts(text).map((part, index) =>
        part.href ? (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc" className="text-accent-text underline underline-offset-2">
            {shown ? shown(part.text) : part.text}
          </a>
        ) : (
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </span>
  );
}
