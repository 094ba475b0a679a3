import { randomUUID } from 'node:crypto';
import { Mailbox, Mailboxes, MailboxTried } from '#contracts/mail.js';
import { aStore } from '#prisma/factories/channel.factory.js';
import { aMailbox } from '#prisma/factories/mailbox.factory.js';
import { ImapFetching, MailboxMoved } from '../../server/src/mail/imap-fetching.service.js';
import { Database } from '../../server/src/platform/db.js';
import { ImapWatch } from '../../server/src/mail/imap-watch.jobs.js';
import { MailJobs } from '../../server/src/mail/mail.jobs.js';
import { startApp, startAppOn, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { Dovecot, IMAP_PASSWORD } from '../support/dovecot.js';
import { aMail } from '../support/mails.js';
import { until } from '../support/until.js';

describe('mailboxes', () => {
  let app: TestApp;
  let second: TestApp;
  let database: TestDatabase;
  let server: Dovecot;
  let admin: StaffClient;
  beforeAll(async () => {
    server = await Dovecot.open();
    database = await cloneDatabase();
    [app, second] = [await startAppOn(database), await startAppOn(database)];
    admin = await as.agent(app, { role: 'admin' });
    await aStore(app.db, { name: 'Aurora' });
  });
  afterEach(() => app.db.mailbox.updateMany({ data: { isOn: false } }));
  afterAll(async () => {
    await app.stop();
    await second.close();
    await server.close();
  });

  const draft = (fields: object = {}) => ({ address: `box-${randomUUID().slice(0, 8)}@shop.example`, name: 'Aurora Home', ...fields });
  const watched = async (user: string, fields: object = {}) => (await admin.post('/mailboxes', draft({ imap: server.access(user), password: IMAP_PASSWORD, bringDays: 30, ...fields }))).as(Mailbox);
  const storedIn = (id: string) => app.db.incomingMail.findMany({ where: { channelId: id }, orderBy: { id: 'asc' } });

  describe.each<[string, (client: Pick<StaffClient, 'get' | 'post' | 'patch'>) => ReturnType<StaffClient['get']>]>([
    ['GET /mailboxes', (client) => client.get('/mailboxes')],
    ['POST /mailboxes', (client) => client.post('/mailboxes', draft())],
    ['PATCH /mailboxes/:id', (client) => client.patch(`/mailboxes/${randomUUID()}`, { on: false })],
    ['POST /mailboxes/trials', (client) => client.post('/mailboxes/trials', { imap: server.access('x'), password: 'x' })],
  ])('%s', (_, call) => {
    test('is for who manages ways in', async () => {
      expect((await call(as.stranger(app))).code).toBe('session/required');
      expect((await call(await as.agent(app, { role: 'manager' }))).code).toBe('permission/missing');
    });
  });

  test('are added, changed and listed, and their password is told to nobody', async () => {
    const made = await watched('added', { signature: '售后服务' });
    expect(made).toMatchObject({ name: 'Aurora Home', hasPassword: true, on: true, receipts: true, fault: null, signature: '售后服务' });
    const changed = (await admin.patch(`/mailboxes/${made.id}`, { name: '极光', on: false }, { headers: { 'if-match': `"${made.version}"` } })).as(Mailbox);
    expect(changed).toMatchObject({ name: '极光', on: false, imap: made.imap, hasPassword: true });
    expect((await admin.patch(`/mailboxes/${made.id}`, { on: true }, { headers: { 'if-match': `"${made.version}"` } })).code).toBe('request/stale');
    const list = await admin.get('/mailboxes');
    expect(list.as(Mailboxes).items.map(({ id }) => id)).toContain(made.id);
    expect(JSON.stringify(list.body)).not.toContain(IMAP_PASSWORD);
    const row = await app.db.mailbox.findUniqueOrThrow({ where: { channelId: made.id } });
    expect(Buffer.from(row.imapSecret ?? []).includes(IMAP_PASSWORD)).toBe(false);
  });

  test.each([
    ['an address that is none', { address: 'nothing' }, 'request/invalid'],
    ['an address with a plus, which stands for ours', { address: 'a+b@shop.example' }, 'request/invalid'],
    ['an address too long to be signed', { address: `${'a'.repeat(25)}@shop.example` }, 'request/invalid'],
    ['a team that is not there', { teamId: randomUUID() }, 'request/invalid'],
    ['a store that is not there', { storeId: randomUUID() }, 'request/invalid'],
    ['a host that is a command', { imap: { host: 'a b', port: 143, security: 'tls', user: 'x' } }, 'request/invalid'],
  ])('refuse %s', async (_, fields, code) => {
    expect((await admin.post('/mailboxes', draft(fields))).code).toBe(code);
  });

  test('refuse an address twice, and a change of one that is not there', async () => {
    const { channel } = await aMailbox(app.db);
    expect((await admin.post('/mailboxes', draft({ address: channel.key }))).code).toBe('mailbox/address_taken');
    expect((await admin.patch(`/mailboxes/${randomUUID()}`, { on: true })).code).toBe('resource/not_found');
  });

  test('say what is wrong with a server before it is kept', async () => {
    const attempt = async (body: object) => (await admin.post('/mailboxes/trials', body)).as(MailboxTried);
    server.deliver('trial', aMail());
    const imap = server.access('trial');
    expect(await attempt({ imap, password: IMAP_PASSWORD })).toEqual({ fault: null, messages: 1 });
    expect(await attempt({ imap, password: 'wrong' })).toEqual({ fault: 'refused', messages: null });
    expect(await attempt({ imap: { ...imap, folder: 'Nowhere' }, password: IMAP_PASSWORD })).toEqual({ fault: 'no_folder', messages: null });
    expect(await attempt({ imap: { ...imap, port: 1 }, password: IMAP_PASSWORD })).toEqual({ fault: 'unreachable', messages: null });
    expect(await attempt({ imap: { ...imap, security: 'starttls' }, password: IMAP_PASSWORD })).toMatchObject({ messages: null });
  });

  test('give a kept password to the server it was kept for and to no other', async () => {
    const made = await watched('kept');
    const attempt = async (imap: object) => (await admin.post('/mailboxes/trials', { imap, mailboxId: made.id })).as(MailboxTried);
    expect((await attempt(server.access('kept'))).fault).toBeNull();
    expect((await attempt({ ...server.access('kept'), host: 'localhost' })).fault).toBe('no_password');
    expect((await admin.patch(`/mailboxes/${made.id}`, { imap: { ...server.access('kept'), host: 'localhost' } })).as(Mailbox).hasPassword).toBe(false);
  });

  test('are read by one process at a time, each mail once, the later ones as the server tells of them', async () => {
    const raw = aMail({ from: 'folder@customer.example' });
    server.deliver('folder', raw);
    const { id } = await watched('folder');
    const [one, two] = [app.nest.get(ImapWatch), second.nest.get(ImapWatch)];
    await Promise.all([one.look(), two.look()]);
    expect(await storedIn(id)).toMatchObject([{ state: 'stored' }]);
    const { heldBy, fetchedAt, fault } = await app.db.mailbox.findUniqueOrThrow({ where: { channelId: id } });
    expect([heldBy !== null, fetchedAt !== null, fault]).toEqual([true, true, null]);
    // The server tells the connection that is open; nobody looks again.
    server.deliver('folder', aMail({ from: 'later@customer.example' }));
    server.deliver('folder', raw);
    await until('the later mail', async () => (await storedIn(id)).length === 2);
    await app.nest.get(MailJobs).readDueMails();
    expect((await storedIn(id)).map(({ state, fromAddress }) => `${state} ${fromAddress}`)).toEqual(['parsed folder@customer.example', 'parsed later@customer.example']);
  });

  test('go on where they were after a crash, and with another process', async () => {
    server.deliver('crash', aMail({ from: 'one@customer.example' }));
    const { id } = await watched('crash');
    await app.nest.get(ImapWatch).look();
    // Whoever held it is gone, and what it stored last was not noted as read.
    await app.db.mailbox.update({ where: { channelId: id }, data: { heldBy: randomUUID(), heldUntil: new Date(app.clock.now().getTime() - 1), lastUid: 0 } });
    server.deliver('crash', aMail({ from: 'two@customer.example' }));
    await second.nest.get(ImapWatch).look();
    await until('both', async () => (await storedIn(id)).length === 2);
    expect(Number((await app.db.mailbox.findUniqueOrThrow({ where: { channelId: id } })).lastUid)).toBe(2);
  });

  test('bring what comes from now on, and old mail only when asked', async () => {
    server.deliver('fresh', aMail({ from: 'old@customer.example' }));
    app.clock.advance({ minutes: 10 });
    const { id } = await watched('fresh', { bringDays: 0 });
    await app.nest.get(ImapWatch).look();
    expect(await storedIn(id)).toEqual([]);
    // A server that counts anew brings nothing back that lay there before.
    await app.db.mailbox.update({ where: { channelId: id }, data: { uidValidity: 1n, lastUid: 77n, readFrom: app.clock.now() } });
    await app.nest.get(ImapWatch).onModuleDestroy();
    await app.nest.get(ImapWatch).look();
    expect([await storedIn(id), Number((await app.db.mailbox.findUniqueOrThrow({ where: { channelId: id } })).lastUid)]).toEqual([[], 1]);
    const asked = await watched('fresh', { bringDays: 1 });
    await app.nest.get(ImapWatch).look();
    await until('the old mail', async () => (await storedIn(asked.id)).length === 1);
    expect((await admin.post('/mailboxes', draft({ bringDays: 366 }))).code).toBe('request/invalid');
  });

  test('take nothing from where they were read before, once they are read from elsewhere', async () => {
    server.deliver('former', aMail());
    server.deliver('former', aMail());
    const { id } = await watched('former');
    const fetching = app.nest.get(ImapFetching);
    const session = await fetching.session(await app.db.mailbox.findUniqueOrThrow({ where: { channelId: id } }));
    if (!session) throw new Error('no session');
    const { uidValidity } = await session.open();
    let kept = 0;
    const reading = fetching.readNew(id, session, uidValidity, async (verb) => {
      const done = await app.nest.get(Database).transaction(verb);
      kept += 1;
      // After the first mail somebody points the mailbox at another folder.
      if (kept === 2) await admin.patch(`/mailboxes/${id}`, { imap: { ...server.access('elsewhere') } });
      return done;
    });
    await expect(reading).rejects.toBeInstanceOf(MailboxMoved);
    session.close();
    const { lastUid, uidValidity: place, placing } = await app.db.mailbox.findUniqueOrThrow({ where: { channelId: id } });
    expect([Number(lastUid), place, placing]).toEqual([0, null, 1]);
    expect(await storedIn(id)).toMatchObject([{ uid: null }]);
  });

  test('say what is wrong with their server, and rest a while', async () => {
    const { id } = await watched('broken', { password: 'wrong' });
    await app.nest.get(ImapWatch).look();
    expect((await app.db.mailbox.findUniqueOrThrow({ where: { channelId: id } })).fault).toBe('refused');
  });
});

test('an installation without mailboxes starts and looks for nothing', async () => {
  const app = await startApp();
  await app.nest.get(ImapWatch).look();
  expect(await app.db.mailbox.count()).toBe(0);
  await app.close();
});
