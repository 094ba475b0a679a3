import { type RuleDraft, RuleRuns, RuleTrial } from '#contracts/automation.js';
import { TicketDetail } from '#contracts/tickets.js';
import { aCalendar, everyDay } from '#prisma/factories/calendar.factory.js';
import { aField } from '#prisma/factories/custom-field.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aSubState } from '#prisma/factories/sub-state.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Team } from '#prisma/generated/client.js';
import { AutomationJobs } from '../../server/src/automation/automation.jobs.js';
import { Reactions } from '../../server/src/platform/events/reactions.js';
import { Relay } from '../../server/src/platform/events/relay.js';
import { newId } from '../../server/src/platform/ids.js';
import { startAppOn, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aTalk, type Desk, speak, timelineOf } from '../support/desk.js';
import { after, ALWAYS, at, OPENED, ruleDraft, RuledDesk, TAG } from '../support/rules.js';
import { settle } from '../support/settle.js';

describe('rules', () => {
  let ruled: RuledDesk;
  let app: TestApp;
  let desk: Desk;
  let manager: StaffClient;
  let agent: StaffClient;
  let coffee: Team;
  beforeAll(async () => {
    ruled = await RuledDesk.open();
    ({ app, desk, manager, agent } = ruled);
    coffee = await aTeam(app.db);
  });
  beforeEach(() => ruled.clear());
  afterAll(() => ruled.close());

  test('put values into fields and choose a part of a state, and their log tells no hidden field to others', async () => {
    const [order, risk, photo] = [await aField(app.db), await aField(app.db, { kind: 'number', hidden: true }), await aSubState(app.db)];
    const actions: RuleDraft['actions'] = [
      { do: 'set_field', key: order.key, value: '订单 A1047' }, { do: 'set_field', key: risk.key, value: 80 }, { do: 'set_field', key: order.key, value: '订单 A1047' }, { do: 'set_sub_state', subStateId: photo.id },
    ];
    const wrong = await manager.post('/rules', ruleDraft({ actions: [{ do: 'set_field', key: risk.key, value: 'much' }, { do: 'set_field', key: 'gone', value: 'x' }] }));
    expect([wrong.code, Reflect.get(Object(wrong.body), 'fields')]).toEqual(['request/invalid', [{ path: 'actions.0', code: 'field/value_unfit' }, { path: 'actions.1', code: 'field/gone' }]]);
    await ruled.switchedOn({ actions });
    const first = await ruled.opened();
    expect((await manager.get(`/tickets/${first}/fields`)).body).toMatchObject({ values: { [order.key]: '订单 A1047', [risk.key]: 80 } });
    expect(await ruled.rowOf(first)).toMatchObject({ state: 'pending', subStateId: photo.id });
    // The log keeps no values: they stand in the ticket's history.
    const [run] = await ruled.runsOn(first);
    expect(run?.steps.map(({ do: deed, key, outcome, from, to }) => [deed, key, outcome, from, to])).toEqual([
      ['set_field', order.key, 'changes', null, null], ['set_field', order.key, 'nothing', null, null], ['set_sub_state', null, 'changes', null, photo.key],
    ]);
    expect((await manager.get(`/tickets/${first}/rule-runs`)).as(RuleRuns).items[0]?.steps.map(({ key }) => key)).toEqual([order.key, risk.key, order.key, null]);
    const [tried] = (await manager.post('/rules/trial', { when: OPENED, conditions: ALWAYS, actions: [{ do: 'set_field', key: order.key, value: 'B' }] })).as(RuleTrial).items;
    expect(tried?.steps).toMatchObject([{ outcome: 'changes', from: '订单 A1047', to: 'B' }]);
    const keeper = await as.agent(app, { permissions: ['rule.manage', 'ticket.read', 'ticket.read_all', 'ticket.edit', 'ticket.close'] });
    for (const path of ['/rules', '/rules/trial']) expect((await keeper.post(path, path === '/rules' ? ruleDraft({ actions }) : { when: OPENED, conditions: ALWAYS, actions })).code).toBe('request/invalid');
    await app.db.customField.update({ where: { id: order.id }, data: { retiredAt: app.clock.now() } });
    const [later] = await ruled.runsOn(await ruled.opened());
    expect(later?.steps.map(({ outcome, code }) => [outcome, code])).toEqual([['refused', 'field/gone'], ['refused', 'field/gone'], ['changes', null]]);
  });

  describe('by time', () => {
    test('are asked once per occasion, to the second, and again when the fact begins anew', async () => {
      await ruled.switchedOn({ when: after('pending', 120), actions: [{ do: 'note', texts: { en: 'Two hours' } }] });
      const ticketId = await ruled.opened();
      const wait = async () => {
        expect((await agent.put(`/tickets/${ticketId}/pending`)).code).toBeNull();
        await ruled.work();
      };
      await wait();
      app.clock.advance({ minutes: 119 });
      await ruled.work();
      expect(await ruled.runsOn(ticketId)).toEqual([]);
      app.clock.advance({ minutes: 1, seconds: 5 });
      await ruled.work();
      await ruled.work();
      expect(await ruled.runsOn(ticketId)).toHaveLength(1);
      app.clock.advance({ hours: 5 });
      await ruled.work();
      expect(await ruled.runsOn(ticketId)).toHaveLength(1);
      expect((await agent.delete(`/tickets/${ticketId}/pending`)).code).toBeNull();
      await wait();
      app.clock.advance({ minutes: 60 });
      await ruled.work();
      expect(await ruled.runsOn(ticketId)).toHaveLength(1);
      app.clock.advance({ minutes: 61 });
      await ruled.work();
      expect(await ruled.runsOn(ticketId)).toHaveLength(2);
    });

    test('stop with what they ran from, hear words, and find tickets that were there before them', async () => {
      const [before, taken] = [await ruled.opened(), await ruled.opened()];
      app.clock.advance({ minutes: 20 });
      await ruled.switchedOn({ name: 'nobody', when: after('unassigned', 30) });
      await ruled.switchedOn({ name: 'silence', when: after('staff_word', 30), actions: [{ do: 'add_tags', tags: ['silent'] }] });
      await ruled.work();
      expect((await agent.put(`/tickets/${taken}/assignment`, { accountId: agent.account.id })).code).toBeNull();
      const { ticketId, socket } = await aTalk(app, desk);
      await speak(await agent.socket(), ticketId, 'Which colour?');
      await ruled.work();
      app.clock.advance({ minutes: 25 });
      await speak(socket, ticketId, 'Red');
      await ruled.work();
      expect([(await ruled.rowOf(before)).tags, (await ruled.rowOf(taken)).tags]).toEqual([['ruled'], []]);
      app.clock.advance({ minutes: 10 });
      await ruled.work();
      expect((await ruled.rowOf(ticketId)).tags).not.toContain('silent');
      await speak(await agent.socket(), ticketId, 'And the size?');
      await ruled.work();
      app.clock.advance({ minutes: 31 });
      await ruled.work();
      expect((await ruled.rowOf(ticketId)).tags).toContain('silent');
    });

    test('count the open time of the ticket’s team, and go by new hours when those change', async () => {
      const closed = await aCalendar(app.db);
      await app.db.team.update({ where: { id: desk.team.id }, data: { calendarId: closed.id } });
      await ruled.switchedOn({ when: after('opened', 30, 'opening') });
      const ticketId = await ruled.opened();
      await ruled.later({ hours: 48 });
      expect(await ruled.runsOn(ticketId)).toEqual([]);
      const week = everyDay([{ from: '00:00', to: '24:00' }]);
      expect((await manager.put(`/calendars/${closed.id}`, { name: closed.name, zone: 'UTC', week, days: [] }, { headers: { 'if-match': '"1"' } })).code).toBeNull();
      await settle(app);
      await ruled.work();
      await ruled.work();
      expect((await ruled.rowOf(ticketId)).tags).toEqual(['ruled']);
      await app.db.team.update({ where: { id: desk.team.id }, data: { calendarId: null } });
    });

    test('off they are not asked', async () => {
      const { id } = await ruled.switchedOn({ when: after('opened', 10) });
      const ticketId = await ruled.opened();
      await ruled.work();
      expect(await app.db.ruleClock.count({ where: { ruleId: id, ticketId } })).toBe(1);
      await manager.delete(`/rules/${id}/activity`);
      expect(await app.db.ruleClock.count({ where: { ruleId: id } })).toBe(0);
      app.clock.advance({ hours: 1 });
      await ruled.work();
      expect(await ruled.runsOn(ticketId)).toEqual([]);
      await manager.put(`/rules/${id}/activity`);
      await ruled.work();
      await ruled.work();
      expect(await ruled.runsOn(ticketId)).toHaveLength(1);
    });
  });

  test('two workers at once act once, on an event and on a clock', async () => {
    await ruled.switchedOn({ name: 'event', actions: [{ do: 'note', texts: { en: 'Once' } }] });
    await ruled.switchedOn({ name: 'clock', when: after('opened', 5), actions: [{ do: 'note', texts: { en: 'Once' } }] });
    const other = await startAppOn(ruled.database);
    const both = [app, other];
    try {
      const { ticket } = (await agent.post('/tickets', { customer: { name: 'Anna' }, subject: 'Two', message: { text: 'Two', internal: true }, channelId: desk.channel.id })).as(TicketDetail);
      const leased = (await app.nest.get(Relay).lease()).filter(({ subject, name }) => subject === ticket.id && name === 'ticket.opened');
      expect(leased).toHaveLength(1);
      await Promise.all(both.flatMap(({ nest }) => [0, 1].map(() => nest.get(Reactions).run('AutomationReactions_hearOpened', leased[0]?.id ?? ''))));
      await app.nest.get(Relay).mark(leased);
      await settle(app);
      for (const { clock } of both) clock.advance({ minutes: 6 });
      await Promise.all(both.flatMap(({ nest }) => [0, 1].map(() => nest.get(AutomationJobs).ringClocks())));
      expect((await ruled.runsOn(ticket.id)).map(({ rule }) => rule.name).sort()).toEqual(['clock', 'event']);
      expect((await timelineOf(app, ticket.id)).filter(({ authorKind, kind }) => authorKind === 'bot' && kind === 'text')).toHaveLength(2);
      // The customer's first word on what staff opened, and the same told twice, as after a crash.
      await ruled.switchedOn({ name: 'word', when: at('customer_wrote') });
      const told = { ticketId: ticket.id, customerSeq: 98, staffSeq: null };
      await app.db.message.create({ data: { id: newId(), ticketId: ticket.id, staffSeq: 98, publicSeq: 1, authorKind: 'customer', authorName: 'Anna', kind: 'text', text: 'Hello', createdAt: app.clock.now() } });
      const ids = [newId(), newId()];
      await app.db.event.createMany({ data: ids.map((id) => ({ id, name: 'rule.words_noticed', subject: ticket.id, actorKind: 'system', payload: told })) });
      await Promise.all(ids.map((id, place) => both[place]?.nest.get(Reactions).run('AutomationReactions_hearWords', id)));
      expect((await ruled.runsOn(ticket.id)).filter(({ rule }) => rule.name === 'word')).toHaveLength(1);
      const trial = (await manager.post('/rules/trial', { when: at('customer_wrote'), conditions: ALWAYS, actions: TAG })).as(RuleTrial);
      expect(trial.items.map((item) => item.ticket.id)).toContain(ticket.id);
    } finally {
      await other.stop();
    }
  });

  describe('tried on what has been', () => {
    const tried = async (parts: Partial<RuleDraft>, client = manager, most = 500) => {
      const { name: _, ...body } = ruleDraft(parts);
      return (await client.post('/rules/trial', { ...body, most })).as(RuleTrial);
    };

    test('tell which would match and what would change, and change nothing', async () => {
      const [kettle, other] = [await ruled.opened({ subject: 'A teapot 茶壶' }), await ruled.opened({ subject: 'A suitcase' })];
      await ruled.change(kettle, { priority: 'high' });
      await ruled.change(other, { priority: 'high' });
      const count = async () => Promise.all([app.db.event.count(), app.db.message.count(), app.db.ruleRun.count(), app.db.outgoingMail.count()]);
      const before = await count();
      const conditions: RuleDraft['conditions'] = { match: 'all', items: [{ field: 'subject', op: 'contains', values: ['茶壶'] }, { field: 'priority_before', op: 'is', values: ['normal'] }] };
      const trial = await tried({ when: at('priority_changed'), conditions, actions: [{ do: 'escalate' }, { do: 'reply', texts: { en: 'Hello {{customer.name}}' } }] });
      expect(trial).toMatchObject({ matched: 1, items: [{ ticket: { id: kettle }, steps: [{ do: 'escalate', outcome: 'changes', from: 'high', to: 'urgent' }, { do: 'reply', outcome: 'changes', text: 'Hello Anna 安娜', locale: 'en' }] }] });
      expect(trial.looked).toBeGreaterThanOrEqual(2);
      expect(await count()).toEqual(before);
      expect((await ruled.rowOf(kettle)).priority).toBe('high');
      expect((await tried({}, manager, 1)).looked).toBe(1);
      expect((await manager.post('/rules/trial', { when: OPENED, conditions: ALWAYS, actions: TAG, most: 501 })).code).toBe('request/invalid');
    });

    test('look at words and at clocks too, and only at tickets the caller may read', async () => {
      const { ticketId, socket } = await aTalk(app, desk);
      await speak(socket, ticketId, '保修多久？');
      await settle(app);
      expect((await tried({ when: at('customer_wrote'), conditions: { match: 'all', items: [{ field: 'text', op: 'contains', values: ['保修'] }] } })).items.map(({ ticket }) => ticket.id)).toEqual([ticketId]);
      const waits = await tried({ when: after('customer_waits', 1), conditions: { match: 'all', items: [{ field: 'text', op: 'contains', values: ['保修'] }] } });
      expect(waits.matched).toBe(0);
      app.clock.advance({ minutes: 2 });
      expect((await tried({ when: after('customer_waits', 1), conditions: { match: 'all', items: [{ field: 'text', op: 'contains', values: ['保修'] }] } })).matched).toBe(1);
      const elsewhere = await as.agent(app, { permissions: ['rule.manage', 'ticket.read'], teamIds: [coffee.id] });
      expect((await tried({ when: at('customer_wrote') }, elsewhere)).items.map(({ ticket }) => ticket.id)).not.toContain(ticketId);
      expect((await tried({}, elsewhere)).items.map(({ ticket }) => ticket.id)).not.toContain(ticketId);
      const stranger = await as.agent(app, { permissions: ['ticket.read'], teamIds: [coffee.id] });
      for (const [client, code] of [[as.stranger(app), 'session/required'], [stranger, 'conversation/not_found'], [await as.agent(app, { permissions: ['account.read'] }), 'permission/missing']] as const)
        expect((await client.get(`/tickets/${ticketId}/rule-runs`)).code).toBe(code);
      expect((await agent.get(`/tickets/${newId()}/rule-runs`)).code).toBe('conversation/not_found');
    });
  });

  test('a log of many runs is read page by page, and only of tickets one may read', async () => {
    const rule = await ruled.switchedOn({ when: at('tags_changed'), actions: [{ do: 'note', texts: { en: 'x' } }] });
    const ticket = await aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id });
    for (const tag of ['a', 'b', 'c']) await ruled.change(ticket.id, { tags: [tag] });
    const page = async (query: string): Promise<RuleRuns> => (await manager.get(`/rules/${rule.id}/runs${query}`)).as(RuleRuns);
    const first = await page('?limit=2');
    expect([first.items.length, (await page(`?limit=2&cursor=${first.nextCursor}`)).items.length]).toEqual([2, 1]);
    const elsewhere = await as.agent(app, { permissions: ['rule.manage', 'ticket.read'], teamIds: [coffee.id] });
    expect((await elsewhere.get(`/rules/${rule.id}/runs`)).as(RuleRuns).items).toEqual([]);
    // The latest of them by a clock: that one stays while the ticket is open.
    await app.db.ruleRun.update({ where: { id: first.items[0]?.id ?? '' }, data: { trigger: 'time' } });
    const forgotten = async (data: object) => {
      await app.db.ruleRun.updateMany({ where: { ruleId: rule.id }, data });
      await app.nest.get(AutomationJobs).forget();
      return (await page('')).items.length;
    };
    const aged = (days: number) => ({ createdAt: new Date(app.clock.now().getTime() - days * 86_400_000) });
    expect([await forgotten(aged(89)), await forgotten(aged(91))]).toEqual([3, 1]);
    await app.db.ticket.update({ where: { id: ticket.id }, data: { state: 'closed' } });
    expect(await forgotten({})).toBe(0);
  });
});
