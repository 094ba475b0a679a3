import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Storage } from '../../server/src/platform/files/storage.js';
import { startApp, startAppOn, type TestApp } from '../support/app.js';
import { as, type VisitorClient } from '../support/as.js';
import { cloneDatabase } from '../support/database.js';
import { aPng } from '../support/pictures.js';
import { settle } from '../support/settle.js';
import { until } from '../support/until.js';
import { post, upload } from '../support/uploads.js';

const BROKEN = 500;
/** Descriptors of this process that are files below a folder, or the other end of a connection. */
const openFiles = (folder: string): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(folder) ? [target] : [];
    } catch {
      // Closed between the two looks: the one that reads this very list.
      return [];
    }
  });
const descriptors = (): number => readdirSync('/proc/self/fd').length;
const incoming = (folder: string): string[] => readdirSync(join(folder, '.incoming')).flatMap((own) => readdirSync(join(folder, '.incoming', own)));
const kept = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('.incoming')).map((entry) => entry.name);

/** Ways in which a form is not one, or ends before it does; each with what is sent and whether the line is cut then. */
const HEAD = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n';
const WAYS: readonly { body: string; declared?: number; type?: string; cut?: boolean }[] = [
  { body: `${HEAD}half a file`, declared: 5_000, cut: true },
  { body: '', declared: 5_000, cut: true },
  { body: `${HEAD}no end to it` },
  { body: '--b\r\nContent-Disposition: form-data; name="fi', declared: 900, cut: true },
  { body: 'no boundary anywhere' },
  { body: `${HEAD}x\r\n--b--\r\n`, type: 'multipart/form-data' },
  { body: `--b\r\n${'X-Header: 1\r\n'.repeat(3_000)}\r\nx\r\n--b--\r\n` },
  { body: `${HEAD}a\r\n${HEAD}b\r\n${HEAD}c\r\n--b--\r\n` },
  { body: `--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n` },
  { body: `--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n` },
  { body: `--b--\r\n` },
  { body: `${HEAD}<svg/>\r\n--b--\r\n` },
];

function send(port: number, token: string, way: (typeof WAYS)[number]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece.toString();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer));
    const head = [
      'POST /api/v1/files HTTP/1.1', 'host: x', `authorization: Bearer ${token}`, `content-type: ${way.type ?? 'multipart/form-data; boundary=b'}`,
      `content-length: ${way.declared ?? Buffer.byteLength(way.body)}`, 'connection: close', '', '',
    ].join('\r\n');
    socket.write(head + way.body, () => {
      if (way.cut) socket.destroy();
    });
  });
}

describe('uploads that go wrong', () => {
  let app: TestApp;
  let folder: string;
  let visitor: VisitorClient;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aftercare-files-'));
    app = await startApp({ FILES_DIR: folder, VISITOR_EVENTS_PER_SECOND: '100000' });
    visitor = await as.visitor(app);
    await upload(visitor, 'warm.txt', Buffer.from('warm'));
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`leave no descriptor, no temporary file and no row, ${BROKEN} times over`, async () => {
    const port = Number(new URL(app.url).port);
    const round = (at: number, count: number) => Promise.all(Array.from({ length: count }, (_, index) => send(port, visitor.token, WAYS[(at + index) % WAYS.length] ?? { body: '' })));
    // The first ones open what stays open: connections to the database, the inspector.
    for (let at = 0; at < 60; at += 20) await round(at, 20);
    const before = { descriptors: descriptors(), rows: await app.db.file.count(), kept: kept(folder).length };
    for (let at = 0; at < BROKEN; at += 10) {
      for (const answer of await round(at, 10)) expect(answer).not.toMatch(/^HTTP\/1.1 (2|500)/);
    }
    await until('nothing is left open', () => incoming(folder).length === 0 && openFiles(folder).length === 0 && descriptors() <= before.descriptors + 2);
    expect({ rows: await app.db.file.count(), kept: kept(folder).length }).toEqual({ rows: before.rows, kept: before.kept });
    expect((await post(visitor, 'after.txt', Buffer.from('all is well'))).status).toBe(201);
  }, 120_000);

  test('for want of room leave nothing, and messages go on', async () => {
    const storage = app.nest.get(Storage);
    const keep = jest.spyOn(storage, 'keep').mockImplementation((key) => Promise.reject(Object.assign(new Error(`no space left for ${key}`), { code: 'ENOSPC' })));
    const before = { rows: await app.db.file.count(), kept: kept(folder).length };
    const answer = await post(visitor, 'a.png', aPng());
    expect([answer.status, answer.code]).toEqual([507, 'server/storage_full']);
    keep.mockRestore();
    // The picture was kept and its thumbnail found no room.
    let calls = 0;
    const original = storage.keep.bind(storage);
    const second = jest.spyOn(storage, 'keep').mockImplementation((...args) => {
      calls += 1;
      return calls === 2 ? Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })) : original(...args);
    });
    expect((await post(visitor, 'a.png', aPng())).code).toBe('server/storage_full');
    second.mockRestore();
    jest.spyOn(storage, 'room').mockResolvedValueOnce(1_000_000);
    expect((await post(visitor, 'a.png', aPng())).code).toBe('server/storage_full');
    expect({ rows: await app.db.file.count(), kept: kept(folder).length, incoming: incoming(folder) }).toEqual({ ...before, incoming: [] });
    const socket = await visitor.socket();
    expect(await socket.emitWithAck('message:send', { clientMessageId: 'on', kind: 'text', text: 'Still here' })).toMatchObject({ ok: true });
  });

  test('of a process that was killed are swept away: temporary ones at the next start, stray bytes within days', async () => {
    const home = mkdtempSync(join(tmpdir(), 'aftercare-files-'));
    const host = hostname().replace(/[^A-Za-z0-9-]/g, '-');
    // The highest number Linux gives to no process here.
    const dead = join(home, '.incoming', `${host}.4194304.abcdef`);
    const elsewhere = join(home, '.incoming', `another-machine.${process.pid}.abcdef`);
    for (const left of [dead, elsewhere]) {
      mkdirSync(join(left, 'upload'), { recursive: true });
      writeFileSync(join(left, 'upload', 'bytes'), 'half');
    }
    mkdirSync(join(home, '202611'));
    const stray = join(home, '202611', '019f0000-0000-7000-8000-000000000001');
    writeFileSync(stray, 'bytes without a row');
    const database = await cloneDatabase();
    const next = await startAppOn(database, { FILES_DIR: home });
    const file = await upload(await as.visitor(next), 'a.txt', Buffer.from('a'));
    expect(readdirSync(join(home, '.incoming')).filter((name) => name.includes('4194304'))).toEqual([]);
    expect(readdirSync(join(home, '.incoming')).filter((name) => name.startsWith('another-machine'))).toHaveLength(1);
    next.clock.advance({ hours: 30 });
    await next.db.file.update({ where: { id: file.id }, data: { state: 'attached', purpose: 'portrait' } });
    await settle(next, { sweeps: true });
    expect(kept(home)).toEqual([file.id]);
    await next.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('keep nobody from sending: files that come at once are looked at one after another', async () => {
    const answers = await Promise.all([post(visitor, 'a.png', aPng(900, 900)), post(visitor, 'b.png', aPng(2, 2)), post(visitor, 'c.txt', Buffer.from('c'))]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });
});
