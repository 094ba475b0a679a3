import type { WidgetSessionRequest } from '#contracts/widget.js';

export const VISITOR_PREFIX = 'vt_';
const TOKEN = /^vt_[\w-]{20,150}$/;

/** Whether it could be one of ours; anything else is not worth a look into the database. */
export const looksLikeVisitorToken = (token: string): boolean => TOKEN.test(token);

/** What we keep of a page address: a link that an agent may click, without credentials and without the fragment. */
export function pageAddress(written: string): string | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href.slice(0, 2000);
}

/** An IANA zone we can tell the time in; null for anything else. */
export function knownZone(zone: string | undefined): string | null {
  if (zone === undefined || zone === '') return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    // A RangeError is how Intl says that it knows no such zone.
    return null;
  }
}

/** What a visitor's page tells of its surroundings; what it leaves out stays as it was. */
export function surroundings({ locale, zone, page }: WidgetSessionRequest) {
  const knownTimeZone = knownZone(zone);
  const pageUrl = page && pageAddress(page.url);
  return {
    ...(locale === undefined ? {} : { locale }),
    ...(knownTimeZone === null ? {} : { zone: knownTimeZone }),
    ...(page && pageUrl ? { pageUrl, pageTitle: page.title } : {}),
  };
}
