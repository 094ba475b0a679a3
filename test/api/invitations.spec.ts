import { Invited, Me } from '#contracts/accounts.js';
import { anAccount, aTeam } from '#prisma/factories/people.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { garbageFor } from '../support/garbage.js';

const PASSWORD = 'a kettle of green tea';
const tokenOf = (link: string | null): string => new URL(link ?? 'http://none').hash.replace('#token=', '');

describe('invitations', () => {
  let app: TestApp;
  let admin: StaffClient;
  let roleId: string;
  let number = 0;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
    roleId = (await app.db.role.findUniqueOrThrow({ where: { builtIn: 'agent' } })).id;
  });
  afterAll(() => app.close());

  const draft = (fields: object = {}) => ({ email: `new-${(number += 1)}@staff.example`, name: 'Mei Lin', roleIds: [roleId], teamIds: [], ...fields });
  const invite = async (fields: object = {}) => (await admin.post('/invitations', draft(fields))).as(Invited);
  const accept = (token: string, fields: object = {}) => as.stranger(app).post('/invitations/acceptance', { token, password: PASSWORD, ...fields });

  test('make a person who may do nothing until the link is used, then sign in', async () => {
    const team = await aTeam(app.db);
    const answer = await admin.post('/invitations', draft({ email: 'Mei.LIN@staff.example', teamIds: [team.id], locale: 'zh-TW' }));
    expect(answer.status).toBe(201);
    const { account, link } = answer.as(Invited);
    expect(account).toMatchObject({ email: 'mei.lin@staff.example', invited: true, teams: [{ id: team.id }], roles: [{ id: roleId }] });
    expect(link).toMatch(/^http:\/\/aftercare\.test\/console\/invitation#token=[\w-]{43}$/);
    const accepted = await accept(tokenOf(link), { name: '林美' });
    expect(accepted.as(Me).account).toMatchObject({ id: account.id, name: '林美', locale: 'zh-TW' });
    expect((await as.stranger(app).get('/session', { headers: { cookie: `ac=${accepted.cookie('ac')?.value}` } })).status).toBe(200);
    expect((await as.stranger(app).post('/session', { email: 'mei.lin@staff.example', password: PASSWORD })).status).toBe(200);
    expect((await accept(tokenOf(link))).code).toBe('session/link_used');
  });

  test('keep the secret of the link nowhere', async () => {
    const { link } = await invite();
    const token = tokenOf(link);
    const kept = JSON.stringify([await app.db.accountLink.findMany(), await app.db.event.findMany(), await app.db.delivery.findMany()]);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain('@staff.example');
  });

  test('are accepted by exactly one of 50 at once', async () => {
    const { account, link } = await invite();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => accept(tokenOf(link), { password: `${PASSWORD} ${at}` })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'session/link_used')).toHaveLength(49);
    expect(await app.db.session.count({ where: { accountId: account.id } })).toBe(1);
  });

  test('sent again end the earlier link', async () => {
    const fields = draft();
    const first = (await admin.post('/invitations', fields)).as(Invited);
    const second = (await admin.post('/invitations', { ...fields, name: 'Mei-Lin' })).as(Invited);
    expect([second.account.id, second.account.name]).toEqual([first.account.id, 'Mei-Lin']);
    expect((await accept(tokenOf(first.link))).code).toBe('session/link_used');
    expect((await accept(tokenOf(second.link))).status).toBe(200);
  });

  test('end after a week, and with the person', async () => {
    const [late, gone] = [await invite(), await invite()];
    await admin.post(`/accounts/${gone.account.id}/deactivation`);
    expect((await accept(tokenOf(gone.link))).code).toBe('session/link_used');
    app.clock.advance({ days: 7, minutes: 1 });
    const answer = await accept(tokenOf(late.link));
    app.clock.reset();
    expect(answer.code).toBe('session/link_used');
  });

  test('are refused for an address that is taken, whatever its case, also at the same moment', async () => {
    await anAccount(app.db, { email: 'taken@staff.example' });
    await anAccount(app.db, { email: 'gone@staff.example', password: null, deactivatedAt: new Date() });
    expect((await admin.post('/invitations', draft({ email: 'TAKEN@staff.example' }))).code).toBe('account/email_taken');
    expect((await admin.post('/invitations', draft({ email: 'gone@staff.example' }))).code).toBe('account/email_taken');
    const same = draft();
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/invitations', same)));
    expect(answers.every((answer) => answer.status === 201 || answer.code === 'account/email_taken')).toBe(true);
    expect(await app.db.account.count({ where: { email: same.email } })).toBe(1);
  });

  test('never hand out more than the inviter has', async () => {
    const clerk = await as.agent(app, { permissions: ['account.manage', 'ticket.read'] });
    const boss = await app.db.role.findUniqueOrThrow({ where: { builtIn: 'admin' } });
    const fields = draft({ roleIds: [boss.id] });
    expect((await clerk.post('/invitations', fields)).code).toBe('permission/missing');
    expect(await app.db.account.count({ where: { email: fields.email } })).toBe(0);
    const pending = draft({ roleIds: [boss.id] });
    await admin.post('/invitations', pending);
    expect((await clerk.post('/invitations', { ...pending, roleIds: [roleId] })).code).toBe('permission/missing');
  });

  test.each([
    ['short', 'request/invalid'],
    ['password123', 'account/password_weak'],
  ])('refuse the password %s and keep the link', async (password, code) => {
    const { link } = await invite();
    expect((await accept(tokenOf(link), { password })).code).toBe(code);
    expect((await accept(tokenOf(link))).status).toBe(200);
  });

  test.each([
    ['no role', { roleIds: [] }],
    ['an address that is none', { email: 'mei.lin' }],
    ['two addresses', { email: 'a@staff.example, b@staff.example' }],
    ['a header in the address', { email: 'a@staff.example\r\nBcc: b@staff.example' }],
    ['an unknown language', { locale: 'xx' }],
    ['a role that is no id', { roleIds: ['admin'] }],
  ])('refuse %s', async (_, fields) => {
    expect((await admin.post('/invitations', draft(fields))).code).toBe('request/invalid');
  });

  test.each(garbageFor({ token: 'x'.repeat(43), password: PASSWORD }))('cannot be accepted with %s', async (_, body) => {
    expect((await as.stranger(app).post('/invitations/acceptance', body)).code).toBe('request/invalid');
  });
});
