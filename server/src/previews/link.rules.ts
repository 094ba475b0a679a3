/** What ends an address in running text: spaces, quotes, full-width punctuation, and marks that turn the direction of text. */
const LINK = /https?:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef\u2018-\u201d\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/giu;
const TAIL = '.,;:!?)]}*…';
const LONGEST = 2_000;

/** The first address of the web in a text, as it is fetched; null when it has none. */
export function firstLink(text: string): string | null {
  for (const [found] of text.matchAll(LINK)) {
    const url = previewUrl(trimmed(found));
    if (url !== null) return url;
  }
  return null;
}

/** Without what closes the sentence rather than the address, unless the bracket was opened inside it. */
function trimmed(address: string): string {
  // From the end: a pattern would begin anew at every mark, and an address of marks alone would hold up everybody.
  let end = address.length;
  while (end > 0 && TAIL.includes(address.charAt(end - 1))) end -= 1;
  const [kept, tail] = [address.slice(0, end), address.slice(end)];
  const open = [...kept].reduce((depth, character) => depth + (character === '(' ? 1 : character === ')' ? -1 : 0), 0);
  return kept + tail.slice(0, tail.search(/[^)]|$/u)).slice(0, Math.max(open, 0));
}

/** An address we may look at: of the web, without a name and password, and not longer than browsers take. The fragment is the reader's alone. */
export function previewUrl(text: string, base?: string): string | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url.href.length > LONGEST ? null : url.href;
}

/** The ports of the web and no other: whoever writes a link must not use us to knock at doors. */
export const isWebPort = ({ port }: URL): boolean => port === '' || port === '80' || port === '443';
