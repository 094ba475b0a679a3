export interface TextPart {
  text: string;
  href: string | null;
}

// Only what begins with http(s):// is made a link, up to a mark that turns the direction of text: guessing turns "file.zip" or "v1.co" into strangers' sites.
const ADDRESS = /https?:\/\/[^\s<>"'\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069，。；：！？、（）《》「」【】]+/giu;
const TRAILING = '.,;:!?)]}…';

/** Splits text into plain parts and web addresses, leaving the punctuation after an address outside it. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    // A name before the host is how one address is made to look like another.
    if (!URL.canParse(address) || new URL(address).username !== '') continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), href: null });
    parts.push({ text: address, href: address });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
}

function trimmed(address: string): string {
  const balanced = address.endsWith(')') && address.includes('(');
  if (balanced) return address;
  // From the end: a pattern would begin anew at every mark, and an address of marks alone would freeze its reader.
  let end = address.length;
  while (end > 0 && TRAILING.includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}
