import { S3Fake } from '../support/s3-fake.js';
import { Settings } from '#contracts/settings.js';
import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';
import { ClamdFake, EICAR } from '../support/clamd-fake.js';
import { aPng } from '../support/pictures.js';
import { settle } from '../support/settle.js';
import { addressOf, download, post, upload } from '../support/uploads.js';

describe('files in a bucket', () => {
  const bucket = new S3Fake();
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(await bucket.start());
  });
  afterAll(async () => {
    await app.close();
    await bucket.stop();
  });

  test('are put, read in whole and in part, and taken away, all signed well', async () => {
    const visitor = await as.visitor(app);
    const file = await upload(visitor, 'Zähler 漏水.txt', Buffer.from('0123456789'));
    const address = await addressOf(visitor, file.id);
    expect((await download(app, address?.url)).bytes.toString()).toBe('0123456789');
    expect((await download(app, address?.url, { range: 'bytes=3-5' })).bytes.toString()).toBe('345');
    const picture = await upload(visitor, 'a.png', aPng(600, 600));
    expect((await download(app, (await addressOf(visitor, picture.id))?.thumbnailUrl)).status).toBe(200);
    expect(bucket.objects.size).toBe(3);
    for (const { id } of [file, picture]) await visitor.delete(`/files/${id}`);
    await settle(app, { sweeps: true });
    expect([...bucket.objects.keys()]).toEqual([]);
    expect(bucket.refused).toEqual([]);
  });

  test('read as not found when the bucket has lost them', async () => {
    const visitor = await as.visitor(app);
    const file = await upload(visitor, 'a.txt', Buffer.from('a'));
    const address = await addressOf(visitor, file.id);
    bucket.objects.clear();
    expect((await download(app, address?.url)).status).toBe(404);
  });

  test('leave no row when the bucket has no room, and messages go on', async () => {
    const visitor = await as.visitor(app);
    bucket.full = true;
    expect((await post(visitor, 'a.txt', Buffer.from('a'))).code).toBe('server/storage_full');
    bucket.full = false;
    expect(await app.db.file.count({ where: { ownerId: visitor.visitor.id } })).toBe(0);
  });

  test('without a row go after a day, page by page; what is not ours stays', async () => {
    const old = new Date(app.clock.now().getTime() - 30 * 3_600_000);
    const strays = ['202611/019f0000-0000-7000-8000-000000000001', '202611/019f0000-0000-7000-8000-000000000001-t'];
    for (const key of [...strays, 'backup/important.tar']) bucket.objects.set(key, { bytes: Buffer.from('x'), type: 'text/plain', modified: old });
    await settle(app, { sweeps: true });
    for (const key of strays) expect(bucket.objects.has(key)).toBe(false);
    expect(bucket.objects.has('backup/important.tar')).toBe(true);
  });

  test('need the right key: a wrong one is a fault of ours, not of the sender', async () => {
    const other = new S3Fake();
    const wrong = await startApp({ ...(await other.start()), S3_SECRET_ACCESS_KEY: 'another' });
    const answer = await post(await as.visitor(wrong), 'a.txt', Buffer.from('a'));
    expect([answer.status, answer.code]).toEqual([500, 'server/fault']);
    expect(JSON.stringify(answer.body)).not.toContain('Signature');
    await wrong.close();
    await other.stop();
  });
});

describe('the virus scanner', () => {
  const clamd = new ClamdFake();
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ CLAMAV_URL: await clamd.start() });
  });
  afterAll(async () => {
    await app.close();
    await clamd.stop();
  });
  const scannerAway = async (choice: 'refuse' | 'hold') => {
    const admin = await as.agent(app, { role: 'admin' });
    const { body, headers } = await admin.get('/settings');
    const settings = Settings.parse(Object(body).settings);
    const answer = await admin.put('/settings', { ...settings, files: { ...settings.files, scannerAway: choice } }, { headers: { 'if-match': String(headers['etag']) } });
    expect(answer.status).toBe(200);
  };

  test('sees every byte of what comes in', async () => {
    const visitor = await as.visitor(app);
    await upload(visitor, 'long.txt', Buffer.alloc(300_000, 'a'));
    expect(clamd.scanned.at(-1)).toBe(300_000);
  });

  test('keeps out what it knows, wherever it stands in a file', async () => {
    const visitor = await as.visitor(app);
    for (const content of [EICAR, `${'a'.repeat(200_000)}${EICAR}`]) expect((await post(visitor, 'a.txt', Buffer.from(content))).code).toBe('file/infected');
    expect(await app.db.file.count({ where: { ownerId: visitor.visitor.id } })).toBe(0);
  });

  test('that gives no answer lets nothing pass', async () => {
    clamd.silent = true;
    const answer = await post(await as.visitor(app), 'a.txt', Buffer.from('a'));
    expect([answer.code, answer.status]).toEqual(['file/not_scanned', 409]);
    clamd.silent = false;
  });

  test('that is away holds what comes, where the settings say so, until it has been scanned', async () => {
    await scannerAway('hold');
    clamd.silent = true;
    const visitor = await as.visitor(app);
    const [good, bad] = [(await upload(visitor, 'good.txt', Buffer.from('good'))), (await upload(visitor, 'bad.txt', Buffer.from(EICAR)))];
    expect([good.state, bad.state]).toEqual(['held', 'held']);
    const socket = await visitor.socket();
    const send = { clientMessageId: 'held', kind: 'file', attachmentIds: [good.id] };
    expect(await socket.emitWithAck('message:send', send)).toMatchObject({ ok: false, error: { code: 'file/not_scanned', retryable: true } });
    await settle(app, { sweeps: true });
    expect((await app.db.file.findUniqueOrThrow({ where: { id: good.id } })).state).toBe('held');
    clamd.silent = false;
    await settle(app, { sweeps: true });
    expect(await socket.emitWithAck('message:send', send)).toMatchObject({ ok: true });
    expect((await app.db.file.findUniqueOrThrow({ where: { id: bad.id } })).state).toBe('refused');
    expect(await addressOf(visitor, bad.id)).toBeUndefined();
    expect(await socket.emitWithAck('message:send', { ...send, clientMessageId: 'bad', attachmentIds: [bad.id] })).toMatchObject({ ok: false, error: { code: 'file/not_found' } });
    expect(await app.db.event.count({ where: { name: 'file.refused', subject: bad.id } })).toBe(1);
    await scannerAway('refuse');
  });
});
