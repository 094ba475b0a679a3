import type { Term } from './search-query.rules.js';
import { type Word, wordsOf } from './search-words.rules.js';

export interface Excerpt {
  readonly text: string;
  readonly ranges: { from: number; to: number }[];
}
const LENGTH = 160;
const BEFORE = 40;
const CUT = '…';

const meets = (lexeme: string | undefined, wanted: string, open: boolean): boolean => lexeme !== undefined && (open ? lexeme.startsWith(wanted) : lexeme === wanted);

/** Where the terms stand in a text, in order and without overlaps. */
export function placesOf(text: string, terms: readonly Term[]): [number, number][] {
  const words: readonly Word[] = wordsOf(text);
  const found: [number, number][] = [];
  for (const { lexemes, open } of terms) {
    for (let at = 0; at < words.length; at += 1) {
      if (!lexemes.every((lexeme, nth) => meets(words[at + nth]?.lexeme, lexeme, open && nth === lexemes.length - 1))) continue;
      const [first, last] = [words[at], words[at + lexemes.length - 1]];
      if (first && last) found.push([first.from, last.to]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const joined: [number, number][] = [];
  for (const range of found) {
    const previous = joined.at(-1);
    if (previous && range[0] <= previous[1]) previous[1] = Math.max(previous[1], range[1]);
    else joined.push([...range]);
  }
  return joined;
}

/** The part of a text around the first hit, with every hit in it; an ellipsis tells where it is cut. No half of a sign is cut off. */
export function excerptOf(text: string, terms: readonly Term[]): Excerpt {
  const places = placesOf(text, terms);
  const first = places[0]?.[0] ?? 0;
  let from = text.length <= LENGTH ? 0 : Math.max(0, Math.min(first - BEFORE, text.length - LENGTH));
  let to = Math.min(text.length, from + LENGTH);
  if (isTrailing(text, from)) from -= 1;
  if (isTrailing(text, to)) to -= 1;
  const begin = from > 0 ? CUT : '';
  const moved = begin.length - from;
  const ranges = places.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => ({ from: start + moved, to: end + moved }));
  return { text: begin + text.slice(from, to) + (to < text.length ? CUT : ''), ranges };
}

/** Whether the second half of a pair of code units stands here. */
const isTrailing = (text: string, at: number): boolean => at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(at));
