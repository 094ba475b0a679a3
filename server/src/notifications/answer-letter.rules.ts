/** Words as a letter quotes them. */
export const quoted = (text: string): string =>
  text
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/** What was said, and the names of what was sent with it: the files themselves stay where rights are asked. */
export const withFiles = (text: string | null, names: readonly string[]): string => [text, ...names.map((name) => `[${name}]`)].filter((line) => line).join('\n');

const fits = (origin: string, allowed: string): boolean => {
  if (!allowed.includes('://*.')) return origin === allowed;
  const [scheme = '', host = ''] = allowed.split('://*');
  return origin.startsWith(`${scheme}://`) && origin.endsWith(host);
};

/**
 * The page where the visitor wrote, if it is one of the shop's. What a page calls itself is hostile input: a letter of
 * ours must not lead a stranger, whose address somebody typed, to a place that somebody chose.
 */
export function wayBack(pageUrl: string | null, origins: readonly string[]): string | null {
  if (pageUrl === null || !URL.canParse(pageUrl)) return null;
  const { origin, pathname } = new URL(pageUrl);
  return origins.some((allowed) => fits(origin, allowed)) ? `${origin}${pathname}` : null;
}
