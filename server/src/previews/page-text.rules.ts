/** Controls, and what turns, hides or joins text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
/** Joins emoji and letters of some scripts; harmless in the middle of a line. */
const JOINERS = /[\u200c\u200d]/u;

/** A line of somebody else's text: without controls, with single spaces, cut at a length counted in characters. */
export function cleanLine(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').replace(UNSEEN, (mark) => (JOINERS.test(mark) ? mark : '')).trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('').trimEnd()}…`;
}

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** How a page's bytes are to be read: by its mark, by its header, by what its beginning says, otherwise as UTF-8. */
export function charsetOf(contentType: string, beginning: Uint8Array): string {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => beginning[at] === byte));
  if (marked) return marked[1];
  const head = Buffer.from(beginning.buffer, beginning.byteOffset, Math.min(beginning.length, 1_024)).toString('latin1');
  const named = /charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1];
  return named && isKnown(named) ? named : 'utf-8';
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}
