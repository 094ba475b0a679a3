import { CannedReplies, CannedReply } from '#contracts/canned-replies.js';
import { Done } from '#contracts/common.js';
import { aCannedReply } from '#prisma/factories/canned-reply.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import type { Team } from '#prisma/generated/client.js';
import { MOST_PER_BELONGING } from '../../server/src/canned-replies/canned-replies.service.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { heard } from '../support/sockets.js';

const draft = (fields: Record<string, unknown> = {}) => ({ title: '退货地址', scope: 'own', texts: { 'zh-CN': '请寄回：{{shop.name}}' }, ...fields });
const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

describe('saved replies', () => {
  let app: TestApp;
  let tea: Team;
  let coffee: Team;
  let agent: StaffClient;
  let lead: StaffClient;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    [tea, coffee] = [await aTeam(app.db), await aTeam(app.db)];
    agent = await as.agent(app, { teamIds: [tea.id] });
    lead = await as.agent(app, { role: 'lead', teamIds: [tea.id] });
    manager = await as.agent(app, { role: 'manager' });
  });
  beforeEach(() => app.db.cannedReply.deleteMany());
  afterAll(() => app.close());

  const titles = async (client: StaffClient, query = '') => (await client.get(`/canned-replies${query}`)).as(CannedReplies).items.map((reply) => reply.title);

  test('are made, found by sound, changed and removed by their owner', async () => {
    const answer = await agent.post('/canned-replies', draft({ shortcut: 'TH', folder: '退货' }));
    expect(answer.status).toBe(201);
    const made = answer.as(CannedReply);
    expect(made).toMatchObject({ pinyin: 'tui huo di zhi', shortcut: 'th', scope: 'own', team: null, uses: 0, lastUsedAt: null, can: { change: true, remove: true } });
    const changed = (await agent.put(`/canned-replies/${made.id}`, draft({ title: 'Warranty 保固', texts: { en: 'Two years.', 'zh-TW': '兩年。' } }), ifMatch(1))).as(CannedReply);
    expect(changed).toMatchObject({ title: 'Warranty 保固', pinyin: 'warranty bao gu', shortcut: null, folder: null, version: 2, texts: { en: 'Two years.', 'zh-TW': '兩年。' } });
    expect((await agent.delete(`/canned-replies/${made.id}`)).as(Done)).toEqual({ ok: true });
    expect(await titles(agent)).toEqual([]);
    const names = await app.db.event.findMany({ where: { subject: made.id }, orderBy: { id: 'asc' }, select: { name: true } });
    expect(names.map(({ name }) => name)).toEqual(['canned_reply.made', 'canned_reply.changed', 'canned_reply.removed']);
  });

  test('are listed for those they belong to, and to nobody else', async () => {
    await aCannedReply(app.db, { title: 'mine', ownerId: agent.account.id });
    await aCannedReply(app.db, { title: 'another person’s', ownerId: lead.account.id });
    await aCannedReply(app.db, { title: 'tea’s', teamId: tea.id });
    await aCannedReply(app.db, { title: 'coffee’s', teamId: coffee.id });
    await aCannedReply(app.db, { title: 'everybody’s' });
    expect((await titles(agent)).sort()).toEqual(['everybody’s', 'mine', 'tea’s']);
    expect((await titles(agent, '?for=manage')).sort()).toEqual(['everybody’s', 'mine', 'tea’s']);
    expect(await titles(manager)).toEqual(['everybody’s']);
    expect((await titles(manager, '?for=manage')).sort()).toEqual(['coffee’s', 'everybody’s', 'tea’s']);
    const offered = async (client: StaffClient) => (await client.get('/canned-replies')).as(CannedReplies).can;
    expect(await offered(agent)).toEqual({ makeForAll: false, makeForTeams: [] });
    expect(await offered(lead)).toEqual({ makeForAll: false, makeForTeams: [{ id: tea.id, name: tea.name }] });
    expect((await offered(manager)).makeForTeams).toHaveLength(await app.db.team.count());
  });

  test.each([
    ['an agent for the team', () => agent, () => draft({ scope: 'team', teamId: tea.id }), 'canned_reply.share'],
    ['an agent for all', () => agent, () => draft({ scope: 'all' }), 'canned_reply.manage'],
    ['a lead for another team', () => lead, () => draft({ scope: 'team', teamId: coffee.id }), 'canned_reply.share'],
    ['a lead for all', () => lead, () => draft({ scope: 'all' }), 'canned_reply.manage'],
  ])('are not made by %s', async (_, who, body, permission) => {
    const answer = await who().post('/canned-replies', body());
    expect([answer.status, answer.code, answer.body]).toEqual([403, 'permission/missing', expect.objectContaining({ data: { permission } })]);
    expect(await app.db.cannedReply.count()).toBe(0);
  });

  test('are shared by a lead with the team, and by a manager with all', async () => {
    expect((await lead.post('/canned-replies', draft({ scope: 'team', teamId: tea.id }))).as(CannedReply).team).toEqual({ id: tea.id, name: tea.name });
    expect((await manager.post('/canned-replies', draft({ scope: 'team', teamId: coffee.id }))).status).toBe(201);
    expect((await manager.post('/canned-replies', draft({ scope: 'all' }))).as(CannedReply).scope).toBe('all');
  });

  test('are given away only by somebody with the right to both sides', async () => {
    const own = await aCannedReply(app.db, { ownerId: agent.account.id });
    expect((await agent.put(`/canned-replies/${own.id}`, draft({ scope: 'all' }), ifMatch(1))).code).toBe('permission/missing');
    const shared = await aCannedReply(app.db, { teamId: tea.id });
    expect((await agent.put(`/canned-replies/${shared.id}`, draft({ scope: 'own' }), ifMatch(1))).code).toBe('permission/missing');
    expect((await agent.delete(`/canned-replies/${shared.id}`)).code).toBe('permission/missing');
    expect((await lead.put(`/canned-replies/${shared.id}`, draft({ scope: 'own' }), ifMatch(1))).as(CannedReply).scope).toBe('own');
    // And then it is nobody else's any more.
    expect(await titles(manager, '?for=manage')).toEqual([]);
  });

  test('of another person or team read as not there', async () => {
    const theirs = [await aCannedReply(app.db, { ownerId: lead.account.id }), await aCannedReply(app.db, { teamId: coffee.id })];
    for (const { id } of [...theirs, { id: newId() }]) {
      const answers = [await agent.put(`/canned-replies/${id}`, draft(), ifMatch(1)), await agent.delete(`/canned-replies/${id}`), await agent.post(`/canned-replies/${id}/uses`)];
      expect(answers.map((answer) => answer.code)).toEqual(['resource/not_found', 'resource/not_found', 'resource/not_found']);
    }
    expect(await app.db.cannedReply.count()).toBe(2);
  });

  test('need somebody who may reply', async () => {
    const nobody = await as.agent(app, { permissions: ['ticket.read'] });
    const { id } = await aCannedReply(app.db);
    for (const [client, code] of [[as.stranger(app), 'session/required'], [nobody, 'permission/missing']] as const) {
      const answers = await Promise.all([
        client.get('/canned-replies'),
        client.post('/canned-replies', draft()),
        client.put(`/canned-replies/${id}`, draft(), ifMatch(1)),
        client.delete(`/canned-replies/${id}`),
        client.post(`/canned-replies/${id}/uses`),
      ]);
      // Without a cookie a stranger's unsafe call is nobody's forgery: it is simply nobody's.
      expect(answers.map((answer) => answer.code)).toEqual([code, code, code, code, code]);
    }
  });

  test.each([
    ['no title', { title: ' ' }],
    ['no text', { texts: {} }],
    ['an empty text', { texts: { en: '' } }],
    ['a language we do not speak', { texts: { de: 'Hallo' } }],
    ['a text that cannot be stored', { texts: { en: 'a\u0000b' } }],
    ['a team for one’s own', { teamId: newId() }],
    ['no team for a team’s', { scope: 'team' }],
    ['two words after the stroke', { shortcut: 'two words' }],
    ['a stroke after the stroke', { shortcut: 'a/b' }],
    ['something unknown', { colour: 'red' }],
  ])('are refused with %s', async (_, fields) => {
    expect((await agent.post('/canned-replies', draft(fields))).code).toBe('request/invalid');
  });

  test('of a team that is not there are refused', async () => {
    expect((await manager.post('/canned-replies', draft({ scope: 'team', teamId: newId() }))).code).toBe('request/invalid');
  });

  test('have one shortcut each among those of the same owner, also when two are made at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => manager.post('/canned-replies', draft({ scope: 'all', shortcut: '退' }))));
    expect(answers.map((answer) => answer.code ?? answer.status).sort()).toEqual([201, 'reply/shortcut_taken', 'reply/shortcut_taken']);
    expect((await agent.post('/canned-replies', draft({ shortcut: '退' }))).status).toBe(201);
    const other = (await agent.post('/canned-replies', draft({ shortcut: 'other' }))).as(CannedReply);
    expect((await agent.put(`/canned-replies/${other.id}`, draft({ shortcut: '退' }), ifMatch(1))).code).toBe('reply/shortcut_taken');
  });

  test('are not changed over what somebody else saved meanwhile', async () => {
    const { id } = await aCannedReply(app.db, { teamId: tea.id });
    const body = draft({ scope: 'team', teamId: tea.id });
    const answers = await Promise.all([lead.put(`/canned-replies/${id}`, body, ifMatch(1)), manager.put(`/canned-replies/${id}`, body, ifMatch(1))]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    expect((await lead.put(`/canned-replies/${id}`, body)).code).toBe('request/invalid');
  });

  test('end at a number that a list can still show', async () => {
    const data = Array.from({ length: MOST_PER_BELONGING }, (_, at) => ({ id: newId(), ownerId: agent.account.id, title: `${at}`, pinyin: '', texts: { en: 'x' } }));
    await app.db.cannedReply.createMany({ data });
    expect((await agent.post('/canned-replies', draft())).code).toBe('reply/too_many');
    expect((await lead.post('/canned-replies', draft())).status).toBe(201);
  });

  test('count their uses, all together, and remember when each person used them last', async () => {
    const { id } = await aCannedReply(app.db);
    const before = app.clock.now();
    await Promise.all([1, 2, 3].map(() => agent.post(`/canned-replies/${id}/uses`)));
    expect((await lead.post(`/canned-replies/${id}/uses`)).as(Done)).toEqual({ ok: true });
    const seen = async (client: StaffClient) => (await client.get('/canned-replies')).as(CannedReplies).items[0];
    const mine = await seen(agent);
    expect(mine?.uses).toBe(4);
    expect(Date.parse(mine?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(before.getTime());
    expect(await seen(manager)).toMatchObject({ uses: 4, lastUsedAt: null });
  });

  test('of a team keep the team', async () => {
    const team = await aTeam(app.db);
    await aCannedReply(app.db, { teamId: team.id });
    const answer = await manager.delete(`/teams/${team.id}`);
    expect([answer.code, answer.body]).toEqual(['team/not_empty', expect.objectContaining({ data: expect.objectContaining({ cannedReplies: 1 }) })]);
  });

  test('are pointed out to every console when they are shared, and to one when they are somebody’s own', async () => {
    const [mine, colleagues] = [await agent.socket(), await lead.socket()];
    const heardOf: string[] = [];
    colleagues.on('changed', ({ kind, id }: { kind: string; id: string }) => kind === 'canned_reply' && heardOf.push(id));
    const first = heard(mine, 'changed');
    const own = (await agent.post('/canned-replies', draft())).as(CannedReply);
    expect(await first).toEqual({ kind: 'canned_reply', id: own.id, version: 0 });
    const second = heard(mine, 'changed');
    const shared = (await manager.post('/canned-replies', draft({ scope: 'all' }))).as(CannedReply);
    expect(await second).toMatchObject({ id: shared.id });
    await lead.get('/canned-replies');
    expect(heardOf).toEqual([shared.id]);
    mine.disconnect();
    colleagues.disconnect();
  });
});
