import { Parser } from 'htmlparser2';
import { previewUrl } from './link.rules.js';
import { cleanLine } from './page-text.rules.js';

export interface PageFacts {
  readonly title: string;
  readonly site: string;
  readonly description: string;
  /** Where its picture is said to be; held against the same rules when it is fetched. */
  readonly pictureUrl: string | null;
}

const LONGEST = { title: 140, site: 60, description: 240 } as const;
const MOST_TITLE = 2_000;

/** What a page says of itself in its head. Reads no further than its body begins. */
export function factsOf(html: string, address: string): PageFacts {
  const said = new Map<string, string>();
  let title = '';
  let inTitle = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'body') return parser.pause();
      inTitle = name === 'title' && title === '';
      const key = (attributes['property'] ?? attributes['name'] ?? '').toLowerCase();
      const { content } = attributes;
      if (name === 'meta' && key && content && !said.has(key)) said.set(key, content);
    },
    ontext(text) {
      if (inTitle && title.length < MOST_TITLE) title += text;
    },
    onclosetag(name) {
      if (name === 'title') inTitle = false;
    },
  });
  parser.write(html);
  const first = (most: number, ...found: (string | undefined)[]) => found.map((text) => cleanLine(text ?? '', most)).find((text) => text !== '') ?? '';
  const picture = said.get('og:image:secure_url') ?? said.get('og:image') ?? said.get('og:image:url') ?? said.get('twitter:image') ?? said.get('twitter:image:src');
  return {
    title: first(LONGEST.title, said.get('og:title'), said.get('twitter:title'), title),
    site: first(LONGEST.site, said.get('og:site_name'), said.get('application-name')),
    description: first(LONGEST.description, said.get('og:description'), said.get('twitter:description'), said.get('description')),
    pictureUrl: picture ? previewUrl(picture.trim(), address) : null,
  };
}
