import { knownZone, looksLikeVisitorToken, pageAddress, surroundings } from './visitor.rules.js';

describe('what a visitor tells of its surroundings', () => {
  it.each([
    ['https://shop.example/kettle?colour=red', 'https://shop.example/kettle?colour=red'],
    ['https://anna:secret@shop.example/a#access_token=x', 'https://shop.example/a'],
    ['javascript:alert(1)', null],
    ['data:text/html,<script>1</script>', null],
    ['not an address', null],
  ])('keeps of the page address %s only what an agent may click', (written, kept) => {
    expect(pageAddress(written)).toBe(kept);
  });

  it.each([
    ['Asia/Taipei', 'Asia/Taipei'],
    ['Mars/Olympus', null],
    ['', null],
    [undefined, null],
  ])('takes the zone %s only when a clock can be set by it', (zone, known) => {
    expect(knownZone(zone)).toBe(known);
  });

  it('leaves out what cannot be used, so that it does not replace what was known', () => {
    expect(surroundings({ widgetKey: 'k', zone: 'Mars/Olympus', page: { url: 'javascript:1', title: 'Trap' } })).toEqual({});
    expect(surroundings({ widgetKey: 'k', locale: 'zh-TW', page: { url: 'https://a.example', title: 'A' } })).toEqual({
      locale: 'zh-TW',
      pageUrl: 'https://a.example/',
      pageTitle: 'A',
    });
  });

  it('does not look up what cannot be a visitor token', () => {
    expect(looksLikeVisitorToken('vt_0123456789abcdefghijABCDEFGHIJ-_')).toBe(true);
    for (const foreign of ['', 'vt_', 'ac_0123456789abcdefghijABCDEFGHIJ', 'vt_short', `vt_${'x'.repeat(300)}`, 'vt_0123456789abcdefghij\u0000']) {
      expect(looksLikeVisitorToken(foreign)).toBe(false);
    }
  });
});
