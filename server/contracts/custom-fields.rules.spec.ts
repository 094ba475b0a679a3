import type { FieldValue } from './common.js';
import type { FieldWhen } from './custom-fields.js';
import { checkValue, type FieldRule, type FieldSubject, hasCircle, keyFrom, missingFields, nameIn, shownFields, wordsOf } from './custom-fields.rules.js';

const field = (fields: Partial<FieldRule> = {}): FieldRule => ({ key: 'order', kind: 'text', options: [], multiline: false, decimals: 0, min: null, max: null, required: 'never', when: null, retiredAt: null, ...fields });
const OPTIONS = [{ key: 'leak', retired: false }, { key: 'dent', retired: false }, { key: 'smell', retired: true }];
const subject = (fields: Partial<FieldSubject> = {}): FieldSubject => ({ type: 'question', teamId: 'team', channelId: 'mail', tags: [], values: {}, ...fields });
const TEAM = '0198a000-0000-7000-8000-000000000001';

describe('a value', () => {
  test.each<[string, Partial<FieldRule>, FieldValue, unknown]>([
    ['is trimmed', {}, '  A1047 ', 'A1047'],
    ['of blanks is none', {}, ' \n ', null],
    ['stays Chinese', {}, '水壶漏水', '水壶漏水'],
    ['stays right to left', {}, 'שלום', 'שלום'],
    ['has one line', {}, 'a\nb', 'not_one_line'],
    ['may have several', { multiline: true }, 'a\r\nb', 'a\nb'],
    ['has no bell in it', { multiline: true }, 'a\u0007b', 'not_one_line'],
    ['of text is text', {}, 5, 'kind'],
    ['is not endless', {}, 'x'.repeat(201), 'too_long'],
    ['is a number', { kind: 'number', decimals: 2 }, 12.35, 12.35],
    ['is zero and not less than that', { kind: 'number' }, -0, 0],
    ['has no more places than asked for', { kind: 'number', decimals: 1 }, 12.35, 'too_precise'],
    ['is in its bounds', { kind: 'number', min: 1 }, 0, 'too_small'],
    ['is in its bounds, above too', { kind: 'number', max: 5 }, 6, 'too_big'],
    ['is no number beyond what can be told apart', { kind: 'number' }, 1e16, 'too_big'],
    ['is no number in words', { kind: 'number' }, '12', 'kind'],
    ['is a day', { kind: 'date' }, '2026-02-28', '2026-02-28'],
    ['is a day that there is', { kind: 'date' }, '2026-02-29', 'not_a_day'],
    ['is a day and no moment', { kind: 'date' }, '2026-02-28T00:00:00Z', 'not_a_day'],
    ['is an option', { kind: 'choice', options: OPTIONS }, 'leak', 'leak'],
    ['is an option that there is', { kind: 'choice', options: OPTIONS }, 'rust', 'option_unknown'],
    ['is no retired option', { kind: 'choice', options: OPTIONS }, 'smell', 'option_retired'],
    ['stands in the order of the options, each once', { kind: 'multi_choice', options: OPTIONS }, ['dent', 'leak', 'dent'], ['leak', 'dent']],
    ['of no options is none', { kind: 'multi_choice', options: OPTIONS }, [], null],
    ['is yes or no', { kind: 'yes_no' }, false, false],
    ['is no word for yes', { kind: 'yes_no' }, 'yes', 'kind'],
    ['is an address', { kind: 'link' }, 'https://shop.example/路?a=1', 'https://shop.example/路?a=1'],
    ['runs nothing', { kind: 'link' }, 'javascript:alert(1)', 'not_a_link'],
    ['hides no host behind a name', { kind: 'link' }, 'https://bank.example@evil.example/', 'not_a_link'],
    ['is no half address', { kind: 'link' }, 'shop.example', 'not_a_link'],
  ])('%s', (_, parts, value, expected) => {
    const checked = checkValue(field(parts), value);
    expect('fault' in checked ? checked.fault : checked.value).toEqual(expected);
  });

  test('keeps a retired option where it stands', () => {
    expect(checkValue(field({ kind: 'multi_choice', options: OPTIONS }), ['smell', 'leak'], ['smell'])).toEqual({ value: ['leak', 'smell'] });
  });

  test('is compared in one case and form', () => {
    expect([wordsOf('Ａ１０４７ '), wordsOf(true), wordsOf(['leak', 'dent']), wordsOf(12.5)]).toEqual([['a1047'], ['yes'], ['leak', 'dent'], ['12.5']]);
  });
});

