import { RoutingProfiles, TeamRoutings, TicketRouting } from '#contracts/routing.js';
import { Rule } from '#contracts/automation.js';
import { TicketDetail, TicketHistory } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { Database } from '../../server/src/platform/db.js';
import { RoutingService } from '../../server/src/routing/routing.service.js';
import { TicketRoutingJobs } from '../../server/src/routing/ticket-routing.jobs.js';
import { TicketRoutingService } from '../../server/src/routing/ticket-routing.service.js';
import type { TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aTalk, type Desk, linesOf, speak } from '../support/desk.js';
import { MINUTE, RoutedDesk } from '../support/routed.js';
import { ruleDraft } from '../support/rules.js';
import { settle } from '../support/settle.js';

describe('who is given a ticket', () => {
  let routed: RoutedDesk;
  let app: TestApp;
  let desk: Desk;
  let manager: StaffClient;
  beforeAll(async () => {
    routed = await RoutedDesk.open();
    ({ app, manager } = routed);
  });
  beforeEach(async () => {
    desk = await routed.anew();
  });
  afterEach(() => routed.leave());
  afterAll(() => app.close());

  const ownerOf = async (id: string) => (await app.db.ticket.findUniqueOrThrow({ where: { id } })).assigneeId;
  const shown = async (id: string, client = manager) => (await client.get(`/tickets/${id}/routing`)).as(TicketRouting);
  const sweep = () => app.nest.get(TicketRoutingJobs).giveOut();

  test('is somebody who speaks the language and has the skill, and the ticket says why', async () => {
    const returns = await routed.skillNamed('Returns 退货');
    await routed.wishes({ skillRules: [{ types: [], tags: ['退货'], skillId: returns.id, level: 2 }] });
    const mei = await routed.onDuty('Mei', { languages: ['zh', 'en'], skills: [{ skillId: returns.id, level: 3 }] });
    const jonas = await routed.onDuty('Jonas', { languages: ['de'] });
    await aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, assigneeId: mei.account.id });
    const { id } = await routed.ticketOf('zh-TW', { tags: ['退货'] });
    await sweep();
    expect(await ownerOf(id)).toBe(mei.account.id);
    const reasons = [{ code: 'language', language: 'zh' }, { code: 'skill', skillId: returns.id, name: 'Returns 退货', level: 3 }, { code: 'load', open: 2, limit: 8 }, { code: 'only' }];
    expect(await shown(id)).toMatchObject({
      method: 'least_load', language: { code: 'zh', by: 'customer' }, skills: [{ name: 'Returns 退货', level: 2, by: 'team' }], waits: null,
      decisions: [{ chat: false, person: { name: 'Mei' }, reasons, others: [{ person: { name: 'Jonas' }, against: ['language', 'skill'], open: 0, limit: 8 }] }],
    });
    const line = await app.db.message.findFirstOrThrow({ where: { ticketId: id, kind: 'system' } });
    expect([line.internal, line.publicSeq, line.system]).toEqual([true, null, { code: 'ticket.routed', data: { name: 'Mei', because: reasons } }]);
    expect((await app.db.ticket.findUniqueOrThrow({ where: { id } })).state).toBe('open');
    expect((await manager.get(`/tickets/${id}/history`)).as(TicketHistory).items).toContainEqual(expect.objectContaining({ name: 'ticket.assigned', person: 'Mei', because: reasons }));
    await sweep();
    expect([await app.db.routingDecision.count({ where: { ticketId: id } }), await ownerOf(id)]).toEqual([1, mei.account.id]);
    expect((await jonas.get('/routing-profiles')).as(RoutingProfiles).items.find(({ account }) => account.id === mei.account.id)).toMatchObject({ open: 2, skills: [{ name: 'Returns 退货', level: 3, by: manager.account.name }] });
  });

  test('is nobody where the team takes by hand, the ticket is new, asleep, spam or in a chat', async () => {
    await routed.onDuty('Mei', { languages: ['zh'] });
    const hand = await routed.ticketOf('zh-CN');
    await sweep();
    expect([await ownerOf(hand.id), await app.db.ticketRouting.count({ where: { ticketId: hand.id } })]).toEqual([null, 0]);
    await app.db.ticket.delete({ where: { id: hand.id } });
    await routed.wishes();
    const now = app.clock.now();
    const left = [
      await routed.ticketOf('zh-CN', { createdAt: new Date(now.getTime() + MINUTE) }), await routed.ticketOf('zh-CN', { snoozedUntil: new Date(now.getTime() + MINUTE), state: 'open' }), await routed.ticketOf('zh-CN', { spamAt: now }),
      await routed.ticketOf('zh-CN', { state: 'pending' }), await routed.ticketOf('zh-CN', { teamId: null }),
    ];
    const talk = await aTalk(app, desk);
    routed.open.push(talk.socket);
    await sweep();
    expect(await Promise.all([...left.map(({ id }) => id), talk.ticketId].map(ownerOf))).toEqual(Array(6).fill(null));
  });

  test('waits with its reason, is taken up when somebody comes, and by anybody after the time of the team', async () => {
    await routed.wishes({ fallbackMinutes: 10 });
    const jonas = await routed.onDuty('Jonas', { languages: ['de'] });
    const { id } = await routed.ticketOf('ja');
    await sweep();
    const waits = (await shown(id)).waits;
    expect(waits?.reasons).toEqual([{ code: 'language', language: 'ja', who: 'nobody' }]);
    expect(Date.parse(waits?.fallbackAt ?? '') - Date.parse(waits?.since ?? '')).toBe(10 * MINUTE);
    expect((await manager.get('/team-routings')).as(TeamRoutings).items.find(({ team }) => team.id === desk.team.id)).toMatchObject({ waiting: 1 });
    // Elsewhere, and asleep, it waits for nobody.
    const elsewhere = await aTeam(app.db);
    for (const there of [{ teamId: elsewhere.id }, { snoozedUntil: new Date(app.clock.now().getTime() + MINUTE) }]) {
      await app.db.ticket.update({ where: { id }, data: there });
      expect([(await shown(id)).waits, (await manager.get('/team-routings')).as(TeamRoutings).items.filter(({ waiting }) => waiting > 0)]).toEqual([null, []]);
      await app.db.ticket.update({ where: { id }, data: { teamId: desk.team.id, snoozedUntil: null } });
    }
    const yuki = await as.agent(app, { name: 'Yuki', teamIds: [desk.team.id], availability: 'away' });
    await routed.able(yuki, { languages: ['ja'] });
    await routed.arrive(yuki);
    await routed.forward(MINUTE);
    await sweep();
    expect((await shown(id)).waits?.reasons).toEqual([{ code: 'language', language: 'ja', who: 'off_duty' }]);
    await yuki.put('/account/availability', { availability: 'online' });
    await sweep();
    expect([await ownerOf(id), (await shown(id)).waits]).toEqual([yuki.account.id, null]);
    await yuki.put('/account/availability', { availability: 'away' });
    const late = await routed.ticketOf('ja');
    await sweep();
    for (const [minutes, owner] of [[9, null], [1, jonas.account.id]] as const) {
      await routed.forward(minutes * MINUTE);
      await sweep();
      expect(await ownerOf(late.id)).toBe(owner);
    }
    expect((await shown(late.id)).decisions[0]?.reasons.map(({ code }) => code)).toEqual(['without_language', 'load', 'only']);
  });

  test('two sweeps at once give once, and the last free place is filled once', async () => {
    await routed.wishes({ byLanguage: false });
    const mei = await routed.onDuty('Mei', { ticketLimit: 1 });
    const [one, two] = [await routed.ticketOf(null), await routed.ticketOf(null)];
    await Promise.all([sweep(), sweep(), sweep()]);
    expect([await ownerOf(one.id), await ownerOf(two.id)].filter(Boolean)).toEqual([mei.account.id]);
    expect([await app.db.routingDecision.count({ where: { accountId: mei.account.id } }), await app.db.ticket.count({ where: { assigneeId: mei.account.id } })]).toEqual([1, 1]);
    const left = (await ownerOf(one.id)) === null ? one : two;
    expect((await shown(left.id)).waits?.reasons).toEqual([{ code: 'full' }]);
    await mei.post(`/tickets/${left === one ? two.id : one.id}/solution`);
    await sweep();
    expect(await ownerOf(left.id)).toBe(mei.account.id);
  });

  test('a process that dies between gives nothing by half', async () => {
    await routed.wishes({ byLanguage: false });
    const mei = await routed.onDuty('Mei');
    const { id } = await routed.ticketOf(null);
    const routing = app.nest.get(TicketRoutingService);
    await expect(app.nest.get(Database).transaction(async (tx) => {
      expect(await routing.give(tx, id)).toBe(mei.account.id);
      throw new Error('the power went');
    })).rejects.toThrow('the power went');
    expect([await ownerOf(id), await linesOf(app, id), await app.db.routingDecision.count({ where: { ticketId: id } })]).toEqual([null, [], 0]);
    await sweep();
    expect(await ownerOf(id)).toBe(mei.account.id);
  });

  test('goes in turn, and by load', async () => {
    await routed.wishes({ byLanguage: false, method: 'round_robin' });
    const people = [await routed.onDuty('Mei', { ticketLimit: 20 }), await routed.onDuty('Jonas', { ticketLimit: 20 }), await routed.onDuty('Emily', { ticketLimit: 20 })];
    const counts = () => Promise.all(people.map(({ account }) => app.db.ticket.count({ where: { assigneeId: account.id } })));
    for (let nth = 0; nth < 6; nth += 1) {
      await routed.ticketOf(null);
      await routed.forward(1_000);
      await sweep();
    }
    expect(await counts()).toEqual([2, 2, 2]);
    await routed.wishes({ byLanguage: false, method: 'least_load' });
    for (let nth = 0; nth < 3; nth += 1) await routed.ticketOf(null, { assigneeId: people[0]?.account.id ?? null });
    for (let nth = 0; nth < 2; nth += 1) await routed.ticketOf(null);
    await sweep();
    expect(await counts()).toEqual([5, 3, 3]);
  });

  test('by hand is always first; whoever gives it away is not given it again at once, and waits are counted anew', async () => {
    await routed.wishes({ byLanguage: false, fallbackMinutes: 5 });
    const mei = await routed.onDuty('Mei');
    const { id } = await routed.ticketOf(null);
    const other = await as.agent(app, { teamIds: [desk.team.id] });
    await Promise.all([manager.put(`/tickets/${id}/assignment`, { accountId: other.account.id }), sweep()]);
    expect(await ownerOf(id)).toBe(other.account.id);
    await manager.put(`/tickets/${id}/assignment`, { accountId: null });
    await sweep();
    expect(await ownerOf(id)).toBe(mei.account.id);
    await mei.put(`/tickets/${id}/assignment`, { accountId: null });
    await sweep();
    expect([await ownerOf(id), (await shown(id)).waits?.reasons]).toEqual([null, [{ code: 'gave_back' }]]);
    for (const [minutes, owner] of [[6, null], [25, mei.account.id]] as const) {
      await routed.forward(minutes * MINUTE);
      await sweep();
      expect(await ownerOf(id)).toBe(owner);
    }
  });

  test('is taken up again by whoever had it while he is here, and otherwise by somebody else', async () => {
    await routed.wishes({ byLanguage: false });
    const [mei, jonas] = [await routed.onDuty('Mei'), await routed.onDuty('Jonas')];
    const { id } = await routed.ticketOf(null, { assigneeId: mei.account.id, state: 'open' });
    await manager.post(`/tickets/${id}/solution`);
    await manager.delete(`/tickets/${id}/solution`);
    await settle(app);
    await sweep();
    expect(await ownerOf(id)).toBe(mei.account.id);
    await mei.put('/account/availability', { availability: 'away' });
    await manager.post(`/tickets/${id}/solution`);
    await manager.delete(`/tickets/${id}/solution`);
    await settle(app);
    expect(await ownerOf(id)).toBeNull();
    await sweep();
    expect([await ownerOf(id), (await linesOf(app, id)).slice(-2)]).toEqual([jonas.account.id, ['ticket.given_back', 'ticket.routed']]);
    const own = await routed.ticketOf(null, { assigneeId: mei.account.id, state: 'open' });
    await mei.post(`/tickets/${own.id}/solution`);
    await mei.delete(`/tickets/${own.id}/solution`);
    await settle(app);
    expect(await ownerOf(own.id)).toBe(mei.account.id);
    await mei.put('/account/availability', { availability: 'online' });
    const former = await routed.ticketOf(null, { assigneeId: mei.account.id, state: 'closed' });
    await routed.ticketOf(null, { assigneeId: mei.account.id });
    const next = await routed.ticketOf(null, { linkedFromId: former.id });
    await sweep();
    expect([await ownerOf(next.id), (await shown(next.id)).decisions[0]?.reasons[0]]).toEqual([mei.account.id, { code: 'former' }]);
  });

  test('gives back the waiting customers of somebody who is away, where the team says so', async () => {
    const jobs = app.nest.get(TicketRoutingJobs);
    const mei = await routed.onDuty('Mei');
    const waitingSince = app.clock.now();
    const { id } = await routed.ticketOf(null, { assigneeId: mei.account.id, state: 'open', timeline: { waitingSince } });
    const answered = await routed.ticketOf(null, { assigneeId: mei.account.id, state: 'open' });
    await mei.put('/account/availability', { availability: 'away' });
    await routed.forward(60 * MINUTE);
    for (const giveBackMinutes of [null, 90]) {
      await routed.wishes({ method: 'manual', giveBackMinutes });
      await jobs.giveBack();
      expect(await ownerOf(id)).toBe(mei.account.id);
    }
    await routed.forward(30 * MINUTE);
    await Promise.all([jobs.giveBack(), jobs.giveBack()]);
    expect([await ownerOf(id), await ownerOf(answered.id), await linesOf(app, id)]).toEqual([null, mei.account.id, ['ticket.given_back']]);
    const jonas = await routed.onDuty('Jonas');
    await routed.wishes({ byLanguage: false });
    await (await as.agent(app, { role: 'admin' })).post(`/accounts/${mei.account.id}/deactivation`);
    await settle(app);
    await sweep();
    expect([await ownerOf(id), await ownerOf(answered.id)]).toEqual([jonas.account.id, jonas.account.id]);
  });

  test('is asked for a single ticket by somebody or by a rule, whose skill counts as well', async () => {
    const invoices = await routed.skillNamed('Invoices');
    const [mei] = [await routed.onDuty('Mei', { skills: [{ skillId: invoices.id, level: 1 }] }), await routed.onDuty('Jonas')];
    const { id } = await routed.ticketOf('fr');
    expect((await shown(id)).can).toEqual({ change: true, ask: true });
    const asked = (await manager.put(`/tickets/${id}/needs`, { language: null, skills: [{ skillId: invoices.id, level: 1 }] })).as(TicketRouting);
    expect(asked.skills).toEqual([{ skillId: invoices.id, name: 'Invoices', level: 1, by: 'hand' }]);
    expect((await manager.put(`/tickets/${id}/routing`)).as(TicketRouting).can.ask).toBe(false);
    expect([(await manager.put(`/tickets/${id}/routing`)).status, await app.db.event.count({ where: { subject: id, name: 'ticket.routing_asked' } })]).toEqual([200, 1]);
    await sweep();
    expect(await ownerOf(id)).toBe(mei.account.id);
    const rule = ruleDraft({ actions: [{ do: 'need_skill', skillId: invoices.id, level: 1 }, { do: 'route' }] });
    const made = (await manager.post('/rules', rule)).as(Rule);
    await manager.put(`/rules/${made.id}/activity`);
    const opened = await manager.post('/tickets', { channelId: desk.channel.id, customer: { name: 'Wu' }, subject: '发票', teamId: desk.team.id, message: { text: '请开票', internal: true } });
    await settle(app);
    const ruled = opened.as(TicketDetail).ticket.id;
    expect((await shown(ruled)).skills).toMatchObject([{ name: 'Invoices', by: 'rule' }]);
    await routed.forward(5_000);
    await sweep();
    expect(await ownerOf(ruled)).toBe(mei.account.id);
    await app.db.rule.deleteMany();
  });

  test('of a chat is first whoever speaks its language, and the ticket says why', async () => {
    await routed.wishes();
    const [mei, jonas] = [await routed.onDuty('Mei', { languages: ['zh'] }), await routed.onDuty('Jonas')];
    await app.db.account.update({ where: { id: mei.account.id }, data: { capacity: 9 } });
    const visitor = await as.visitor(app, { channelId: desk.channel.id, locale: 'zh-CN' });
    const socket = await visitor.socket();
    routed.open.push(socket);
    const { conversationId } = await speak(socket, undefined, '水壶漏水');
    await settle(app);
    // Whichever round came first: the one that followed the word, or this one.
    await app.nest.get(RoutingService).offerRound();
    const { decisions } = await shown(conversationId, jonas);
    // Of those who can, nobody takes chats: it is not kept waiting for them.
    await app.db.account.update({ where: { id: mei.account.id }, data: { capacity: 0 } });
    const next = await (await as.visitor(app, { channelId: desk.channel.id, locale: 'zh-CN' })).socket();
    routed.open.push(next);
    const waiting = (await speak(next, undefined, '还在漏')).conversationId;
    await settle(app);
    await app.nest.get(RoutingService).offerRound();
    expect((await shown(waiting, jonas)).decisions).toMatchObject([{ chat: true, person: { name: 'Jonas' } }]);
    expect(decisions).toMatchObject([{ chat: true, person: { name: 'Mei' }, reasons: [{ code: 'language', language: 'zh' }, { code: 'load', open: 1, limit: 9 }, { code: 'turn', since: null }], others: [] }]);
  });
});
