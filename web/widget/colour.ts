export type Rgb = readonly [number, number, number];

export function parseHex(hex: string): Rgb | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!digits) return null;
  const [, r = '', g = '', b = ''] = digits;
  return [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)];
}

const linear = (channel: number) => {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance, WCAG 2.2. */
export const luminance = ([r, g, b]: Rgb) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

/** Contrast ratio 1..21, WCAG 2.2. */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The text colour that reads best on a filled accent: above this luminance, near-black has the better contrast. */
const WHITE_UP_TO = 0.1925;
export const textOn = (accent: string): string => (luminance(parseHex(accent) ?? [0, 0, 0]) <= WHITE_UP_TO ? '#ffffff' : '#101211');
