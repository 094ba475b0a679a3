import type { Locale } from '#contracts/common.js';
import type { TranscriptWords } from './templates/words.js';
import type { Line } from './transcript-line.rules.js';
import { POLICY, STYLE } from './transcript-page.js';

/** What stands above a talk. */
export interface Heading {
  readonly shop: string;
  readonly number: number;
  readonly zone: string;
  readonly savedAt: string;
  /** It holds what only staff may see. */
  readonly internal: boolean;
}

/** One way of writing a talk down, piece by piece. */
export interface Paper {
  readonly head: (heading: Heading) => string;
  readonly line: (line: Line, when: string) => string;
  /** `cut`: it was too long to hold everything. */
  readonly foot: (count: number, cut: boolean) => string;
}

/** Dates and times in one zone and language, each with its distance from UTC. */
export function clockOf(locale: Locale, zone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset' });
  return (at) => format.format(new Date(at));
}

// Everything that steers a printer or a terminal; line ends of all kinds become one.
const plain = (text: string): string => text.toWellFormed().replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
/** A name stays on its line and cannot turn what stands beside it round. */
const named = (text: string): string => plain(text).replace(/[\n\t]/g, ' ').replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');

const filled = (text: string, values: Readonly<Record<string, string | number>>): string => text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));

export function htmlPaper(words: TranscriptWords, locale: Locale): Paper {
  return {
    head({ shop, number, zone, savedAt, internal }) {
      const title = html(named(filled(words.title, { shop, number })));
      return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1 dir="auto">${title}</h1>
<p>${html(filled(words.saved, { when: savedAt, zone }))}</p>
${internal ? `<p class="internal">${html(words.internal)}</p>\n` : ''}</header>
<main>
`;
    },
    line({ by, name, at, internal, answers, text, files }, when) {
      const time = `<time datetime="${html(at)}">${html(when)}</time>`;
      const mark = internal ? ` <b>${html(words.note)}</b>` : '';
      if (name === null) return `<article class="system${internal ? ' note' : ''}"><p class="text" dir="auto">${html(plain(text))}</p><p class="by">${time}${mark}</p></article>\n`;
      const parts = [
        `<p class="by"><b><bdi>${html(named(name))}</bdi></b> ${time}${mark}</p>`,
        answers === null ? '' : `<blockquote dir="auto">${html(plain(answers))}</blockquote>`,
        text === '' ? '' : `<p class="text" dir="auto">${html(plain(text))}</p>`,
        files.length === 0 ? '' : `<ul>${files.map((file) => `<li>${html(words.file)}: <bdi>${html(named(file))}</bdi></li>`).join('')}</ul>`,
      ];
      return `<article class="${by}${internal ? ' note' : ''}">${parts.join('')}</article>\n`;
    },
    foot: (count, cut) => `</main>\n<footer>${html(footText(words, count, cut))}</footer>\n</body>\n</html>\n`,
  };
}

/** Words are set in by four blanks on every line, so that none can pass for a line of ours. */
const setIn = (text: string): string => plain(text).split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n');

export function textPaper(words: TranscriptWords): Paper {
  return {
    head({ shop, number, zone, savedAt, internal }) {
      const title = named(filled(words.title, { shop, number }));
      return [title, filled(words.saved, { when: savedAt, zone }), ...(internal ? [`*** ${words.internal} ***`] : []), '='.repeat(60), '', ''].join('\n');
    },
    line({ name, internal, answers, text, files }, when) {
      const mark = internal ? ` (${words.note})` : '';
      if (name === null) return `[${when}]${mark} \u2068${named(text)}\u2069\n\n`;
      const body = [...(answers === null ? [] : [`> ${answers}`]), ...(text === '' ? [] : [text]), ...files.map((file) => `${words.file}: ${named(file)}`)];
      return `[${when}] \u2068${named(name)}\u2069${mark}\n${setIn(body.join('\n'))}\n\n`;
    },
    foot: (count, cut) => `${'='.repeat(60)}\n${footText(words, count, cut)}\n`,
  };
}

const footText = (words: TranscriptWords, count: number, cut: boolean): string => (cut ? words.cut : count === 0 ? words.empty : words.end);
