import { randomUUID } from 'node:crypto';
import { TicketCalls } from '#contracts/calls.js';
import { SearchPage } from '#contracts/search.js';
import { TicketDetail } from '#contracts/tickets.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { atThePhone, CALL, e164, type Phone } from '../support/calls.js';
import { aDesk, type Desk } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { receive } from '../support/mails.js';
import { aCallbackLeft, leave } from '../support/night.js';
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

  describe('that open a ticket', () => {
    test('stand in it for the staff alone: the line, the note, the row', async () => {
      const number = phone.aNumber();
      const ticket = await phone.opened({ number, type: 'problem', priority: 'high', tags: ['漏水'], assigneeId: agent.account.id });
      expect(ticket).toMatchObject({ subject: 'Kettle leaks', type: 'problem', priority: 'high', state: 'open', assignee: { id: agent.account.id }, customer: { name: '林怡君', verified: false }, waitingSince: null });
      const messages = await app.db.message.findMany({ where: { ticketId: ticket.id }, orderBy: { staffSeq: 'asc' } });
      expect(messages.map(({ internal, publicSeq, text, system }) => ({ internal, publicSeq, text, system }))).toEqual([
        { internal: true, publicSeq: null, text: null, system: { code: 'call.recorded', data: { direction: 'in', result: 'reached', name: 'Agnes' } } },
        { internal: true, publicSeq: null, text: '茶壶漏水 – was ist mit dem Deckel?', system: null },
      ]);
      const { items, can } = (await agent.get(`/tickets/${ticket.id}/calls`)).as(TicketCalls);
      expect(items).toEqual([expect.objectContaining({ direction: 'in', result: 'reached', opened: true, note: '茶壶漏水 – was ist mit dem Deckel?', by: { id: agent.account.id, name: 'Agnes', pictureUrl: null }, nextDueAt: null })]);
      expect([items[0]?.number?.replaceAll(' ', ''), can]).toEqual([e164(number), { record: true }]);
      expect(await app.db.chat.count({ where: { ticketId: ticket.id } })).toBe(0);
    });

    test('are one however often the same request comes, and two people at once open two', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const body = { ...CALL, channelId: desk.channel.id };
      const answers = [await agent.post('/calls', body, { headers }), await agent.post('/calls', body, { headers })];
      const [first, again] = answers.map((answer) => answer.as(TicketDetail).ticket.id);
      expect(again).toBe(first);
      expect(await app.db.phoneCall.count({ where: { ticketId: first ?? '' } })).toBe(1);
    });

    test('may be settled in the same step', async () => {
      expect(await phone.opened({ result: 'resolved', solve: true })).toMatchObject({ state: 'solved' });
      const noCloser = await as.agent(app, { permissions: ['ticket.read', 'ticket.reply', 'ticket.note', 'ticket.edit'], teamIds: [desk.team.id] });
      expect((await phone.open({ result: 'resolved', solve: true }, noCloser)).code).toBe('permission/missing');
    });

    test('are found by any part of their number, by whoever may see numbers', async () => {
      const number = phone.aNumber();
      const { id } = await phone.opened({ number, subject: 'Nothing of it' });
      await settle(app);
      const blind = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
      const found = async (client: StaffClient) => (await client.get(`/search?q=${e164(number).slice(-8)}`)).as(SearchPage).items.map((item) => item.ticket.id);
      expect([await found(agent), await found(blind)]).toEqual([[id], []]);
    });
  });

  describe('tell whose number it is', () => {
    test('however it is written, with the latest tickets and what is owed on them', async () => {
      const number = phone.aNumber();
      const first = await phone.opened({ number, subject: '第一次来电' });
      await phone.record(first.id, { number, result: 'callback_wanted', callback: { dueAt: phone.later() } });
      for (const [written, zone] of [[number, ''], [`０${e164(number).slice(3)}`, 'Europe/Berlin'], [`0${e164(number).slice(3)}`, 'Europe/Berlin']] as const) {
        const found = await phone.callers(written, agent, zone);
        expect(found).toMatchObject({ number: e164(number), fault: null, items: [{ name: '林怡君', proof: 'called', can: { openFor: true }, tickets: [{ id: first.id, number: first.number, subject: '第一次来电', state: 'new', callbackDueAt: expect.any(String) }] }] });
      }
    });

    test('and open the next ticket for the same person', async () => {
      const number = phone.aNumber();
      const first = await phone.opened({ number });
      const [person] = (await phone.callers(number)).items;
      const second = await phone.opened({ number, personId: person?.id, customer: undefined });
      const rows = await app.db.ticket.findMany({ where: { id: { in: [first.id, second.id] } }, select: { visitorId: true } });
      expect(new Set(rows.map(({ visitorId }) => visitorId)).size).toBe(1);
      expect((await phone.callers(number)).items).toMatchObject([{ tickets: [{ id: second.id }, { id: first.id }] }]);
    });

    test('and for a customer who proved it, as his own', async () => {
      const number = phone.aNumber();
      const customer = await aCustomer(app.db, { name: 'Ana Duarte' });
      await app.db.customerIdentity.create({ data: { id: newId(), customerId: customer.id, kind: 'phone', value: e164(number), proof: 'code' } });
      const known = await aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, customerId: customer.id });
      const [person] = (await phone.callers(number)).items;
      expect(person).toMatchObject({ id: customer.id, name: 'Ana Duarte', proof: 'proven', can: { openFor: true }, tickets: [{ id: known.id }] });
      const ticket = await phone.opened({ number, personId: customer.id, customer: undefined });
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).toMatchObject({ customerId: customer.id });
      expect(ticket.customer.name).toBe('Ana Duarte');
    });

    test('but give nothing to whoever merely claimed it', async () => {
      const visitor = await as.visitor(app, { channelId: desk.channel.id, name: 'Mallory' });
      const number = phone.aNumber();
      const { conversationId } = await leave(visitor, 'callbacks', aCallbackLeft({ phone: number }));
      const [person] = (await phone.callers(number)).items;
      expect(person).toMatchObject({ name: 'Mallory', proof: 'claimed', can: { openFor: false }, tickets: [{ id: conversationId }] });
      expect((await phone.open({ number, personId: person?.id, customer: undefined })).code).toBe('resource/not_found');
    });

    test('and are somebody of their own who name an address: neither what was written from it nor what comes from it later is theirs', async () => {
      const box = await aMailbox(app.db, { address: 'calls@shop.example' });
      const [number, channelId] = [phone.aNumber(), box.channelId];
      await receive(app, box, { from: 'Mei Lin <mei@customer.example>', to: 'calls@shop.example' });
      const call = await phone.opened({ number, channelId, customer: { name: 'Mallory', email: 'mei@customer.example' } });
      // The first to be told of is not whoever writes afterwards.
      const early = await phone.opened({ number, channelId, customer: { name: 'Mallory', email: 'ana@customer.example' } });
      await receive(app, box, { from: 'Ana <ana@customer.example>', to: 'calls@shop.example' });
      const owners = await app.db.ticket.findMany({ where: { channelId }, select: { visitorId: true } });
      expect(new Set(owners.map(({ visitorId }) => visitorId)).size).toBe(4);
      const { items } = await phone.callers(number);
      expect(items.map(({ name, tickets }) => [name, tickets.map(({ id }) => id)])).toEqual([['Mallory', [early.id]], ['Mallory', [call.id]]]);
      // It can be answered there all the same.
      expect((await agent.get(`/tickets/${call.id}/recipients`)).body).toMatchObject({ way: 'mail', to: 'mei@customer.example' });
    });

    test.each(['wrong_number', 'not_reached', 'left_word'])('but not after a call of the result %p: it may be anybody’s', async (result) => {
      const number = phone.aNumber();
      const { id } = await phone.opened({ number, result, direction: 'out' });
      const [person] = (await phone.callers(number)).items;
      expect(person).toMatchObject({ proof: 'claimed', can: { openFor: false }, tickets: [{ id }] });
      expect((await phone.open({ number, personId: person?.id, customer: undefined })).code).toBe('resource/not_found');
    });

    test('show the number of an order where a ticket has one that the reader may see', async () => {
      const number = phone.aNumber();
      const { id: ticketId } = await phone.opened({ number });
      const field = await app.db.customField.create({ data: { id: newId(), key: 'order_number', kind: 'text', names: { en: 'Order' }, position: 90 } });
      await app.db.ticketFieldValue.create({ data: { ticketId, fieldId: field.id, word: 'a1047', text: 'A1047' } });
      const order = async () => (await phone.callers(number)).items[0]?.tickets[0]?.order;
      expect(await order()).toBe('A1047');
      await app.db.customField.update({ where: { id: field.id }, data: { hidden: true } });
      expect(await order()).toBeNull();
    });

    test('only as far as the reader sees tickets and numbers', async () => {
      const number = phone.aNumber();
      const elsewhere = await aTeam(app.db);
      const ticket = await phone.opened({ number });
      const foreigner = await as.agent(app, { teamIds: [elsewhere.id] });
      const blind = await as.agent(app, { permissions: ['ticket.read', 'ticket.reply', 'ticket.note', 'ticket.edit'], teamIds: [desk.team.id] });
      expect([(await phone.callers(number, foreigner)).items, (await phone.callers(number, blind)).items]).toEqual([[], []]);
      const [person] = (await phone.callers(number)).items;
      for (const client of [foreigner, blind]) expect((await phone.open({ number, personId: person?.id, customer: undefined }, client)).code).toBe('resource/not_found');
      const { items } = (await blind.get(`/tickets/${ticket.id}/calls`)).as(TicketCalls);
      expect(items[0]?.number).toBe(`… ${e164(number).slice(-2)}`);
    });

    test('never of what is spam', async () => {
      const number = phone.aNumber();
      const { id } = await phone.opened({ number });
      await app.db.ticket.update({ where: { id }, data: { spamAt: new Date() } });
      expect((await phone.callers(number)).items).toEqual([]);
    });

    test.each([['030', 'phone_country'], ['+49 1', 'phone_invalid'], ['+44 909 8790000', 'phone_costly'], ["'; DROP TABLE --", 'phone_country'], ['‮1234567', 'phone_country']])('and say what is wrong with %p', async (number, fault) => {
      expect(await phone.callers(number)).toEqual({ number: null, shown: null, fault, items: [] });
    });
  });

  describe('refuse', () => {
    test.each([
      ...garbageFor({ ...CALL, number: '+49 30 901820' }),
      ['a call back without a time', { ...CALL, result: 'callback_wanted' }],
      ['a time after having spoken', { ...CALL, callback: { dueAt: '2099-01-01T00:00:00.000Z' } }],
      ['a time in a year', { ...CALL, number: '+49 30 901820', result: 'callback_wanted', callback: { dueAt: '2099-01-01T00:00:00.000Z' } }],
      ['solving what is not settled', { ...CALL, result: 'not_reached', solve: true }],
      ['nobody', { ...CALL, customer: undefined }],
      ['two people', { ...CALL, personId: NOBODY }],
      ['no word of what it was', { ...CALL, note: '' }],
      ['a number that is none', { ...CALL, number: '12' }],
      ['an unknown zone', { ...CALL, zone: 'Mars/Base' }],
    ])('%s', async (_, body) => {
      const before = await app.db.ticket.count();
      expect(['request/invalid', 'request/malformed', 'request/too_large']).toContain((await agent.post('/calls', body)).code);
      expect(await app.db.ticket.count()).toBe(before);
    });

    test('a person whom the number does not name', async () => {
      expect((await phone.open({ number: phone.aNumber(), personId: NOBODY, customer: undefined })).code).toBe('resource/not_found');
      expect((await phone.open({ personId: NOBODY, customer: undefined })).code).toBe('resource/not_found');
    });
  });
});
