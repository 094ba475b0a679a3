/** A number as people type it: with a comma or a point before the decimals, and blanks between thousands. Null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s\u2019']/gu, '').replace(/^\u2212/u, '-');
  if (!/^[+-]?\d+([.,]\d+)?$/.test(plain)) return null;
  return Number(plain.replace(',', '.'));
}
