/**
 * The address of an endpoint as we call it, or null when it is none we call: without a password in it, and only by
 * https unless the own network may be called (PRIVATE_WEBHOOKS). Where its name leads is judged when we connect.
 */
export function endpointUrl(text: string, plainToo: boolean): string | null {
  const written = text.trim();
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  const known = url.protocol === 'https:' || (plainToo && url.protocol === 'http:');
  if (!known || url.hostname === '' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url.href;
}
