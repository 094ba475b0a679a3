/** A word as it is indexed, where it stands among the others, and where in the text. */
export interface Word {
  readonly lexeme: string;
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
const RUN = new RegExp(`(?<cjk>[${CJK}]+)|#(?<number>\\d{1,9})(?![\\p{L}\\p{N}])|(?<word>(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+)`, 'gu');
const SIGN = new RegExp(`^[${CJK}]$`, 'u');
/** One sign of a script that writes no spaces: the beginning of many words. */
export const isSign = (lexeme: string): boolean => SIGN.test(lexeme);
const LONGEST = 60;
/** Beyond it PostgreSQL tells places no more. */
const LAST_PLACE = 16_000;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().slice(0, LONGEST);

/**
 * The words of a text. Latin and other words stand for themselves; of Chinese, Japanese and Korean, where no space tells
 * words apart, each pair of neighbours is one, and the last sign of a run stands alone.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let place = 1;
  const add = (lexeme: string, from: number, to: number) => {
    if (lexeme !== '' && place <= LAST_PLACE) words.push({ lexeme, place, from, to });
    place += 1;
  };
  for (const { 0: run, index, groups } of text.matchAll(RUN)) {
    if (groups?.['number'] !== undefined) add(`#${groups['number']}`, index, index + run.length);
    else if (groups?.['cjk'] === undefined) add(plain(run), index, index + run.length);
    else {
      const signs = [...run];
      let from = index;
      for (const [nth, sign] of signs.entries()) {
        const next = signs[nth + 1] ?? '';
        add(plain(sign + next), from, from + sign.length + next.length);
        from += sign.length;
      }
    }
  }
  return words;
}

/** Every ending of a number of at least four digits, so that any part of it can be found by its beginning. */
export const endingsOf = (digits: string): string[] => Array.from({ length: Math.max(0, digits.length - 3) }, (_, index) => digits.slice(index));

/** A lexeme as PostgreSQL reads it inside tsvector and tsquery: always quoted, so only the quote and the backslash mean anything. */
export const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, '$&$&')}'`;

/** Several texts as one tsvector; a wide gap keeps a phrase from reaching from one into the next. */
export function vectorOf(texts: readonly string[], loose: readonly string[] = []): string {
  let offset = 0;
  const lexemes: string[] = [];
  for (const text of texts) {
    const words = wordsOf(text);
    for (const { lexeme, place } of words) if (place + offset <= LAST_PLACE) lexemes.push(`${quoted(lexeme)}:${place + offset}`);
    offset += (words.at(-1)?.place ?? 0) + 10;
  }
  return [...lexemes, ...loose.map(quoted)].join(' ');
}
