import { TicketCalls } from '#contracts/calls.js';
import { TicketPromises } from '#contracts/promises.js';
import { TicketPage } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { CallbackLetters } from '../../server/src/notifications/callback-letters.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { atThePhone, CALL, e164, type Phone } from '../support/calls.js';
import { aDesk, aTalk, type Desk, linesOf } from '../support/desk.js';
import { promisesOf, wait } from '../support/night.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('telephone calls', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let phone: Phone;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes' });
    phone = atThePhone(app, agent, desk.channel.id);
  });
  afterAll(() => app.close());
  const list = async (client: StaffClient, whose: string) => (await client.get(`/tickets?view=due&callbacks=${whose}`)).as(TicketPage).items.map(({ id }) => id);
  describe('that shall be called back', () => {
    test('are owed by a person at a time, told to the customer, and kept by the next call that reaches him', async () => {
      const number = phone.aNumber();
      const dueAt = phone.later(240);
      const { id: ticketId } = await phone.opened({ number, result: 'callback_wanted', callback: { dueAt } });
      const [promise] = (await promisesOf(agent, ticketId)).items;
      expect(promise).toMatchObject({ kind: 'callback', state: 'open', dueAt, basis: { rule: 'agreed', byName: 'Agnes' }, callback: { number: e164(number), owner: { id: agent.account.id }, attempts: [] }, can: { record: true, move: true, drop: true } });
      expect(await linesOf(app, ticketId)).toEqual(['call.recorded', 'promise.made']);
      const { items } = (await phone.record(ticketId, { result: 'reached', note: 'Nimmt die neue Kanne' })).as(TicketCalls);
      expect(items.map(({ result }) => result)).toEqual(['reached', 'callback_wanted']);
      expect((await promisesOf(agent, ticketId)).items).toMatchObject([{ state: 'kept', keptBy: { name: 'Agnes' }, callback: { attempts: [{ result: 'reached', note: 'Nimmt die neue Kanne', direction: 'out' }] } }]);
    });

    test('stay owed when a call of theirs finds nobody, and are renewed or dropped by ours', async () => {
      const { id: ticketId } = await phone.opened({ number: phone.aNumber(), result: 'callback_wanted', callback: { dueAt: phone.later() } });
      await phone.record(ticketId, { direction: 'in', result: 'not_reached' });
      expect((await promisesOf(agent, ticketId)).items).toMatchObject([{ state: 'open' }]);
      const dueAt = phone.later(120);
      await phone.record(ticketId, { result: 'not_reached', callback: { dueAt } });
      expect((await promisesOf(agent, ticketId)).items).toMatchObject([{ state: 'open', dueAt }]);
      await phone.record(ticketId, { result: 'wrong_number' });
      expect((await promisesOf(agent, ticketId)).items).toMatchObject([{ state: 'withdrawn', withdrawn: { reason: 'wrong_number' } }]);
    });

    test('and want another call are kept, and owed anew', async () => {
      const { id: ticketId } = await phone.opened({ number: phone.aNumber(), result: 'callback_wanted', callback: { dueAt: phone.later() } });
      const dueAt = phone.later(300);
      await phone.record(ticketId, { result: 'callback_wanted', callback: { dueAt } });
      expect((await promisesOf(agent, ticketId)).items.map(({ state }) => state).sort()).toEqual(['kept', 'open']);
    });

    test('take up again a ticket that was solved, and are owed whenever the news of that comes', async () => {
      const number = phone.aNumber();
      const { id: ticketId } = await phone.opened({ number, result: 'resolved', solve: true });
      const dueAt = phone.later();
      await phone.record(ticketId, { number, direction: 'in', result: 'callback_wanted', callback: { dueAt } });
      await settle(app);
      expect((await promisesOf(agent, ticketId)).items).toMatchObject([{ state: 'open', dueAt }]);
      expect([(await list(agent, 'any')).includes(ticketId), (await linesOf(app, ticketId)).filter((code) => String(code).startsWith('ticket.'))]).toEqual([true, ['ticket.solved', 'ticket.resumed']]);
      // Another attempt as well; one that ends what is owed leaves it solved.
      await agent.post(`/tickets/${ticketId}/solution`);
      await settle(app);
      expect((await promisesOf(agent, ticketId)).items).toMatchObject([{ state: 'withdrawn', withdrawn: { reason: 'closed' } }]);
      await phone.record(ticketId, { result: 'left_word' });
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } })).toMatchObject({ state: 'solved' });
      await phone.record(ticketId, { result: 'not_reached', callback: { dueAt } });
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } })).toMatchObject({ state: 'open', solvedAt: null });
    });

    test('of two who record at once leave one callback', async () => {
      const { id: ticketId } = await phone.opened({ number: phone.aNumber() });
      const other = await as.agent(app, { teamIds: [desk.team.id] });
      const answers = await Promise.all([agent, other].map((client) => phone.record(ticketId, { number: phone.aNumber(), result: 'callback_wanted', callback: { dueAt: phone.later() } }, client)));
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(await app.db.answerPromise.count({ where: { ticketId, state: { in: ['open', 'broken'] } } })).toBe(1);
    });

    test('are tried by number or not, also by whoever sees none; of two who try one at once the second is told who was faster', async () => {
      const number = phone.aNumber();
      const { id: ticketId } = await phone.opened({ number, result: 'callback_wanted', callback: { dueAt: phone.later() } });
      const promiseId = (await promisesOf(agent, ticketId)).items[0]?.id;
      const blind = await as.agent(app, { permissions: ['ticket.read', 'ticket.reply', 'ticket.note', 'ticket.edit'], teamIds: [desk.team.id], name: '小文' });
      const answers = await Promise.all([agent, blind].map((client) => phone.record(ticketId, { result: 'reached', promiseId }, client)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      const [faster, late] = answers[0]?.status === 201 ? [agent, blind] : [blind, agent];
      const refusal = { code: 'promise/not_owed', data: { winner: { id: faster.account.id, name: faster.account.name } } };
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject(refusal);
      expect((await late.post(`/promises/${promiseId ?? ''}/calls`, { result: 'reached' })).body).toMatchObject(refusal);
      expect((await phone.callsOf(ticketId)).items.map((call) => call.number?.replaceAll(' ', ''))).toEqual([e164(number), e164(number)]);
      // Without the callback it is one more call.
      expect((await phone.record(ticketId, { result: 'reached' }, late)).status).toBe(201);
      const other = await phone.opened({ number: phone.aNumber() });
      expect([(await phone.record(other.id, { result: 'reached', promiseId })).code, (await phone.record(other.id, { result: 'reached', promiseId: NOBODY })).code]).toEqual(['resource/not_found', 'resource/not_found']);
    });

    test('stand in the lists of those who owe them, and are warned of by mail and on the screen', async () => {
      const colleague = await as.agent(app, { teamIds: [desk.team.id], name: '小文' });
      const { id: ticketId } = await phone.opened({ number: phone.aNumber(), assigneeId: agent.account.id, result: 'callback_wanted', callback: { dueAt: phone.later(40), ownerId: colleague.account.id } });
      expect([(await list(colleague, 'mine')).includes(ticketId), (await list(agent, 'mine')).includes(ticketId), (await list(agent, 'any')).includes(ticketId)]).toEqual([true, false, true]);
      await settle(app);
      // Handed over: told at once.
      expect(await app.db.delivery.count({ where: { recipient: colleague.account.id } })).toBe(1);
      const screen = new Recorder(await colleague.socket());
      wait(app, phone.later(31));
      await settle(app, { sweeps: true });
      await screen.until('changed', ({ kind, id }) => kind === 'callback' && id === ticketId);
      const told = await app.db.delivery.findMany({ where: { recipient: colleague.account.id }, select: { content: true } });
      expect(told).toHaveLength(2);
      expect(told[1]?.content).toMatchObject({ template: 'callback' });
      const letters = app.nest.get(CallbackLetters);
      const [promise] = (await promisesOf(agent, ticketId)).items;
      const letter = await letters.write(colleague.account.id, promise?.id ?? '');
      expect(letter).toMatchObject({ to: colleague.account.email, automatic: 'auto-generated', subject: expect.stringContaining('A call is due') });
      // Nothing of whom to call or what was said; and nothing to whom it does not fall.
      expect(letter?.text).toContain(`/console/tickets/${ticketId}`);
      expect(letter?.text).not.toMatch(/9018|林怡君|Kettle/u);
      expect(await letters.write(agent.account.id, promise?.id ?? '')).toBeNull();
      wait(app, phone.later(10));
      await settle(app, { sweeps: true });
      expect((await promisesOf(agent, ticketId)).items).toMatchObject([{ state: 'broken' }]);
    });

    test('by somebody who is gone, or no longer sees the ticket, fall to whoever has it: in lists, on the ticket, by mail and when they are tried', async () => {
      const [gone, moved] = [await as.agent(app, { teamIds: [desk.team.id], name: '小文' }), await as.agent(app, { teamIds: [desk.team.id], name: 'Mateo' })];
      const owed = async (owner: StaffClient) => (await phone.opened({ number: phone.aNumber(), assigneeId: agent.account.id, result: 'callback_wanted', callback: { dueAt: phone.later(40), ownerId: owner.account.id } })).id;
      const tickets = [await owed(gone), await owed(moved)];
      expect((await list(agent, 'mine')).filter((id) => tickets.includes(id))).toEqual([]);
      wait(app, phone.later(31));
      await settle(app, { sweeps: true });
      await (await as.agent(app, { role: 'admin' })).post(`/accounts/${gone.account.id}/deactivation`);
      await app.db.teamMember.deleteMany({ where: { accountId: moved.account.id } });
      await settle(app, { sweeps: true });
      expect((await list(agent, 'mine')).filter((id) => tickets.includes(id)).toSorted()).toEqual(tickets.toSorted());
      const promises = await Promise.all(tickets.map(async (id) => (await promisesOf(agent, id)).items[0]));
      expect(promises.map((promise) => promise?.callback?.owner)).toEqual([null, null]);
      // Nobody knew of it who has it now.
      const warned = await app.db.event.findMany({ where: { name: 'callback.warned', subject: promises[0]?.id ?? '' }, orderBy: { id: 'asc' } });
      expect(warned.map(({ payload }) => payload)).toEqual([gone, agent].map(({ account }) => expect.objectContaining({ accountId: account.id })));
      const letters = app.nest.get(CallbackLetters);
      const written = await Promise.all(promises.map(async (promise) => [await letters.write(agent.account.id, promise?.id ?? ''), await letters.write(moved.account.id, promise?.id ?? '')]));
      expect(written).toEqual([0, 1].map(() => [expect.objectContaining({ to: agent.account.email }), null]));
      const tried = await Promise.all(promises.map((promise) => agent.post(`/promises/${promise?.id ?? ''}/calls`, { result: 'not_reached', nextDueAt: phone.later() })));
      expect(tried.map((answer) => answer.as(TicketPromises).items[0])).toMatchObject([0, 1].map(() => ({ state: 'open', callback: { owner: null } })));
    });

    describe('can be', () => {
      let ticketId: string;
      let promiseId: string;
      beforeAll(async () => {
        ticketId = (await phone.opened({ number: phone.aNumber(), result: 'callback_wanted', callback: { dueAt: phone.later() } })).id;
        promiseId = (await promisesOf(agent, ticketId)).items[0]?.id ?? '';
      });
      const move = (body: object, client = agent, id = promiseId) => client.put(`/promises/${id}/appointment`, body);
      const drop = (body: object, client = agent, id = promiseId) => client.post(`/promises/${id}/withdrawal`, body);

      test('moved and handed over with a reason that stands in the timeline; the same again changes nothing', async () => {
        const colleague = await as.agent(app, { teamIds: [desk.team.id], name: '小文' });
        const dueAt = phone.later(180);
        const [hers, his] = [await agent.socket(), await colleague.socket()];
        const lists = [new Recorder(hers), new Recorder(his)];
        for (let n = 0; n < 2; n += 1) {
          const moved = (await move({ dueAt, ownerId: colleague.account.id, reason: 'Erst nach der Schicht' })).as(TicketPromises).items[0];
          expect(moved).toMatchObject({ dueAt, callback: { owner: { name: '小文' } } });
        }
        const lines = await app.db.message.findMany({ where: { ticketId, kind: 'system', system: { path: ['code'], equals: 'callback.handed' } } });
        expect(lines.map(({ system, internal }) => ({ system, internal }))).toEqual([{ internal: true, system: { code: 'callback.handed', data: { byName: 'Agnes', to: '小文', text: 'Erst nach der Schicht' } } }]);
        // Out of her list of what is to be called, into his.
        for (const list of lists) await list.until('changed', ({ kind }) => kind === 'queue');
        for (const socket of [hers, his]) socket.disconnect();
      });

      test('given to nobody who could not call: gone, without the right, without the ticket', async () => {
        const [gone, reader, foreigner] = [
          await as.agent(app, { teamIds: [desk.team.id], deactivatedAt: new Date() }),
          await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] }),
          await as.agent(app, { teamIds: [(await aTeam(app.db)).id] }),
        ];
        const codes = await Promise.all([gone, reader, foreigner].map(async ({ account }) => (await move({ ownerId: account.id, reason: 'x' })).code));
        expect(codes).toEqual(['resource/not_found', 'ticket/assignee_cannot_reply', 'resource/not_found']);
      });

      test.each([['nothing', { reason: 'x' }], ['no reason', { dueAt: '2099-01-01T00:00:00.000Z' }], ['a time in a year', { dueAt: '2099-01-01T00:00:00.000Z', reason: 'x' }], ['a time that is gone', { dueAt: '2020-01-01T00:00:00.000Z', reason: 'x' }]])('not moved with %s', async (_, body) => {
        expect((await move(body)).code).toBe('request/invalid');
      });

      test('changed by nobody who may not answer the ticket', async () => {
        const body = { reason: 'x', dueAt: phone.later(30) };
        const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
        const foreigner = await as.agent(app, { teamIds: [] });
        expect([(await as.stranger(app).put(`/promises/${promiseId}/appointment`, body)).code, (await move(body, reader)).code, (await move(body, foreigner)).code, (await move(body, agent, NOBODY)).code]).toEqual(['session/required', 'permission/missing', 'resource/not_found', 'resource/not_found']);
        expect([(await as.stranger(app).post(`/promises/${promiseId}/withdrawal`, { reason: 'x' })).code, (await drop({ reason: 'x' }, reader)).code, (await drop({ reason: 'x' }, foreigner)).code, (await drop({ reason: 'x' }, agent, NOBODY)).code]).toEqual(['session/required', 'permission/missing', 'resource/not_found', 'resource/not_found']);
      });

      test('dropped with a reason, once', async () => {
        expect((await drop({ reason: '' })).code).toBe('request/invalid');
        expect((await drop({ reason: 'Hat geschrieben' })).as(TicketPromises).items).toMatchObject([{ state: 'withdrawn', withdrawn: { reason: 'dropped' }, can: { record: false, move: false, drop: false } }]);
        expect([(await drop({ reason: 'again' })).code, (await move({ dueAt: phone.later(), reason: 'x' })).code]).toEqual(['promise/not_owed', 'promise/not_owed']);
      });
    });
  });

  describe('on a ticket', () => {
    test('of a chat are for the staff alone, and leave the customer waiting', async () => {
      const talk = await aTalk(app, desk, '壶漏水');
      (await phone.record(talk.ticketId, { result: 'left_word', note: '已留言给其先生' })).as(TicketCalls);
      const seen = JSON.stringify((await talk.visitor.get(`/widget/conversations/${talk.ticketId}/messages`)).body);
      expect(seen).not.toContain('已留言');
      expect(seen).not.toContain('call.recorded');
      expect((await app.db.timeline.findUniqueOrThrow({ where: { ticketId: talk.ticketId } })).waitingSince).not.toBeNull();
    });

    test('that was merged into another are listed there, as far as their ticket may be read', async () => {
      const [target, middle, source] = [await phone.opened({ note: 'Deckel' }), await phone.opened({ note: '壶' }), await phone.opened({ note: 'Kanne' })];
      await app.db.ticket.update({ where: { id: middle.id }, data: { mergedIntoId: target.id, state: 'closed' } });
      await app.db.ticket.update({ where: { id: source.id }, data: { mergedIntoId: middle.id, state: 'closed' } });
      const listed = async () => (await phone.callsOf(target.id)).items.map(({ note, from }) => [note, from?.number ?? null]);
      expect(await listed()).toEqual([['Kanne', source.number], ['壶', middle.number], ['Deckel', null]]);
      await app.db.ticket.update({ where: { id: source.id }, data: { teamId: (await aTeam(app.db)).id } });
      expect(await listed()).toEqual([['壶', middle.number], ['Deckel', null]]);
    });

    test('lose their note with its recall', async () => {
      const { id: ticketId } = await phone.opened({ note: 'a secret' });
      await app.db.message.updateMany({ where: { ticketId, kind: 'text' }, data: { text: null, recalledAt: new Date() } });
      expect((await agent.get(`/tickets/${ticketId}/calls`)).as(TicketCalls).items[0]?.note).toBeNull();
    });

    test('that is closed are refused, and a callback without a number', async () => {
      const ticket = await phone.opened();
      expect(await phone.record(ticket.id, { result: 'callback_wanted', callback: { dueAt: phone.later() } })).toMatchObject({ status: 400, code: 'request/invalid' });
      expect(await app.db.phoneCall.count({ where: { ticketId: ticket.id } })).toBe(1);
      await agent.post(`/tickets/${ticket.id}/closure`);
      expect((await phone.record(ticket.id, { result: 'reached' })).code).toBe('ticket/closed');
      expect((await agent.get(`/tickets/${ticket.id}/calls`)).as(TicketCalls).can).toEqual({ record: false });
    });

    test('are seen and recorded by whoever may', async () => {
      const { id } = await phone.opened();
      const stranger = as.stranger(app);
      const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
      const foreigner = await as.agent(app, { teamIds: [] });
      const body = { direction: 'out', result: 'reached' };
      expect([(await stranger.get(`/tickets/${id}/calls`)).code, (await stranger.post(`/tickets/${id}/calls`, body)).code, (await stranger.post('/calls', { ...CALL, channelId: desk.channel.id })).code, (await stranger.get('/callers?number=123')).code]).toEqual(Array(4).fill('session/required'));
      expect([(await phone.record(id, body, reader)).code, (await phone.open({}, reader)).code]).toEqual(['permission/missing', 'permission/missing']);
      expect((await reader.get(`/tickets/${id}/calls`)).as(TicketCalls).can).toEqual({ record: false });
      expect([(await foreigner.get(`/tickets/${id}/calls`)).code, (await phone.record(id, body, foreigner)).code, (await phone.record(NOBODY, body)).code]).toEqual(Array(3).fill('conversation/not_found'));
    });
  });
});
