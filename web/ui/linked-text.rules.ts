export interface TextPart {
  text: string;
  href: string | null;
}

// Only what begins with http(s):// is made a link: guessing turns "file.zip" or "v1.co" into strangers' sites.
const ADDRESS = /https?:\/\/[^\s<>"'，。；：！？、（）《》「」【】]+/giu;
const TRAILING = /[.,;:!?)\]}…]+$/u;

/** Splits text into plain parts and web addresses, leaving the punctuation after an address outside it. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), href: null });
    parts.push({ text: address, href: address });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
}

function trimmed(address: string): string {
  const balanced = address.endsWith(')') && address.includes('(');
  return balanced ? address : address.replace(TRAILING, '');
}
