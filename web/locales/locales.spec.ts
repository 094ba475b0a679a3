import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '#contracts/errors.js';
import { SYSTEM_LINES } from '#contracts/messages.js';

const folder = join(process.cwd(), 'web/locales');
const LANGUAGES = ['en', 'zh-CN', 'zh-TW'];
const DOMAINS = readdirSync(join(folder, 'en')).map((file) => file.replace('.json', ''));

type Tree = { [key: string]: string | string[] | Tree };
function texts(language: string, domain: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (tree: Tree, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') found.set(path + key, value);
      else walk(Object.fromEntries(Object.entries(value)), `${path}${key}.`);
    }
  };
  walk(JSON.parse(readFileSync(join(folder, language, `${domain}.json`), 'utf8')), '');
  return found;
}
const plain = (key: string) => key.replace(/_(one|other)$/, '');
const names = (language: string, domain: string) => [...new Set([...texts(language, domain).keys()].map(plain))].sort();
const blanks = (text: string) => [...text.matchAll(/\{\{?(\w+)\}?\}/g)].map((match) => match[1]).sort();

describe.each(DOMAINS)('the texts of %s', (domain) => {
  it.each(['zh-CN', 'zh-TW'])('are complete in %s', (language) => {
    expect(names(language, domain)).toEqual(names('en', domain));
  });

  it('name the same blanks in every language and are never empty', () => {
    const english = new Map([...texts('en', domain)].map(([key, text]) => [plain(key), blanks(text)]));
    for (const language of LANGUAGES)
      for (const [key, text] of texts(language, domain)) {
        expect(`${language} ${key}: ${text.trim()}`).not.toBe(`${language} ${key}: `);
        expect([language, key, blanks(text)]).toEqual([language, key, english.get(plain(key))]);
      }
  });
});

it.each(LANGUAGES)('every error code has a text in %s', (language) => {
  const known = new Map([...texts(language, 'errors'), ...texts(language, 'errors-later')]);
  expect(Object.keys(ERRORS).filter((code) => !known.has(code.replace('/', '.')))).toEqual([]);
});

it.each(LANGUAGES)('every system line has a text in %s', (language) => {
  const known = texts(language, 'timeline');
  expect(Object.keys(SYSTEM_LINES).filter((code) => !known.has(`system.${code}`))).toEqual([]);
});

it('Taiwan has its own words, not converted ones', () => {
  const mainland = /账|帐号|软件|网络|信息|默认|视频|鼠标|屏幕|登录|搜索|用户|保存|发送|设置/u;
  for (const domain of DOMAINS) for (const [key, text] of texts('zh-TW', domain)) expect([key, mainland.test(text)]).toEqual([key, false]);
});

it.each([
  ['zh-CN', '客户', /顾客|客人/u],
  ['zh-TW', '顧客', /客戶|客人/u],
])('%s has one word for a customer: %s', (language, _, other) => {
  for (const domain of DOMAINS) for (const [key, text] of texts(language, domain)) expect([domain, key, other.test(text)]).toEqual([domain, key, false]);
});