describe('a field', () => {
  const when = (match: 'all' | 'any', ...of: FieldWhen['of']): FieldWhen => ({ match, of });
  test.each<[string, FieldWhen, Partial<FieldSubject>, boolean]>([
    ['of complaints stands on complaints', when('all', { by: 'type', in: ['complaint'] }), { type: 'complaint' }, true],
    ['of complaints stands on nothing else', when('all', { by: 'type', in: ['complaint'] }), {}, false],
    ['of a team stands on its tickets', when('all', { by: 'team', in: [TEAM] }), { teamId: TEAM }, true],
    ['of a team stands on no ticket without one', when('all', { by: 'team', in: [TEAM] }), { teamId: null }, false],
    ['with a tag is found in any case', when('all', { by: 'tag', in: ['VIP'] }), { tags: ['vip'] }, true],
    ['with all wants all', when('all', { by: 'type', in: ['problem'] }, { by: 'tag', in: ['vip'] }), { type: 'problem' }, false],
    ['with any wants one', when('any', { by: 'type', in: ['problem'] }, { by: 'tag', in: ['vip'] }), { type: 'problem' }, true],
    ['with a group wants the group', when('all', { by: 'type', in: ['problem'] }, { match: 'any', of: [{ by: 'tag', in: ['vip'] }, { by: 'channel', in: [TEAM] }] }), { type: 'problem', channelId: TEAM }, true],
    ['after another wants its value', when('all', { by: 'field', key: 'kind', in: ['Leak'] }), { values: { kind: ['dent', 'leak'] } }, true],
    ['after another wants just any value', when('all', { by: 'field', key: 'kind', in: [] }), { values: { kind: ['dent'] } }, true],
    ['after another wants one at all', when('all', { by: 'field', key: 'kind', in: [] }), {}, false],
    ['after one that is gone stands nowhere', when('all', { by: 'field', key: 'gone', in: [] }), { values: { gone: 'x' } }, false],
  ])('%s', (_, condition, parts, shown) => {
    const fields = [field({ key: 'kind', kind: 'multi_choice', options: OPTIONS }), field({ when: condition })];
    expect(shownFields(fields, subject(parts)).map(({ key }) => key)).toEqual(shown ? ['kind', 'order'] : ['kind']);
  });

  test('goes with the one it depends on, whatever that still holds', () => {
    const fields = [field({ key: 'a', when: when('all', { by: 'type', in: ['complaint'] }) }), field({ key: 'b', when: when('all', { by: 'field', key: 'a', in: [] }), required: 'to_solve' })];
    expect(missingFields(fields, subject({ values: { a: 'x' } }))).toEqual([]);
    expect(missingFields(fields, subject({ type: 'complaint', values: { a: 'x' } })).map(({ key }) => key)).toEqual(['b']);
    expect(missingFields(fields, subject({ type: 'complaint', values: { a: 'x', b: 'y' } }))).toEqual([]);
  });

  test('that is retired is shown where it holds something, and asked of nobody', () => {
    const retired = field({ required: 'to_solve', retiredAt: '2026-11-01T00:00:00.000Z' });
    expect([shownFields([retired], subject()), missingFields([retired], subject())]).toEqual([[], []]);
    expect(shownFields([retired], subject({ values: { order: 'A1' } }))).toHaveLength(1);
  });

  test('may be called like something every object has', () => {
    const required = field({ key: 'constructor', required: 'to_solve' });
    expect(missingFields([required], subject()).map(({ key }) => key)).toEqual(['constructor']);
  });

  test('that asks about itself is found, by whatever detour', () => {
    const after = (key: string, asked: string) => field({ key, when: when('any', { match: 'all', of: [{ by: 'field', key: asked, in: [] }] }) });
    expect(hasCircle([after('a', 'a')])).toBe(true);
    expect(hasCircle([after('a', 'b'), after('b', 'c'), after('c', 'b')])).toBe(true);
    expect(hasCircle([after('a', 'b'), after('b', 'c'), field({ key: 'c' })])).toBe(false);
    expect(shownFields([after('a', 'b'), after('b', 'a')], subject({ values: { a: 'x', b: 'y' } }))).toEqual([]);
  });
});

describe('a name', () => {
  test('is read in the next best language', () => {
    expect([nameIn({ en: 'Order', 'zh-CN': '订单' }, 'zh-TW'), nameIn({ en: 'Order' }, 'zh-CN'), nameIn({ 'zh-TW': '訂單' }, 'en')]).toEqual(['订单', 'Order', '訂單']);
  });

  test.each([
    ['Order number', [], 'order_number'],
    ['Order number', ['order_number'], 'order_number_2'],
    ['2nd café – Größe', [], 'nd_cafe_gro_e'],
    ['订单号', ['field_1'], 'field_2'],
    ['__', [], 'field_1'],
    ['Link', [], 'link_2'],
    ['Secret', ['secret_2'], 'secret_3'],
  ])('%s, with %j taken, gives the key %s', (name, taken, key) => expect(keyFrom({ en: name }, taken, 'field')).toBe(key));
});
