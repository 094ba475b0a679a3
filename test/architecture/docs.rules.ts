import { posix } from 'node:path';
import { type Breach, files, type Rule } from './tree.js';

// Pictures are made last; everything else must be there.
const LINK = /(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)/g;

/** Every link between documents leads somewhere. */
export const linksLead: Rule = (tree) =>
  [...files(tree, (file) => file.endsWith('.md'))].flatMap(([file, text]) =>
    [...text.matchAll(LINK)].flatMap((match): Breach[] => {
      const to = match[1] ?? '';
      if (/^[a-z]+:/.test(to)) return [];
      const target = posix.normalize(posix.join(posix.dirname(file), to)).replace(/\/$/, '');
      const there = tree.has(target) || [...tree.keys()].some((path) => path.startsWith(`${target}/`));
      return there ? [] : [{ file, line: text.slice(0, match.index).split('\n').length, what: `${to} leads nowhere` }];
    }),
  );

const MAP = 'docs/architecture.md';

/** The map names every slice and every app. */
export const mapIsComplete: Rule = (tree) => {
  const words = new Set((tree.get(MAP) ?? '').split(/[^a-z-]+/));
  const places = new Set([...tree.keys()].flatMap((file) => /^(?:server\/src|web)\/([a-z-]+)\//.exec(file)?.[1] ?? []));
  return [...places].filter((place) => !words.has(place)).map((place) => ({ file: MAP, line: 1, what: `does not show ${place}` }));
};
