import { contrast, parseHex, type Rgb, textOn } from '../colour.js';

const SURFACES: Record<'light' | 'dark', Rgb> = { light: [255, 255, 255], dark: [27, 29, 28] };
const POLES: Record<'light' | 'dark', Rgb> = { light: [0, 0, 0], dark: [255, 255, 255] };
const mix = (one: Rgb, other: Rgb, share: number): Rgb => {
  const channel = (a: number, b: number) => Math.round(a * (1 - share) + b * share);
  return [channel(one[0], other[0]), channel(one[1], other[1]), channel(one[2], other[2])];
};
const hex = (rgb: Rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/** The accent as text and outline on the panel's surface: moved towards black or white until it reads at 4.5:1 even on a tint of itself. */
export function accentOn(theme: 'light' | 'dark', accent: string): string {
  const rgb = parseHex(accent);
  if (!rgb) return accent;
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(rgb, POLES[theme], share);
    if (contrast(candidate, SURFACES[theme]) >= 5.5) return hex(candidate);
  }
  return hex(POLES[theme]);
}

/** Sets the shop's accent as variables: the fill, the text on it, and the accent as text in both themes. */
export function applyAccent(root: HTMLElement, accent: string): void {
  if (!parseHex(accent)) return;
  root.style.setProperty('--accent', accent);
  root.style.setProperty('--on-accent', textOn(accent));
  root.style.setProperty('--accent-ink-light', accentOn('light', accent));
  root.style.setProperty('--accent-ink-dark', accentOn('dark', accent));
}
