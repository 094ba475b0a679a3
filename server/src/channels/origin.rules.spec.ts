import { canonicalOrigin, frameSources } from './origin.rules.js';

describe('the origin of a shop', () => {
  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['HTTPS://Shop.Example:443', 'https://shop.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://*.shop.example', 'https://*.shop.example'],
    ['https://商店.example', 'https://xn--czrs0t.example'],
  ])('writes %s in one way', (written, canonical) => {
    expect(canonicalOrigin(written)).toBe(canonical);
  });

  it.each([
    'https://shop.example; script-src *',
    'https://shop.example;script-src',
    "https://shop.example'unsafe'",
    'https://a.example,https://b.example',
    'https://user@shop.example',
    'https://*',
    'https://*.*.example',
    'https://shop.example:99999',
    'javascript:alert(1)',
    'https://',
  ])('refuses %s, which could change the policy it is written into', (written) => {
    expect(canonicalOrigin(written)).toBeNull();
  });

  it('lets anybody embed while no shop is named, and our own pages always', () => {
    expect(frameSources([])).toBe('*');
    expect(frameSources(['https://shop.example', 'https://b.example'])).toBe("'self' https://shop.example https://b.example");
  });
});
