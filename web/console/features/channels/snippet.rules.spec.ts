import { originLines, snippet } from './snippet.rules.js';

it('keeps calls made before the loader is there', () => {
  const script = /<script>([\s\S]*?)<\/script>/.exec(snippet('https://desk.example', 'wk_1'))?.[1] ?? '';
  const page: { aftercare?: { (...call: unknown[]): void; q?: ArrayLike<unknown>[] } } = {};
  new Function('window', `with (window) {${script}}`)(new Proxy(page, { has: (target, key) => key === 'aftercare' || key in target }));
  page.aftercare?.('open');
  expect(page.aftercare?.q?.map((call) => Array.from(call))).toEqual([['boot', { key: 'wk_1' }], ['open']]);
});

it('reads origins as they are typed', () => {
  expect(originLines(' https://a.example/ \n\n http://b.example:8080')).toEqual(['https://a.example', 'http://b.example:8080']);
});
