const MOST = 8;

/** The latest searches, the newest first, each once. */
export function remembered(recents: readonly string[], typed: string): string[] {
  const word = typed.trim();
  return word === '' ? [...recents] : [word, ...recents.filter((one) => one !== word)].slice(0, MOST);
}

/** What was stored, if it is a list of words at all. */
export function readRecents(stored: string | null): string[] {
  try {
    const list: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** A text as parts that are marked or not. */
export function partsOf(text: string, ranges: readonly { from: number; to: number }[]): { text: string; marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { from, to } of ranges) {
    if (from > at) parts.push({ text: text.slice(at, from), marked: false });
    parts.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}
