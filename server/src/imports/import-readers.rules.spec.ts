import { charsetOf } from './charset.rules.js';
import { CsvRows, MOST_ROW, separatorOf } from './csv-rows.rules.js';
import { JsonRecords, MOST_DEPTH, MOST_RECORD } from './json-records.rules.js';
import { momentOf } from './moment.rules.js';

/** Fed whole, and sign by sign: where a piece ends must not matter. */
function* fed<T>(text: string, make: () => { feed(chunk: string): Iterable<T>; end(): Iterable<T> }): Generator<T[]> {
  for (const chunks of [[text], [...text]]) {
    const reader = make();
    yield [...chunks.flatMap((chunk) => [...reader.feed(chunk)]), ...reader.end()];
  }
}
const json = (text: string) => {
  const [whole, bySign] = [...fed(text, () => new JsonRecords())].map((pieces) => pieces.map((piece) => ('text' in piece ? [piece.line, piece.list, JSON.parse(piece.text) as unknown] : [piece.line, piece.list, piece.refused])));
  expect(bySign).toEqual(whole);
  return whole;
};
const csv = (text: string, separator = ',') => {
  const [whole, bySign] = [...fed(text, () => new CsvRows(separator))].map((rows) => rows.map(({ line, cells, broken }) => [line, broken ?? cells]));
  expect(bySign).toEqual(whole);
  return whole;
};

