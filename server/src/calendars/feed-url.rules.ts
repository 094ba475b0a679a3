/** The address of a feed as we call it, or null when it is none of the web. `webcal:` is how calendars write https. */
export function feedUrl(text: string): string | null {
  const written = text.trim().replace(/^webcals?:/i, 'https:');
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url.href;
}
