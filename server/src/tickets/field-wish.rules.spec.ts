import { fieldSql } from './field-wish.rules.js';

const built = (wish: string, readsHidden = false) => {
  const values: unknown[] = [];
  const text = fieldSql(wish, (value) => `$${values.push(value)}`, readsHidden);
  return { test: /(?:hidden"|\$1) AND (v.*)\)$/.exec(text)?.[1], text, values };
};

test.each([
  ['order:A1047', 'v."word" = $2', ['order', 'a1047']],
  ['order:Ａ10*', 'v."word" LIKE $2', ['order', 'a10%']],
  ['order:50%_*', 'v."word" LIKE $2', ['order', '50\\%\\_%']],
  ['weight:1..5', 'v."number" >= $2::float8 AND v."number" <= $3::float8', ['weight', 1, 5]],
  ['weight:>=-2.5', 'v."number" >= $2::float8', ['weight', -2.5]],
  ['bought:..2026-10-01', 'v."day" <= $2::date', ['bought', '2026-10-01']],
  ['bought:2026-09-01..2026-10-01', 'v."day" >= $2::date AND v."day" <= $3::date', ['bought', '2026-09-01', '2026-10-01']],
  ['words:a..b', 'v."word" = $2', ['words', 'a..b']],
  ['link:https://shop.example/', 'v."word" = $2', ['link', 'https://shop.example/']],
])('%s', (wish, test, values) => expect(built(wish)).toMatchObject({ test, values }));

test('anything and nothing', () => {
  expect(built('order:*').values).toEqual(['order']);
  expect(built('order:none').text).toMatch(/^NOT EXISTS .* v\."ticketId" = k\."id" AND f\."key" = \$1 AND NOT f\."hidden"\)$/);
});

test('hidden fields are asked for only by who reads them, and words never stand in the text', () => {
  expect([built('secret:x').text.includes('NOT f."hidden"'), built('secret:x', true).text.includes('hidden')]).toEqual([true, false]);
  const hostile = "order:x'); DROP TABLE \"Ticket\"; --";
  expect(built(hostile).text).not.toContain('DROP');
});
