const MOST_CHARACTERS = 200;
// What steers a terminal, a header or the reading direction, and what no file system likes.
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029<>:"/\\|?*]/gu;
const UNDRAWABLE = /^[.\s]+|[.\s]+$/g;

/**
 * A name fit to be shown and saved: the last part of a path, in one line, that ends as its content is. It never
 * becomes a path of ours.
 */
export function cleanName(claimed: string, extension: string): string {
  const last = claimed.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(UNFIT, '').replace(/\s+/g, ' ').replace(UNDRAWABLE, '');
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : '';
  const stem = dot > 0 && (ending === extension || SAME[extension]?.includes(ending)) ? plain.slice(0, dot) : plain;
  const kept = SAME[extension]?.includes(ending) || ending === extension ? ending : extension;
  return `${[...(stem || 'file')].slice(0, MOST_CHARACTERS - kept.length - 1).join('')}.${kept}`;
}

const SAME: Readonly<Record<string, readonly string[]>> = { jpg: ['jpeg', 'jpe', 'jfif'], txt: ['log', 'md', 'text'], mp4: ['m4v'], gz: ['tgz'], m4a: ['mp4'] };

/** RFC 6266: the plain form for the oldest, the UTF-8 form for everybody else. */
export function dispositionOf(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
