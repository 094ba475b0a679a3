import fc from 'fast-check';
import { contrast, parseHex, type Rgb, textOn } from './colour.js';
import { accentOn } from './panel/accent.js';

const rgb = (hex: string): Rgb => parseHex(hex) ?? [0, 0, 0];
const anyHex = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

describe('colours of the shop', () => {
  it('knows the contrast of black on white', () => expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21));
  it.each(['red', '#fff', '#12345g', ''])('refuses %p as a colour', (hex) => expect(parseHex(hex)).toBeNull());
  it('writes white on the default green and black on yellow', () => {
    expect(textOn('#1f6f54')).toBe('#ffffff');
    expect(textOn('#ffc800')).toBe('#101211');
  });

  it('puts text that reads at 4.5:1 or near it on every accent, and never the worse of the two', () => {
    fc.assert(
      fc.property(anyHex, (accent) => {
        const chosen = contrast(rgb(textOn(accent)), rgb(accent));
        const other = contrast(rgb(textOn(accent) === '#ffffff' ? '#101211' : '#ffffff'), rgb(accent));
        expect(chosen).toBeGreaterThan(4.2);
        expect(chosen).toBeGreaterThan(other - 0.6);
      }),
    );
  });

  it('turns every accent into a text colour of at least 4.5:1 on both surfaces', () => {
    fc.assert(
      fc.property(anyHex, (accent) => {
        expect(contrast(rgb(accentOn('light', accent)), [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(accentOn('dark', accent)), [27, 29, 28])).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
