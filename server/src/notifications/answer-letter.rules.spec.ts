import { quoted, wayBack, withFiles } from './answer-letter.rules.js';

describe('the way back', () => {
  const origins = ['https://shop.example', 'https://*.mall.example'];
  it.each([
    ['https://shop.example/kettles?x=1#y', 'https://shop.example/kettles'],
    ['https://eu.mall.example/a', 'https://eu.mall.example/a'],
    ['https://shop.example.evil.example/', null],
    ['https://evil.example/?https://shop.example', null],
    ['https://mall.example.evil.example/', null],
    ['https://evilmall.example/', null],
    ['http://shop.example/', null],
    ['http://eu.mall.example/', null],
    ['javascript:alert(1)', null],
    ['', null],
    [null, null],
  ])('from %s is %s', (page, link) => {
    expect(wayBack(page, origins)).toBe(link);
  });

  it('is none where the shop named no pages', () => {
    expect(wayBack('https://shop.example/', [])).toBeNull();
  });
});

test('names what was sent with the words, or without any', () => {
  expect([withFiles('Look', ['a.png', '[b].pdf']), withFiles(null, ['a.png']), withFiles('Look', [])]).toEqual(['Look\n[a.png]\n[[b].pdf]', '[a.png]', 'Look']);
});

test('quotes every line, empty ones too', () => {
  expect(quoted('One\r\n\nتم\n')).toBe('> One\n>\n> تم');
});
