import { feedUrl } from './feed-url.rules.js';

describe('the address of a feed', () => {
  it.each([
    ['webcal://holidays.example/cn.ics', 'https://holidays.example/cn.ics'],
    [' https://holidays.example/cn.ics?y=1#top ', 'https://holidays.example/cn.ics?y=1'],
    ['http://holidays.example:8080/', 'http://holidays.example:8080/'],
    ['ftp://holidays.example/', null],
    ['file:///etc/passwd', null],
    ['https://name:secret@holidays.example/', null],
    ['holidays.example/cn.ics', null],
    ['javascript:alert(1)', null],
  ])('%s', (text, url) => expect(feedUrl(text)).toBe(url));
});
