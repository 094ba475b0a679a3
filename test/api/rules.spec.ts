import { Rule, type RuleDraft, Rules, RuleRuns, RuleTrial, RuleVersions } from '#contracts/automation.js';
import { Done } from '#contracts/common.js';
import type { Permission } from '#contracts/permissions.js';
import { TicketHistory } from '#contracts/tickets.js';
import { Webhook, WebhookMade } from '#contracts/webhooks.js';
import type { AMailbox } from '#prisma/factories/mailbox.factory.js';
import { MOST_RUNS_AN_HOUR } from '../../server/src/automation/loop.rules.js';
import { RuleMeetings } from '../../server/src/automation/meeting.service.js';
import { newId } from '../../server/src/platform/ids.js';
import type { TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aTalk, type Desk, speak, timelineOf } from '../support/desk.js';
import type { Mailbox } from '../support/mailbox.js';
import { receive, replyAddressOf } from '../support/mails.js';
import { ALWAYS, at, OPENED, ruleDraft, RuledDesk, TAG } from '../support/rules.js';
import { settle } from '../support/settle.js';

const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

describe('rules', () => {
  let ruled: RuledDesk;
  let app: TestApp;
  let desk: Desk;
  let manager: StaffClient;
  let agent: StaffClient;
  let lead: StaffClient;
  let box: AMailbox;
  let sink: Mailbox;
  beforeAll(async () => {
    ruled = await RuledDesk.open();
    ({ app, desk, manager, agent, lead, box, sink } = ruled);
  });
  beforeEach(() => ruled.clear());
  afterAll(() => ruled.close());

  describe('are looked after', () => {
    test('made switched off, changed as versions, ordered, switched and taken away', async () => {
      const first = await ruled.made({ name: 'First' });
      expect(first).toMatchObject({ isOn: false, version: 1, changedBy: { name: 'Wen Manager' }, lastRunAt: null, runsInWeek: 0 });
      const changed = (await manager.put(`/rules/${first.id}`, ruleDraft({ name: 'First, changed' }), ifMatch(1))).as(Rule);
      expect([changed.version, changed.name]).toEqual([2, 'First, changed']);
      expect((await manager.put(`/rules/${first.id}`, ruleDraft(), ifMatch(1))).code).toBe('request/stale');
      const versions = (await manager.get(`/rules/${first.id}/versions`)).as(RuleVersions).items;
      expect(versions.map(({ version, by, draft: { name } }) => [version, by?.name, name])).toEqual([[2, 'Wen Manager', 'First, changed'], [1, 'Wen Manager', 'First']]);
      const second = await ruled.made({ name: 'Second' });
      expect((await manager.put('/rules/order', { ids: [second.id, first.id] })).as(Done)).toEqual({ ok: true });
      expect((await manager.get('/rules')).as(Rules).items.map(({ name }) => name)).toEqual(['Second', 'First, changed']);
      expect((await manager.put('/rules/order', { ids: [second.id] })).code).toBe('request/stale');
      expect((await manager.put('/rules/order', { ids: [second.id, second.id] })).code).toBe('request/stale');
      expect((await manager.put(`/rules/${first.id}/activity`)).as(Rule).isOn).toBe(true);
      expect((await manager.put(`/rules/${first.id}/activity`)).as(Rule).isOn).toBe(true);
      expect((await manager.delete(`/rules/${first.id}/activity`)).as(Rule).isOn).toBe(false);
      expect((await manager.delete(`/rules/${first.id}`)).as(Done)).toEqual({ ok: true });
      for (const answer of [await manager.delete(`/rules/${first.id}`), await manager.put(`/rules/${first.id}`, ruleDraft(), ifMatch(2)), await manager.put(`/rules/${first.id}/activity`), await manager.get(`/rules/${first.id}/versions`), await manager.get(`/rules/${first.id}/runs`)])
        expect(answer.code).toBe('resource/not_found');
      const names = await app.db.event.findMany({ where: { subject: first.id }, orderBy: { id: 'asc' }, select: { name: true } });
      expect(names.map(({ name }) => name)).toEqual(['rule.made', 'rule.changed', 'rule.changed', 'rule.switched', 'rule.switched', 'rule.removed']);
    });

    test('by those alone who may', async () => {
      const { id } = await ruled.made();
      for (const [client, code] of [[as.stranger(app), 'session/required'], [lead, 'permission/missing']] as const) {
        const answers = await Promise.all([
          client.get('/rules'), client.post('/rules', ruleDraft()), client.put('/rules/order', { ids: [id] }), client.post('/rules/trial', { when: OPENED, conditions: ALWAYS, actions: TAG }), client.put(`/rules/${id}`, ruleDraft(), ifMatch(1)),
          client.put(`/rules/${id}/activity`), client.delete(`/rules/${id}/activity`), client.delete(`/rules/${id}`), client.get(`/rules/${id}/versions`), client.get(`/rules/${id}/runs`),
        ]);
        expect(answers.map((answer) => answer.code)).toEqual(Array(10).fill(code));
      }
      expect((await app.db.rule.findUniqueOrThrow({ where: { id } })).removedAt).toBeNull();
    });

    test('by nobody who may not do himself what they do', async () => {
      const { id } = await ruled.made({ actions: [{ do: 'reply', texts: { en: 'Hello' } }, { do: 'unassign' }] });
      const keeper = (...permissions: Permission[]) => as.agent(app, { permissions: ['rule.manage', 'ticket.read', ...permissions], teamIds: [desk.team.id] });
      const draft = ruleDraft({ actions: [{ do: 'note', texts: { en: 'Hello' } }, { do: 'escalate' }, { do: 'set_state', state: 'solved' }] });
      for (const [client, drafted, turned] of [
        [await keeper(), 'ticket.read_all', 'ticket.read_all'],
        [await keeper('ticket.read_all'), 'ticket.note', 'ticket.reply'],
        [await keeper('ticket.read_all', 'ticket.note', 'ticket.reply'), 'ticket.edit', 'ticket.assign'],
        [await keeper('ticket.read_all', 'ticket.note', 'ticket.edit', 'ticket.reply'), 'ticket.close', 'ticket.assign'],
      ] as const) {
        for (const [answer, permission] of [[await client.post('/rules', draft), drafted], [await client.put(`/rules/${id}`, draft, ifMatch(1)), drafted], [await client.put(`/rules/${id}/activity`), turned]] as const)
          expect(answer.body).toMatchObject({ code: 'permission/missing', data: { permission } });
      }
      const able = await keeper('ticket.read_all');
      expect((await able.post('/rules', ruleDraft({ actions: [{ do: 'notify', to: 'leads' }] }))).as(Rule).isOn).toBe(false);
      expect((await able.delete(`/rules/${id}/activity`)).as(Rule).isOn).toBe(false);
    });

    test.each<[string, object]>([
      ['no action', { actions: [] }],
      ['an unknown event', { when: { on: 'event', event: 'exploded' } }],
      ['no time', { when: { on: 'time', since: 'pending', minutes: 0, hours: 'calendar' } }],
      ['a value its field has not', { conditions: { match: 'all', items: [{ field: 'state', op: 'is', values: ['asleep'] }] } }],
      ['a name that is blank', { name: ' ' }],
      ['more than a rule has', { extra: true }],
    ])('not with %s', async (_, parts) => {
      expect((await manager.post('/rules', { ...ruleDraft(), ...parts })).code).toBe('request/invalid');
      expect((await manager.put('/rules/not-an-id', ruleDraft(), ifMatch(1))).status).toBe(404);
    });
  });

  describe('at an event', () => {
    test('act on the tickets they are for, in their order, each after the other; off they do nothing', async () => {
      await ruled.switchedOn({ name: 'A', conditions: { match: 'all', items: [{ field: 'subject', op: 'contains', values: ['KETTLE', '水壶'] }] }, actions: [{ do: 'set_priority', priority: 'urgent' }, { do: 'assign_person', accountId: lead.account.id }] });
      await ruled.switchedOn({ name: 'B', conditions: { match: 'all', items: [{ field: 'priority', op: 'is', values: ['urgent'] }] } });
      await ruled.made({ name: 'C', actions: [{ do: 'add_tags', tags: ['never'] }] });
      const [kettle, other] = [await ruled.opened(), await ruled.opened({ subject: '行李箱 Suitcase' })];
      expect(await ruled.rowOf(kettle)).toMatchObject({ priority: 'urgent', assigneeId: lead.account.id, tags: ['ruled'] });
      expect(await ruled.rowOf(other)).toMatchObject({ priority: 'normal', assigneeId: null, tags: [] });
      const runs = await ruled.runsOn(kettle);
      expect(runs.map(({ rule, outcome, version, steps }) => [rule.name, outcome, version, steps.map(({ outcome: what, from, to }) => [what, from, to])])).toEqual([
        ['B', 'done', 1, [['changes', null, 'ruled']]],
        ['A', 'done', 1, [['changes', 'normal', 'urgent'], ['changes', null, 'Jonas Lead']]],
      ]);
      const { items } = (await agent.get(`/tickets/${kettle}/history`)).as(TicketHistory);
      expect(items.filter(({ by }) => by.name === 'A').map(({ name }) => name).sort()).toEqual(['rule.applied', 'ticket.assigned', 'ticket.facts_changed', 'ticket.state_changed']);
      const [shown] = (await manager.get('/rules')).as(Rules).items;
      expect([shown?.runsInWeek, shown?.lastRunAt === null]).toEqual([1, false]);
      expect((await manager.get(`/rules/${shown?.id}/runs`)).as(RuleRuns).items.map(({ ticket }) => ticket.id)).toEqual([kettle]);
    });

    test('know what stood before a change', async () => {
      await ruled.switchedOn({ when: at('priority_changed'), conditions: { match: 'all', items: [{ field: 'priority_before', op: 'is', values: ['low'] }, { field: 'priority', op: 'is', values: ['urgent'] }] } });
      const [fromLow, fromHigh] = [await ruled.opened({ priority: 'low' }), await ruled.opened({ priority: 'high' })];
      for (const id of [fromLow, fromHigh]) await ruled.change(id, { priority: 'urgent' });
      expect([(await ruled.rowOf(fromLow)).tags, (await ruled.rowOf(fromHigh)).tags]).toEqual([['ruled'], []]);
    });

    test('hear a customer’s later words and ours, and not what the desk says by itself', async () => {
      await ruled.switchedOn({ name: 'heard', when: at('customer_wrote'), conditions: { match: 'all', items: [{ field: 'text', op: 'contains', values: ['退款'] }] } });
      await ruled.switchedOn({ name: 'answered', when: at('staff_answered'), actions: [{ do: 'note', texts: { en: 'Answered #{{ticket.number}}' } }] });
      const { ticketId, socket } = await aTalk(app, desk, '我要退款');
      expect(await ruled.runsOn(ticketId)).toEqual([]);
      await speak(socket, ticketId, '请尽快退款 عاجل');
      await settle(app);
      expect((await ruled.rowOf(ticketId)).tags).toEqual(['ruled']);
      await speak(await agent.socket(), ticketId, 'We are on it');
      await settle(app);
      await settle(app);
      expect((await ruled.runsOn(ticketId)).map(({ rule }) => rule.name)).toEqual(['answered', 'heard']);
      const notes = (await timelineOf(app, ticketId)).filter(({ authorKind, kind }) => authorKind === 'bot' && kind === 'text');
      expect(notes.map(({ internal, authorName, text }) => [internal, authorName, text])).toEqual([[true, 'answered', expect.stringMatching(/^Answered #\d+$/)]]);
    });

    test('send to the endpoint they name, once a run and after what stands before it; one that is off or gone is left with its code', async () => {
      const admin = await as.agent(app, { role: 'admin', teamIds: [desk.team.id] });
      const hook = (await admin.post('/webhooks', { url: 'https://erp.example/hooks', description: '仓库 ERP', types: [] })).as(WebhookMade).webhook;
      const gone = (await admin.post('/webhooks', { url: 'https://old.example/hooks', types: [] })).as(WebhookMade).webhook;
      const tells: RuleDraft['actions'] = [...TAG, { do: 'webhook', endpointId: hook.id }, { do: 'webhook', endpointId: hook.id }, { do: 'webhook', endpointId: gone.id }];
      // Whoever looks after rules and not after webhooks lets no rule tell them.
      expect((await manager.post('/rules', ruleDraft({ actions: tells }))).body).toMatchObject({ code: 'permission/missing', data: { permission: 'webhook.manage' } });
      const rule = (await admin.post('/rules', ruleDraft({ actions: tells }))).as(Rule);
      await admin.put(`/rules/${rule.id}/activity`);
      await admin.delete(`/webhooks/${gone.id}`);
      const [tried] = (await admin.post('/rules/trial', { when: OPENED, conditions: ALWAYS, actions: tells })).as(RuleTrial).items;
      expect(tried?.steps.slice(1).map(({ outcome, code, to }) => [outcome, code, to])).toEqual([['changes', null, '仓库 ERP'], ['nothing', null, '仓库 ERP'], ['refused', 'resource/not_found', null]]);
      const first = await ruled.opened();
      const [run] = await ruled.runsOn(first);
      expect(run?.steps.map(({ do: deed, outcome, code }) => [deed, outcome, code])).toEqual([['add_tags', 'changes', null], ['webhook', 'changes', null], ['webhook', 'nothing', null], ['webhook', 'refused', 'resource/not_found']]);
      expect((await app.db.webhookDelivery.findMany({ where: { endpointId: hook.id } })).map(({ type, sequence, data }) => [type, sequence, data])).toMatchObject([
        ['automation.sent', 1, { ticket: { id: first, tags: ['ruled'] }, change: { ruleId: rule.id, ruleVersion: 1, runId: run?.id, trigger: 'opened' } }],
      ]);
      const { url, description, types, parts, version } = hook;
      expect((await admin.put(`/webhooks/${hook.id}`, { url, description, types, parts, on: false }, ifMatch(version))).as(Webhook).state).toBe('off');
      const [later] = await ruled.runsOn(await ruled.opened());
      expect(later?.steps.map(({ outcome, code }) => [outcome, code])).toEqual([['changes', null], ['refused', 'webhook/off'], ['refused', 'webhook/off'], ['refused', 'resource/not_found']]);
      expect(await app.db.webhookDelivery.count({ where: { endpointId: hook.id } })).toBe(1);
    });

    test('read the ticket once for all of them, and anew only after one has changed it', async () => {
      type Parts = Partial<RuleDraft>;
      const never: Parts = { conditions: { match: 'all', items: [{ field: 'priority', op: 'is', values: ['low'] }] } };
      const then: Parts = { conditions: { match: 'all', items: [{ field: 'tags', op: 'is', values: ['ruled'] }] }, actions: [{ do: 'set_type', type: 'task' }] };
      for (const parts of [never, never, { actions: [{ do: 'notify', to: 'leads' }] } satisfies Parts, never, {}, then]) await ruled.switchedOn(parts);
      const read = jest.spyOn(app.nest.get(RuleMeetings), 'of');
      try {
        const id = await ruled.opened();
        expect((await ruled.rowOf(id)).type).toBe('task');
        expect(read.mock.calls.map(([, ticketId]) => ticketId)).toEqual([id, id]);
      } finally {
        read.mockRestore();
      }
    });

    test('leave what cannot be done, say why, and do the rest', async () => {
      const gone = await as.agent(app, { name: 'Gone' });
      await ruled.switchedOn({ actions: [{ do: 'assign_person', accountId: gone.account.id }, { do: 'notify', to: 'assignee' }, { do: 'set_state', state: 'solved' }, ...TAG] });
      await app.db.account.update({ where: { id: gone.account.id }, data: { deactivatedAt: app.clock.now() } });
      const { ticketId } = await aTalk(app, desk);
      const [run] = await ruled.runsOn(ticketId);
      expect(run?.steps.map(({ outcome, code }) => [outcome, code])).toEqual([['refused', 'resource/not_found'], ['refused', 'rule/nobody_to_tell'], ['refused', 'ticket/chat_running'], ['changes', null]]);
      expect(await ruled.rowOf(ticketId)).toMatchObject({ tags: ['ruled'], state: 'new' });
    });

    test('settle what they have read, in nobody’s name', async () => {
      await ruled.switchedOn({ actions: [{ do: 'set_state', state: 'solved' }] });
      const { ticketId } = await receive(app, box, { from: 'Spam <spam@customer.example>', subject: 'Win a prize' });
      expect(await ruled.rowOf(ticketId ?? '')).toMatchObject({ state: 'solved', solvedById: null });
    });

    test('tell leads and people by letter, each once, in their language', async () => {
      await app.db.account.update({ where: { id: lead.account.id }, data: { locale: 'zh-CN' } });
      await ruled.switchedOn({ name: 'VIP', actions: [{ do: 'escalate' }, { do: 'notify', to: 'leads' }, { do: 'notify_person', accountId: agent.account.id }] });
      const ticketId = await ruled.opened();
      await ruled.send();
      await ruled.send();
      const { number, priority } = await ruled.rowOf(ticketId);
      expect(priority).toBe('high');
      expect(sink.letters.map(({ to, subject }) => [to, subject]).sort()).toEqual([[agent.account.email, `Ticket #${number}: VIP`], [lead.account.email, `工单 #${number}：VIP`]].sort());
      expect(sink.letters[0]?.source).toContain('Auto-Submitted: auto-generated');
    });
  });

  describe('that reply', () => {
    const REPLY: RuleDraft['actions'] = [{ do: 'reply', texts: { en: 'Hello {{customer.name}}, we have it.', 'zh-CN': '{{customer.name}} 您好，我们已收到。' } }];
    const replies = async (ticketId: string | null) => (await timelineOf(app, ticketId ?? '')).filter(({ authorKind, internal }) => authorKind === 'bot' && !internal);

    test('write by mail as a machine, once a day to one customer, and their words answer nobody', async () => {
      await ruled.switchedOn({ actions: REPLY });
      await ruled.switchedOn({ when: at('customer_wrote'), actions: REPLY });
      const from = `Mei <once-${newId()}@customer.example>`;
      const { ticketId } = await receive(app, box, { from });
      await ruled.send();
      expect(sink.letters.map(({ source }) => /^Auto-Submitted: (.*)$/m.exec(source)?.[1]?.trim())).toEqual(['auto-replied']);
      expect((await app.db.timeline.findUniqueOrThrow({ where: { ticketId: ticketId ?? '' } })).waitingSince).not.toBeNull();
      await receive(app, box, { from, to: replyAddressOf(box, (await ruled.rowOf(ticketId ?? '')).number), body: 'Thank you' });
      const second = await receive(app, box, { from, subject: 'Another matter' });
      await ruled.send();
      expect([sink.letters.length, (await replies(ticketId)).length, (await replies(second.ticketId)).length]).toEqual([1, 1, 0]);
      expect((await ruled.runsOn(second.ticketId ?? ''))[0]).toMatchObject({ outcome: 'nothing', steps: [{ outcome: 'refused', code: 'rule/reply_too_soon', text: null }] });
      app.clock.advance({ hours: 25 });
      const third = await receive(app, box, { from, subject: 'A day later' });
      expect(await replies(third.ticketId)).toHaveLength(1);
      await ruled.send();
      expect(sink.letters).toHaveLength(2);
    });

    test('never answer what no person wrote, nor a blocked visitor, nor with an open blank', async () => {
      await ruled.switchedOn({ actions: REPLY });
      const machine = await receive(app, box, { from: `bot-${newId()}@customer.example`, headers: { 'Auto-Submitted': 'auto-generated' } });
      expect((await ruled.runsOn(machine.ticketId ?? ''))[0]?.steps[0]?.code).toBe('rule/automatic_mail');
      const nameless = await aTalk(app, desk);
      await app.db.visitor.updateMany({ where: { tickets: { some: { id: nameless.ticketId } } }, data: { name: null } });
      await ruled.switchedOn({ when: at('tags_changed'), actions: REPLY });
      await ruled.change(nameless.ticketId, { tags: ['a'] });
      expect((await ruled.runsOn(nameless.ticketId))[0]?.steps[0]?.code).toBe('macro/blank_open');
      await app.db.visitor.updateMany({ where: { tickets: { some: { id: nameless.ticketId } } }, data: { name: 'Anna', blockedAt: app.clock.now() } });
      await ruled.change(nameless.ticketId, { tags: ['b'] });
      expect((await ruled.runsOn(nameless.ticketId))[0]?.steps[0]?.code).toBe('rule/no_reader');
      await ruled.send();
      expect(sink.letters).toEqual([]);
    });
  });

  describe('that would feed each other', () => {
    test('never react to their own change, and the stop is shown', async () => {
      const { id } = await ruled.switchedOn({ when: at('tags_changed'), actions: [{ do: 'add_tags', tags: ['more'] }] });
      const ticketId = await ruled.opened();
      await ruled.change(ticketId, { tags: ['a'] });
      expect((await ruled.rowOf(ticketId)).tags).toEqual(['a', 'more']);
      expect((await ruled.runsOn(ticketId)).map(({ outcome, reason }) => [outcome, reason])).toEqual([['stopped', 'own_change'], ['done', null]]);
      expect((await manager.get('/rules')).as(Rules).items.find((rule) => rule.id === id)).toMatchObject({ runsInWeek: 1, stoppedInWeek: 1 });
      expect((await agent.get(`/tickets/${ticketId}/history`)).as(TicketHistory).items.map(({ name }) => name)).toContain('rule.stopped');
    });

    test('end: two that undo each other stop after one turn each, and many in a row after a few', async () => {
      await ruled.switchedOn({ name: 'up', when: at('priority_changed'), conditions: { match: 'all', items: [{ field: 'priority', op: 'is', values: ['low'] }] }, actions: [{ do: 'set_priority', priority: 'urgent' }] });
      await ruled.switchedOn({ name: 'down', when: at('priority_changed'), conditions: { match: 'all', items: [{ field: 'priority', op: 'is', values: ['urgent'] }] }, actions: [{ do: 'set_priority', priority: 'low' }] });
      const ticketId = await ruled.opened();
      await ruled.change(ticketId, { priority: 'low' });
      const runs = (await ruled.runsOn(ticketId)).map(({ rule, outcome, reason }) => `${rule.name} ${reason ?? outcome}`);
      expect(runs.filter((run) => run.endsWith('done')).sort()).toEqual(['down done', 'up done']);
      expect(runs).toContain('up own_change');
      await app.db.rule.deleteMany();
      for (let link = 5; link >= 0; link -= 1) {
        await ruled.switchedOn({ name: `${link}`, when: at('tags_changed'), conditions: { match: 'all', items: [{ field: 'tags', op: 'is', values: [`t${link}`] }, { field: 'tags', op: 'is_not', values: [`t${link + 1}`] }] }, actions: [{ do: 'add_tags', tags: [`t${link + 1}`] }] });
      }
      const chained = await ruled.opened();
      await ruled.change(chained, { tags: ['t0'] });
      expect((await ruled.rowOf(chained)).tags).toEqual(['t0', 't1', 't2', 't3', 't4']);
      expect((await ruled.runsOn(chained))[0]).toMatchObject({ outcome: 'stopped', reason: 'chain' });
    });

    test('act on one ticket so many times an hour, and again in the next', async () => {
      await ruled.switchedOn({ when: at('tags_changed'), actions: [{ do: 'note', texts: { en: 'Tags' } }] });
      const ticketId = await ruled.opened();
      for (let time = 0; time <= MOST_RUNS_AN_HOUR; time += 1) await ruled.change(ticketId, { tags: [`t${time}`] });
      const runs = await ruled.runsOn(ticketId);
      expect([runs.filter(({ outcome }) => outcome === 'done').length, runs[0]?.reason]).toEqual([MOST_RUNS_AN_HOUR, 'too_many']);
      app.clock.advance({ minutes: 61 });
      await ruled.change(ticketId, { tags: ['later'] });
      expect((await ruled.runsOn(ticketId))[0]?.outcome).toBe('done');
    });
  });
});