describe('taking JSON apart', () => {
  it.each<[string, string, unknown[]]>([
    ['a record a line', '{"id":1}\n{"id":2,"s":"a } \\" { b"}\n', [[1, null, { id: 1 }], [2, null, { id: 2, s: 'a } " { b' }]]],
    ['one list', ' [ {"id":1} ,\n{"id":[{"x":[]}]}]', [[1, null, { id: 1 }], [2, null, { id: [{ x: [] }] }]]],
    ['a page of an API', '{"count":2,"tickets":[{"id":1,"comments":[{"id":9}]},{"id":2}],"next":null,"groups":[{"id":7}],"users":[{"id":3}]}', [[1, 'tickets', { id: 1, comments: [{ id: 9 }] }], [1, 'tickets', { id: 2 }], [1, 'users', { id: 3 }]]],
    ['a page within a page', '{"data":{"meta":{"all":1},"payload":[{"meta":{"sender":{"id":4}},"id":5,"messages":[{"id":6}]}]}}', [[1, 'payload', { meta: { sender: { id: 4 } }, id: 5, messages: [{ id: 6 }] }]]],
    ['several pages', '{"users":[{"id":1}]}\n{"users":[{"id":2}]}', [[1, 'users', { id: 1 }], [2, 'users', { id: 2 }]]],
    ['a line that breaks off within a word', '{"id":1,"s":"half\n{"id":2}\n', [[1, null, 'not_json'], [2, null, { id: 2 }]]],
    ['a line that breaks off after one', '{"id":1,\n{"id":2}\n', [[1, null, 'not_json'], [2, null, { id: 2 }]]],
    ['things that are no records', '7\n"word"\n{"id":1}\nnull', [[1, null, 'not_an_object'], [2, null, 'not_an_object'], [3, null, { id: 1 }], [4, null, 'not_an_object']]],
    ['what never ends', '{"id":1}\n{"id":2,"s":[', [[1, null, { id: 1 }], [2, null, 'not_json']]],
    ['brackets of too little', ']\n{"id":1}', [[1, null, 'not_json'], [2, null, { id: 1 }]]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(json(text)).toEqual(expected);
  });
  it('goes on behind what is too deep or too large', () => {
    const deep = `{"id":1,"x":${'['.repeat(MOST_DEPTH + 1)}${']'.repeat(MOST_DEPTH + 1)}}`;
    expect(json(`${deep}\n{"id":2}`)).toEqual([[1, null, 'too_deep'], [2, null, { id: 2 }]]);
    const reader = new JsonRecords();
    const pieces = [`{"id":1,"s":"`, ...Array.from({ length: 9 }, () => 'x'.repeat(MOST_RECORD / 8)), `"}\n{"id":2}`].flatMap((chunk) => [...reader.feed(chunk)]);
    expect(pieces.map((piece) => ('refused' in piece ? piece.refused : piece.text))).toEqual(['too_large', '{"id":2}']);
  });
  it('stands a wall of brackets', () => {
    const reader = new JsonRecords();
    const found = [...reader.feed('['.repeat(200_000)), ...reader.feed('{'.repeat(200_000)), ...reader.end()];
    expect(found.every((piece) => 'refused' in piece)).toBe(true);
  });
});

describe('taking a table apart', () => {
  it.each<[string, string, unknown[]]>([
    ['cells', 'a,b\n1,2\n', [[1, ['a', 'b']], [2, ['1', '2']]]],
    ['quotes, separators and lines within a cell', 'a,"b ""x"", y"\r\n"1\r\n2",\n3,4', [[1, ['a', 'b "x", y']], [2, ['1\r\n2', '']], [4, ['3', '4']]]],
    ['old line ends', 'a\rb\r', [[1, ['a']], [2, ['b']]]],
    ['a quote that never ends', 'a\n"b,c\nd', [[1, ['a']], [2, 'open_quote']]],
    ['quotes in the middle', 'say "hi",b', [[1, ['say "hi"', 'b']]]],
    ['signs beyond the first plane', '茶😀,"壶""😀"', [[1, ['茶😀', '壶"😀']]]],
  ])('%s', (_, text, expected) => {
    expect(csv(text)).toEqual(expected);
  });
  it('goes on behind a row that is too large', () => {
    expect([...new CsvRows(',').feed(`"${'x'.repeat(MOST_ROW + 10)}\n",y\nnext,row\n`)].map(({ broken, cells }) => broken ?? cells)).toEqual(['too_large', ['next', 'row']]);
  });
  it.each([['a;b;c\n"1;2";3', ';'], ['a\tb', '\t'], ['"a,b";c;d', ';'], ['one', ',']])('tells by what the cells of %j are apart', (head, separator) => {
    expect(separatorOf(head)).toBe(separator);
  });
});

describe('telling how a file is written', () => {
  const utf16 = (text: string, big = false) => {
    const bytes = Buffer.from(text, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  it.each<[string, Uint8Array, string | null]>([
    ['UTF-8 with a mark', Buffer.from('\ufeffid,主题'), 'utf-8'],
    ['UTF-8', Buffer.from('id,主题'), 'utf-8'],
    ['UTF-8 cut within a sign', Buffer.from('id,主题').subarray(0, -1), 'utf-8'],
    ['UTF-16', utf16('\ufeffid,主题'), 'utf-16le'],
    ['UTF-16 of the other order', utf16('\ufeffid,主题', true), 'utf-16be'],
    ['UTF-16 without a mark', utf16('id,subject,status\n1,Kettle,open\n'), 'utf-16le'],
    ['GB 18030', Buffer.from([0x69, 0x64, 0x2c, 0xd6, 0xf7, 0xcc, 0xe2, 0x0a]), 'gb18030'],
    ['what is no text', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1, 2, 3, 0, 9]), null],
  ])('%s', (_, bytes, charset) => {
    expect(charsetOf(bytes, false)).toBe(charset);
  });
});

describe('reading a time', () => {
  const now = new Date('2026-11-23T08:00:00.000Z');
  const read = (written: string | number | null, zone = 'UTC') => {
    const moment = momentOf(written, zone, now);
    return moment && ('at' in moment ? moment.at.toISOString() : moment.fault);
  };
  it.each<[string | number | null, string, string | null]>([
    ['2026-11-20T10:00:00Z', 'Asia/Shanghai', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:00.123+08:00', 'UTC', '2026-11-20T02:00:00.000Z'],
    ['2026/11/2 8:05', 'Asia/Shanghai', '2026-11-02T00:05:00.000Z'],
    ['2026年11月2日', 'UTC', '2026-11-02T00:00:00.000Z'],
    ['2026-07-01 12:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-01-15 12:00:30', 'Europe/Berlin', '2026-01-15T11:00:30.000Z'],
    [1_763_632_800, 'UTC', '2025-11-20T10:00:00.000Z'],
    ['1763632800000', 'UTC', '2025-11-20T10:00:00.000Z'],
    ['20/11/2026', 'UTC', 'time_unreadable'],
    ['2026-02-30', 'UTC', 'time_unreadable'],
    ['2026-11-20 25:00', 'UTC', 'time_unreadable'],
    ['1889-01-01', 'UTC', 'time_unreadable'],
    ['2027-01-01', 'UTC', 'time_in_future'],
    [Number.MAX_VALUE, 'UTC', 'time_in_future'],
    ['yesterday', 'UTC', 'time_unreadable'],
    ['', 'UTC', null],
    [null, 'UTC', null],
  ])('%s by the clock of %s', (written, zone, expected) => {
    expect(read(written, zone)).toBe(expected);
  });
});
