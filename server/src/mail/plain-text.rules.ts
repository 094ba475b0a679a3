import { Parser } from 'htmlparser2';

const MOST_TEXT = 200_000;
const APART = new Set(['p', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'pre']);
const LINES = new Set(['div', 'tr', 'li', 'br', 'hr', 'section', 'article']);
const SILENT = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);

/** The words of a mail that brings nothing but a page. Quotes become quoted lines, so that they fold like others. */
export function textOf(html: string): string {
  let text = '';
  let silent = 0;
  let quotes = 0;
  const breakLine = (most: number) => {
    const trailing = /\n*$/.exec(text)?.[0].length ?? 0;
    if (text !== '' && trailing < most) text += '\n'.repeat(most - trailing);
  };
  const parser = new Parser({
    onopentag: (name) => {
      if (SILENT.has(name)) silent += 1;
      if (APART.has(name)) breakLine(2);
      else if (LINES.has(name) && name !== 'br') breakLine(1);
      if (name === 'br') text += '\n';
      if (name === 'li') text += '- ';
      if (name === 'blockquote') quotes += 1;
    },
    ontext: (words) => {
      if (silent > 0 || text.length > MOST_TEXT) return;
      const plain = words.replace(/[\s\u00a0]+/g, ' ');
      const fresh = text === '' || text.endsWith('\n');
      if (plain.trim() === '' && fresh) return;
      text += fresh ? `${'> '.repeat(Math.min(quotes, 5))}${plain.trimStart()}` : plain;
    },
    onclosetag: (name) => {
      if (SILENT.has(name)) silent -= 1;
      if (name === 'td' || name === 'th') text += ' ';
      if (APART.has(name)) breakLine(2);
      else if (LINES.has(name) && name !== 'br') breakLine(1);
      if (name === 'blockquote') quotes -= 1;
    },
  });
  parser.end(html);
  return text.replace(/[ \t]+\n/g, '\n').trim();
}

/** What PostgreSQL keeps, and what no reader needs: neither U+0000 nor half characters, and no more than `most`. */
export const storable = (words: string, most: number): string => words.replaceAll('\u0000', '').toWellFormed().slice(0, most).toWellFormed();
/** The same in one line. */
export const oneLine = (words: string, most: number): string => storable(words.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').replace(/\s+/g, ' ').trim(), most);
