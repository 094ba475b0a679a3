const ONE = /^bytes=(\d*)-(\d*)$/;

/**
 * The one range a request asks for; null for the whole, 'none' where nothing of the file lies in it.
 * Several ranges at once are answered with the whole, as RFC 9110 allows.
 */
export function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | 'none' | null {
  const [, first = '', last = ''] = ONE.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  return start > end || (first === '' && Number(last) === 0) ? 'none' : { start, end };
}
