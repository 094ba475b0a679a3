import { Skill, Skills, TicketRouting } from '#contracts/routing.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import type { TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import type { Desk } from '../support/desk.js';
import { NOBODY, RoutedDesk, WISHES } from '../support/routed.js';

const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

describe('what decides who is given a ticket', () => {
  let routed: RoutedDesk;
  let app: TestApp;
  let desk: Desk;
  let manager: StaffClient;
  beforeAll(async () => {
    routed = await RoutedDesk.open();
    ({ app, manager } = routed);
    desk = await routed.anew();
  });
  afterAll(() => app.close());

  test('skills, profiles and methods are looked after by those alone who may, one at a time', async () => {
    const skill = await routed.skillNamed('Returns');
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const { id } = await routed.ticketOf(null);
    const theirs = await aTicket(app.db, { channelId: desk.channel.id, teamId: (await aTeam(app.db)).id });
    const [profile, team] = [`/accounts/${agent.account.id}/routing-profile`, `/teams/${desk.team.id}/routing`];
    for (const [client, code] of [[as.stranger(app), 'session/required'], [agent, 'permission/missing']] as const) {
      const answers = [
        await client.post('/skills', { name: 'x' }), await client.put(`/skills/${skill.id}`, { name: 'x' }, ifMatch(1)), await client.delete(`/skills/${skill.id}`),
        await client.put(profile, NOBODY, ifMatch(0)), await client.put(team, WISHES, ifMatch(0)),
      ];
      expect(answers.map((answer) => answer.code)).toEqual(Array(5).fill(code));
    }
    for (const path of ['/skills', '/routing-profiles', '/team-routings', `/tickets/${id}/routing`]) expect((await as.stranger(app).get(path)).code).toBe('session/required');
    expect((await agent.get('/skills')).as(Skills)).toMatchObject({ items: [{ name: 'Returns', people: 0 }], can: { manage: false } });
    const light = await as.agent(app, { role: 'light', teamIds: [desk.team.id] });
    expect([(await light.put(`/tickets/${id}/routing`)).code, (await light.put(`/tickets/${id}/needs`, { language: null, skills: [] })).code]).toEqual(['permission/missing', 'permission/missing']);
    for (const answer of [await agent.get(`/tickets/${theirs.id}/routing`), await agent.put(`/tickets/${theirs.id}/routing`), await agent.put(`/tickets/${theirs.id}/needs`, { language: null, skills: [] }), await agent.get(`/tickets/${newId()}/routing`)]) expect(answer.code).toBe('conversation/not_found');
    expect((await manager.put(`/tickets/${(await routed.ticketOf(null, { teamId: null })).id}/routing`)).code).toBe('ticket/no_team');
    expect((await manager.put(`/tickets/${(await routed.ticketOf(null, { state: 'closed' })).id}/needs`, { language: 'ja', skills: [] })).code).toBe('ticket/closed');
    expect([(await manager.post('/skills', { name: 'Returns' })).code, (await manager.put(`/skills/${skill.id}`, { name: 'Rücksendung' }, ifMatch(7))).code]).toEqual(['skill/name_taken', 'request/stale']);
    expect((await manager.put(`/skills/${skill.id}`, { name: '退货 ‏إرجاع' }, ifMatch(1))).as(Skill)).toMatchObject({ name: '退货 ‏إرجاع', version: 2 });
    for (const [path, body] of [
      [profile, { ...NOBODY, languages: ['Chinese'] }], [profile, { ...NOBODY, ticketLimit: -1 }], [profile, { ...NOBODY, skills: [{ skillId: skill.id, level: 4 }] }], [profile, { ...NOBODY, skills: [{ skillId: newId(), level: 1 }] }],
      [team, { ...WISHES, method: 'random' }], [team, { ...WISHES, fallbackMinutes: 0 }], [team, { ...WISHES, skillRules: [{ types: [], tags: [], skillId: newId(), level: 1 }] }], [team, { ...WISHES, extra: 1 }],
    ] as const) expect([path, (await manager.put(path, body, ifMatch(0))).code]).toEqual([path, 'request/invalid']);
    expect((await manager.put(profile, NOBODY)).code).toBe('request/invalid');
    for (const [path, body] of [[profile, NOBODY], [team, { ...WISHES, skillRules: [{ types: ['problem'], tags: [], skillId: skill.id, level: 1 }] }]] as const) {
      const both = await Promise.all([manager.put(path, body, ifMatch(0)), manager.put(path, body, ifMatch(0))]);
      expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 412]);
      expect((await manager.put(path.replace(/[^/]+(?=\/rout)/, newId()), body, ifMatch(0))).code).toBe('resource/not_found');
    }
    const inUse = await manager.delete(`/skills/${skill.id}`);
    expect([inUse.code, Reflect.get(Object(inUse.body), 'data')]).toEqual(['skill/in_use', { teams: [desk.team.name] }]);
    await routed.wishes({ skillRules: [] });
    await manager.put(`/tickets/${id}/needs`, { language: null, skills: [{ skillId: skill.id, level: 2 }] });
    expect((await manager.delete(`/skills/${skill.id}`)).status).toBe(200);
    expect([(await manager.get(`/tickets/${id}/routing`)).as(TicketRouting).skills, (await manager.delete(`/skills/${skill.id}`)).code]).toEqual([[], 'resource/not_found']);
  });
});
