const ORIGIN = /^https?:\/\/(\*\.)?(\[[0-9a-f:.]+\]|[^\s/;,'"()*[\]]+?)(:\d{1,5})?$/iu;

/**
 * The one spelling of a shop's origin: lower case, punycode, no default port. A leading `*.` takes every subdomain.
 * The result goes into a Content-Security-Policy header, so nothing that could end a directive survives.
 * @returns null when it is not an origin
 */
export function canonicalOrigin(written: string): string | null {
  if (!ORIGIN.test(written)) return null;
  const wildcard = written.includes('://*.');
  const plain = wildcard ? written.replace('://*.', '://') : written;
  if (!URL.canParse(plain)) return null;
  const { origin, hostname, username } = new URL(plain);
  if (username !== '' || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/.test(hostname)) return null;
  return wildcard ? origin.replace('://', '://*.') : origin;
}

/** The `frame-ancestors` sources of a widget's panel. Our own pages may always embed it; an empty list lets anybody. */
export const frameSources = (origins: readonly string[]): string => (origins.length === 0 ? '*' : ["'self'", ...origins].join(' '));

/** Whether a page of that origin may use a widget with this list; an empty list lets any. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  const page = canonicalOrigin(origin);
  if (page === null || page.includes('://*.')) return false;
  return allowed.length === 0 || allowed.some((entry) => entry === page || (entry.includes('://*.') && matches(page, entry)));
}

function matches(page: string, entry: string): boolean {
  const [scheme = '', host = ''] = entry.split('://*');
  return page.startsWith(`${scheme}://`) && page.endsWith(host) && page.length > scheme.length + 3 + host.length;
}
