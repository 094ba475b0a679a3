import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient, type VisitorClient } from '../support/as.js';
import { aJpeg, aPng, aWebp, pixelBomb, points, SECRET_PLACE, withPlace } from '../support/pictures.js';
import { addressOf, download, form, FORM, part, post, upload } from '../support/uploads.js';

/** Every kept file below a folder, without what is coming in. */
const keptIn = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('.incoming')).map((entry) => entry.name);

describe('uploading files', () => {
  let app: TestApp;
  let folder: string;
  let visitor: VisitorClient;
  let agent: StaffClient;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aftercare-files-'));
    app = await startApp({ FILES_DIR: folder });
    visitor = await as.visitor(app);
    agent = await as.agent(app);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('needs somebody known', async () => {
    expect((await post(as.stranger(app), 'a.png', aPng())).code).toBe('session/required');
    expect((await post(visitor.with({ authorization: 'Bearer vt_unknown' }), 'a.png', aPng())).code).toBe('visitor/token_invalid');
    expect((await post(agent.with({ 'x-requested-with': '' }), 'a.png', aPng())).code).toBe('request/origin_refused');
    expect(await app.db.file.count()).toBe(0);
  });

  test('takes a picture from a customer and from the staff, and keeps it under a key of its own', async () => {
    for (const client of [visitor, agent]) {
      const file = await upload(client, 'Kettle 漏水.png', aPng(1_000, 500));
      expect(file).toMatchObject({ name: 'Kettle 漏水.png', type: 'image/png', width: 1_000, height: 500, state: 'uploaded' });
      const address = await addressOf(client, file.id);
      const original = await download(app, address?.url);
      expect(original.status).toBe(200);
      expect(original.bytes.length).toBe(file.bytes);
      expect(original.headers.get('content-type')).toBe('image/png');
      const thumbnail = await download(app, address?.thumbnailUrl);
      expect(new Transformer(thumbnail.bytes).metadataSync()).toMatchObject({ width: 480, height: 240, format: 'webp' });
    }
    expect(keptIn(folder).join()).not.toMatch(/Kettle|png/);
  });

  test('turns a photo upright and leaves nothing of where it was taken', async () => {
    const photo = withPlace(aJpeg(300, 200));
    expect(new Transformer(photo).metadataSync(true)).toMatchObject({ orientation: 6, exif: { 'GPS latitude ref': 'N' } });
    const file = await upload(visitor, 'photo.jpg', photo);
    expect(file).toMatchObject({ width: 200, height: 300 });
    const address = await addressOf(visitor, file.id);
    for (const url of [address?.url, address?.thumbnailUrl]) {
      const { bytes } = await download(app, url);
      expect(bytes.includes(SECRET_PLACE)).toBe(false);
      expect(bytes.includes('Exif')).toBe(false);
      expect(new Transformer(bytes).metadataSync(true).exif ?? {}).toEqual({});
    }
  });

  test('makes large pictures smaller and keeps small ones as they are', async () => {
    expect(await upload(visitor, 'wide.jpg', aJpeg(5_000, 100))).toMatchObject({ width: 4_096, height: 82 });
    expect(await upload(visitor, 'dot.png', aPng(1, 1))).toMatchObject({ width: 1, height: 1 });
    expect(await upload(visitor, 'web.webp', aWebp())).toMatchObject({ type: 'image/webp', width: 60, height: 40 });
  });

  test.each([
    ['a picture called a program', 'photo.exe', () => aJpeg(), { name: 'photo.exe.jpg', type: 'image/jpeg' }],
    ['a picture called another kind', 'photo.png', () => aJpeg(), { name: 'photo.png.jpg', type: 'image/jpeg' }],
    ['a document', 'Anleitung.pdf', () => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF'), { name: 'Anleitung.pdf', type: 'application/pdf', width: null }],
    ['text without any signature', 'notes', () => Buffer.from('Das Wasser läuft unten aus. 漏水'), { name: 'notes.txt', type: 'text/plain' }],
    ['a table', 'orders.csv', () => Buffer.from('id,sum\n1,2\n'), { name: 'orders.csv', type: 'text/csv' }],
    ['a name that is a path', '../../../etc/passwd', () => Buffer.from('root'), { name: 'passwd.txt' }],
    ['a name that is a path of Windows', 'C:\\\\Users\\\\x\\\\con.txt', () => Buffer.from('root'), { name: 'con.txt' }],
    ['a name that turns the reading direction', 'invoice\u202Efdp.exe', () => Buffer.from('text'), { name: 'invoicefdp.exe.txt' }],
    ['a hidden name', '.htaccess', () => Buffer.from('Deny from all'), { name: 'htaccess.txt' }],
    ['no name at all', '', () => Buffer.from('text'), { name: 'file.txt' }],
  ])('knows %s by its content', async (_, name, content, expected) => {
    expect(await upload(visitor, name, content())).toMatchObject(expected);
  });

  test('cuts a name of three hundred characters, by whole characters', async () => {
    const { name } = await upload(visitor, `${'漏'.repeat(150)}${'😀'.repeat(150)}.txt`, Buffer.from('text'));
    expect([...name]).toHaveLength(200);
    expect(name.isWellFormed()).toBe(true);
  });

  test.each([
    ['a drawing with a script', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'file/type_refused'],
    ['a page', 'x.txt', '<!DOCTYPE html><script>alert(1)</script>', 'file/type_refused'],
    ['a page behind text', 'x.txt', 'hello <script>alert(1)</script>', 'file/type_refused'],
    ['a page in UTF-16', 'x.txt', Buffer.from('\uFEFF<html><script>', 'utf16le'), 'file/type_refused'],
    ['a program', 'setup.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'file/type_refused'],
    ['bytes without a meaning', 'x.jpg', Buffer.from([1, 2, 3, 4, 0, 0, 0]), 'file/type_refused'],
    ['a drawing called a picture', 'x.png', '<?xml version="1.0"?><svg/>', 'file/type_refused'],
    ['an archive, which the settings do not allow', 'x.zip', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]), 'file/type_refused'],
    ['a picture of nine hundred million points', 'bomb.png', pixelBomb(), 'file/unreadable'],
    ['half a picture', 'half.png', aPng(400, 400).subarray(0, 300), 'file/unreadable'],
    ['a signature and nothing more', 'sign.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'file/unreadable'],
    ['nothing', 'empty.txt', '', 'file/empty'],
  ])('refuses %s', async (_, name, content, code) => {
    const before = { rows: await app.db.file.count(), kept: keptIn(folder).length };
    expect((await post(visitor, name, Buffer.from(content))).code).toBe(code);
    expect({ rows: await app.db.file.count(), kept: keptIn(folder).length }).toEqual(before);
  });

  test('leaves nothing of a page that hides in a picture', async () => {
    const polyglot = Buffer.concat([aPng(), Buffer.from('<script>alert(document.cookie)</script>')]);
    const file = await upload(visitor, 'gif.png', polyglot);
    const { bytes } = await download(app, (await addressOf(visitor, file.id))?.url);
    expect(bytes.includes('script')).toBe(false);
  });

  test('takes one file a time, in one form, of at most the size that the settings say', async () => {
    const two = form(part('a.txt', Buffer.from('a')), part('b.txt', Buffer.from('b')));
    expect((await visitor.post('/files', undefined, { raw: two, headers: FORM })).code).toBe('request/malformed');
    expect((await visitor.post('/files', undefined, { raw: form(), headers: FORM })).code).toBe('request/malformed');
    expect((await visitor.post('/files', undefined, { raw: 'x', headers: { 'content-type': 'multipart/form-data' } })).code).toBe('request/malformed');
    expect((await visitor.post('/files', { file: 'a' })).code).toBe('request/unsupported_type');
    expect((await visitor.post('/session', undefined, { raw: form(), headers: FORM })).code).toBe('request/unsupported_type');
    const large = await post(visitor, 'large.txt', Buffer.alloc(26 * 2 ** 20, 'a'));
    expect([large.status, large.code]).toEqual([413, 'file/too_large']);
  });

  test('can be taken back until it is sent, by its uploader alone', async () => {
    const file = await upload(visitor, 'a.png', aPng());
    const other = await as.visitor(app);
    expect((await other.delete(`/files/${file.id}`)).code).toBe('file/not_found');
    expect((await agent.delete(`/files/${file.id}`)).code).toBe('file/not_found');
    expect((await as.stranger(app).delete(`/files/${file.id}`)).code).toBe('session/required');
    expect((await visitor.delete(`/files/${file.id}`)).status).toBe(200);
    expect((await visitor.delete(`/files/${file.id}`)).code).toBe('file/not_found');
    expect(await addressOf(visitor, file.id)).toBeUndefined();
  });

  test('is seen by its uploader alone until a message has it', async () => {
    const file = await upload(visitor, 'a.png', aPng());
    for (const client of [agent, await as.visitor(app), await as.agent(app, { role: 'admin' })]) expect(await addressOf(client, file.id)).toBeUndefined();
    expect((await as.stranger(app).get(`/files/addresses?ids=${file.id}`)).code).toBe('session/required');
    expect((await visitor.get('/files/addresses?ids=')).code).toBe('request/invalid');
  });

  test('lets nothing run that is downloaded', async () => {
    const file = await upload(visitor, 'notes 100% – 漏水.txt', Buffer.from('plain words'));
    const { headers } = await download(app, (await addressOf(visitor, file.id))?.url);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="notes 100_ _ __.txt"; filename*=UTF-8''notes%20100%25%20%E2%80%93%20%E6%BC%8F%E6%B0%B4.txt`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('cache-control')).toBe('private, no-cache');
  });

  test('answers parts of a file, and only what changed', async () => {
    const file = await upload(visitor, 'a.txt', Buffer.from('0123456789'));
    const url = (await addressOf(visitor, file.id))?.url;
    const some = await download(app, url, { range: 'bytes=2-4' });
    expect([some.status, some.bytes.toString(), some.headers.get('content-range'), some.headers.get('content-length')]).toEqual([206, '234', 'bytes 2-4/10', '3']);
    expect((await download(app, url, { range: 'bytes=-3' })).bytes.toString()).toBe('789');
    expect((await download(app, url, { range: 'bytes=20-' })).status).toBe(416);
    const tag = (await download(app, url)).headers.get('etag') ?? '';
    expect((await download(app, url, { 'if-none-match': tag })).status).toBe(304);
    expect((await download(app, url, { range: 'bytes=2-4', 'if-range': '"other"' })).status).toBe(200);
  });

  test('keeps animated pictures as their first', async () => {
    const gif = Buffer.from('47494638396102000100800000ff00000000ff21f90404140000002c0000000002000100000202040a0021f90404140000002c00000000020001000002024c0a003b', 'hex');
    expect(await upload(visitor, 'wave.gif', gif)).toMatchObject({ name: 'wave.gif.png', type: 'image/png', width: 2, height: 1 });
  });

  test('lets nobody send more in an hour than the settings say', async () => {
    const busy = await as.visitor(app);
    await app.db.file.createMany({
      data: Array.from({ length: 60 }, (__, index) => ({
        id: `019f0000-0000-7000-8000-0000000000${index.toString().padStart(2, '0')}`, ownerKind: 'customer', ownerId: busy.visitor.id, name: 'a', mediaType: 'text/plain', bytes: 1, sha256: '', storageKey: `none-${index}`, createdAt: app.clock.now(),
      })),
    });
    expect((await post(busy, 'a.txt', Buffer.from('a'))).code).toBe('file/quota_reached');
    app.clock.advance({ hours: 2 });
    expect((await post(busy, 'a.txt', Buffer.from('a'))).status).toBe(201);
    app.clock.reset();
  });

  test('leaves nothing that was on its way', () => {
    expect(points(2, 2).metadataSync().width).toBe(2);
    expect(readdirSync(join(folder, '.incoming')).flatMap((own) => readdirSync(join(folder, '.incoming', own)))).toEqual([]);
  });
});
