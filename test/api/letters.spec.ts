import { Invited, Me } from '#contracts/accounts.js';
import { anAccount } from '#prisma/factories/people.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { garbageFor } from '../support/garbage.js';
import { Mailbox } from '../support/mailbox.js';
import { settle } from '../support/settle.js';

const PASSWORD = 'a kettle of green tea';
const linkIn = (text = ''): string => /#token=([\w-]+)/.exec(text)?.[1] ?? '';

describe('letters', () => {
  let app: TestApp;
  let box: Mailbox;
  let admin: StaffClient;
  beforeEach(async () => {
    box = await Mailbox.open();
    app = await startApp({ SMTP_URL: box.url, MAIL_FROM: 'Desk <desk@shop.example>' });
    admin = await as.agent(app, { role: 'admin' });
  });
  afterEach(async () => {
    await app.close();
    await box.close();
  });

  const ask = (email: string, from?: string) => as.stranger(app).post('/password-resets', { email }, from ? { from } : {});
  const complete = (token: string, password = 'another kettle of tea') => as.stranger(app).post('/password-resets/completion', { token, password });
  const delivery = () => app.db.delivery.findFirstOrThrow();

  test("invite in the person's own language, with a link that works", async () => {
    const roleIds = [(await app.db.role.findUniqueOrThrow({ where: { builtIn: 'agent' } })).id];
    for (const [locale, subject] of [
      ['en', 'You are invited to Aftercare'],
      ['zh-CN', '邀请您加入 Aftercare'],
      ['zh-TW', '邀請您加入 Aftercare'],
    ] as const) {
      const invited = (await admin.post('/invitations', { email: `${locale}@staff.example`, name: '林美', locale, roleIds, teamIds: [] })).as(Invited);
      expect(invited.link).toBeNull();
      await settle(app, { sweeps: true });
      const letter = box.letters.at(-1);
      expect(letter).toMatchObject({ to: `${locale.toLowerCase()}@staff.example`, subject });
      expect(letter?.text).toContain('林美');
      const answer = await as.stranger(app).post('/invitations/acceptance', { token: linkIn(letter?.text), password: PASSWORD });
      expect(answer.as(Me).account.id).toBe(invited.account.id);
    }
    expect(box.letters).toHaveLength(3);
  });

  test('carry a reset that ends every session and sets the new password, once', async () => {
    const person = await as.agent(app, { password: PASSWORD, email: 'forgot@staff.example' });
    expect((await ask(' Forgot@Staff.example ')).body).toEqual({ ok: true });
    await settle(app, { sweeps: true });
    const token = linkIn(box.letters[0]?.text);
    expect((await complete(token, 'password')).code).toBe('account/password_weak');
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(token)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'session/link_used')).toHaveLength(19);
    expect((await person.get('/session')).code).toBe('session/required');
    const signIn = (password: string) => as.stranger(app).post('/session', { email: 'forgot@staff.example', password });
    expect((await signIn(PASSWORD)).code).toBe('session/wrong_credentials');
    expect((await signIn('another kettle of tea')).status).toBe(200);
  });

  test('go to nobody for an unknown address or a deactivated person, and the answer does not tell', async () => {
    await anAccount(app.db, { email: 'gone@staff.example', deactivatedAt: new Date() });
    for (const email of ['nobody@staff.example', 'gone@staff.example', 'no address', '\u0000', '\ud800@x.example', '']) {
      expect((await ask(email)).body).toEqual({ ok: true });
    }
    await settle(app, { sweeps: true });
    expect(box.letters).toEqual([]);
  });

  test('do not fill a mailbox, and one address cannot ask for ever', async () => {
    await anAccount(app.db, { email: 'victim@staff.example' });
    for (let at = 0; at < 5; at += 1) await ask('victim@staff.example', `127.0.0.${at + 1}`);
    await settle(app, { sweeps: true });
    expect(await app.db.delivery.count()).toBe(3);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => ask(`nobody-${at}@staff.example`, '127.0.0.9')));
    expect(answers.filter((answer) => answer.code === 'request/too_many')).toHaveLength(2);
  });

  test('are tried again under the same Message-ID until they are taken', async () => {
    await anAccount(app.db, { email: 'greylisted@staff.example' });
    box.answer({ at: 'recipient', code: 451 }, { at: 'text', code: 421 });
    await ask('greylisted@staff.example');
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'due', attempts: 1, lastError: expect.stringMatching(/^451 RCPT TO/) });
    await settle(app, { sweeps: true });
    expect((await delivery()).attempts).toBe(1);
    app.clock.advance({ seconds: 31 });
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'due', attempts: 2 });
    expect(box.letters).toEqual([]);
    app.clock.advance({ seconds: 61 });
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'delivered', attempts: 3, lastError: null });
    expect(box.letters).toHaveLength(1);
    expect(box.letters[0]?.messageId).toBe(`<${(await delivery()).id}@aftercare.test>`);
    app.clock.advance({ hours: 2 });
    await settle(app, { sweeps: true });
    expect(box.letters).toHaveLength(1);
  });

  test.each([
    ['recipient', 550],
    ['text', 554],
  ] as const)('refused for good at the %s are given up, and say so without the address', async (at, code) => {
    await anAccount(app.db, { email: 'unknown@staff.example' });
    box.answer({ at, code });
    await ask('unknown@staff.example');
    await settle(app, { sweeps: true });
    const row = await delivery();
    expect(row).toMatchObject({ state: 'failed', attempts: 1 });
    expect(row.lastError).toContain(String(code));
    expect(JSON.stringify(row)).not.toContain('@staff.example');
    app.clock.advance({ minutes: 30 });
    await settle(app, { sweeps: true });
    expect((await delivery()).attempts).toBe(1);
  });

  test('whose link is used or over by then are not sent', async () => {
    await anAccount(app.db, { email: 'slow@staff.example' });
    box.answer({ at: 'recipient', code: 451 });
    await ask('slow@staff.example');
    await settle(app, { sweeps: true });
    app.clock.advance({ hours: 1, minutes: 1 });
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'void' });
    expect(box.letters).toEqual([]);
  });

  test('are sent once however often their event is handled', async () => {
    await anAccount(app.db, { email: 'once@staff.example' });
    await ask('once@staff.example');
    await settle(app, { sweeps: true });
    await app.db.receipt.deleteMany();
    await app.db.event.updateMany({ data: { relayedAt: null, leasedUntil: null } });
    await settle(app, { sweeps: true });
    expect(box.letters).toHaveLength(1);
  });

  test('wait in their rows while the mail server is away', async () => {
    await anAccount(app.db, { email: 'patient@staff.example' });
    await box.close();
    await ask('patient@staff.example');
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'due', attempts: 1, lastError: expect.stringContaining('ESOCKET') });
  });
});

describe('a password reset', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test.each(garbageFor({ email: 'a@b.example' }))('cannot be asked for with %s', async (_, body) => {
    expect((await as.stranger(app).post('/password-resets', body)).code).toBe('request/invalid');
    expect((await as.stranger(app).post('/password-resets/completion', body)).code).toBe('request/invalid');
  });
});
