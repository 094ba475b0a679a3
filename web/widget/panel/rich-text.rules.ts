import { honestAddress } from '../../client/honest-host.rules.js';

export type Piece = { text: string } | { text: string; href: string };

const LINK = /https?:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef\u2018-\u201d\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/giu;
/** Closes a sentence rather than an address, unless the bracket was opened inside it. */
const TAIL = '.,;:!?)]}*';

/** Splits text into plain pieces and web addresses; nothing else ever becomes a link. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const address = trimTail(match[0]);
    // A name before the host is how one address is made to look like another.
    if (!URL.canParse(address) || new URL(address).username) continue;
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    found.push({ text: honestAddress(address), href: address });
    at = match.index + address.length;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}

function trimTail(address: string): string {
  // From the end: a pattern would begin anew at every mark, and an address of marks alone would freeze its reader.
  let end = address.length;
  while (end > 0 && TAIL.includes(address.charAt(end - 1))) end -= 1;
  let open = count(address.slice(0, end), '(') - count(address.slice(0, end), ')');
  for (; open > 0 && address.charAt(end) === ')'; open -= 1) end += 1;
  return address.slice(0, end);
}
const count = (text: string, character: string) => text.split(character).length - 1;
