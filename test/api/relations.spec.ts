import { randomUUID } from 'node:crypto';
import { MAX_RELATIONS, RelationCandidates, type RelationKind, Relations } from '#contracts/relations.js';
import { TicketDetail, TicketHistory } from '#contracts/tickets.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, chatOf, type Desk } from '../support/desk.js';
import { indexed } from '../support/indexed.js';

describe('related tickets and parts', () => {
  let app: TestApp;
  let desk: Desk;
  let mia: StaffClient;
  let tom: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    mia = await as.agent(app, { teamIds: [desk.team.id], name: 'Mia' });
    tom = await as.agent(app, { teamIds: [desk.team.id], name: 'Tom' });
    foreigner = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
  });
  afterAll(() => app.close());

  const ours = (fields: Parameters<typeof aTicket>[1] = {}): Promise<Ticket> => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const hidden = async (fields: Parameters<typeof aTicket>[1] = {}) => ours({ teamId: (await aTeam(app.db)).id, ...fields });
  const relate = (ticket: { id: string }, other: { id: string }, kind: RelationKind = 'related', client: StaffClient = mia) => client.post(`/tickets/${ticket.id}/relations`, { otherId: other.id, kind });
  const part = (ticket: { id: string }, other: { id: string }, client: StaffClient = mia) => client.delete(`/tickets/${ticket.id}/relations/${other.id}`);
  const of = async (ticket: { id: string }, client: StaffClient = mia) => (await client.get(`/tickets/${ticket.id}/relations`)).as(Relations);
  const row = (kind: 'child' | 'related', from: { id: string }, to: { id: string }) => app.db.ticketRelation.create({ data: { id: newId(), kind, fromId: from.id, toId: to.id, byId: tom.account.id, createdAt: new Date() } });

  describe.each<[string, (client: StaffClient, id: string, otherId: string) => ReturnType<StaffClient['get']>]>([
    ['GET /tickets/:id/relations', (client, id) => client.get(`/tickets/${id}/relations`)],
    ['GET /tickets/:id/relation-candidates', (client, id) => client.get(`/tickets/${id}/relation-candidates`)],
    ['POST /tickets/:id/relations', (client, id, otherId) => client.post(`/tickets/${id}/relations`, { otherId, kind: 'related' })],
    ['DELETE /tickets/:id/relations/:otherId', (client, id, otherId) => client.delete(`/tickets/${id}/relations/${otherId}`)],
  ])('%s', (name, call) => {
    test('asks a stranger to sign in, refuses whoever lacks the permission, and reads to another team like a ticket that is not there', async () => {
      const [{ id }, other] = [await ours(), await ours()];
      const stranger = Object.assign(as.stranger(app), { account: mia.account, cookie: '', socket: mia.socket });
      expect((await call(stranger, id, other.id)).code).toBe('session/required');
      const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
      expect((await call(reader, id, other.id)).code).toBe(name.endsWith('/relations') && name.startsWith('GET') ? null : 'permission/missing');
      for (const gone of [await call(foreigner, id, other.id), await call(mia, randomUUID(), other.id)]) expect([gone.status, gone.code]).toEqual([404, 'conversation/not_found']);
      expect((await call(mia, id, other.id)).status).toBe(200);
    });
  });

  test('two are related, seen from both with who and when, twice like once, and parted from either', async () => {
    const [one, two] = [await ours({ subject: 'Lid' }), await ours({ subject: '壶盖' })];
    expect((await relate(two, one)).as(Relations).related).toMatchObject([{ ticket: { id: one.id, number: one.number, subject: 'Lid', state: 'open' }, by: { name: 'Mia' } }]);
    expect((await relate(one, two)).as(Relations).related).toHaveLength(1);
    expect((await of(one, tom)).related).toMatchObject([{ ticket: { id: two.id, subject: '壶盖' } }]);
    expect((await part(one, two, tom)).as(Relations)).toMatchObject({ parent: null, children: [], related: [], can: { change: true } });
    expect((await part(one, two)).status).toBe(200);
    for (const ticket of [one, two]) {
      const { items } = (await mia.get(`/tickets/${ticket.id}/history`)).as(TicketHistory);
      expect(items.map(({ name, by }) => [name, by.name])).toEqual([['ticket.unrelated', 'Tom'], ['ticket.related', 'Mia']]);
    }
    expect(await app.db.message.count({ where: { ticketId: { in: [one.id, two.id] } } })).toBe(0);
  });

  test('a part has one whole; two are one thing to each other, and nothing is a part of itself', async () => {
    const [whole, child, other] = [await ours(), await ours(), await ours()];
    expect((await relate(child, whole, 'parent', tom)).as(Relations).parent).toMatchObject({ ticket: { id: whole.id } });
    expect((await of(whole)).children).toMatchObject([{ ticket: { id: child.id }, by: { name: 'Tom' } }]);
    expect((await relate(other, child, 'child')).body).toMatchObject({ code: 'relation/has_parent', data: { winner: { name: 'Tom' }, number: whole.number } });
    expect((await relate(whole, child, 'related')).body).toMatchObject({ code: 'relation/exists', data: { as: 'child' } });
    expect((await relate(whole, child, 'parent')).body).toMatchObject({ code: 'relation/exists', data: { as: 'child' } });
    expect((await relate(whole, whole)).code).toBe('relation/itself');
    for (const body of [{}, { otherId: other.id }, { otherId: 'x', kind: 'child' }, { otherId: other.id, kind: 'cousin' }]) expect((await mia.post(`/tickets/${whole.id}/relations`, body)).code).toBe('request/invalid');
  });

  test('makes no circles, and no more levels than there are', async () => {
    const [a, b, c, d] = [await ours(), await ours(), await ours(), await ours()];
    expect((await relate(a, b, 'child')).status).toBe(200);
    expect((await relate(b, c, 'child')).status).toBe(200);
    expect((await relate(c, a, 'child')).code).toBe('relation/circle');
    expect((await relate(c, d, 'child')).code).toBe('relation/too_deep');
    expect((await relate(d, a, 'child')).code).toBe('relation/too_deep');
    expect((await relate(a, d, 'child')).status).toBe(200);
  });

  test('of two who act at once one wins and the other is told; four hands close no circle', async () => {
    const [child, one, two] = [await ours(), await ours(), await ours()];
    const answers = await Promise.all([relate(child, one, 'parent', mia), relate(child, two, 'parent', tom)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? mia : tom;
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'relation/has_parent', data: { winner: { name: winner.account.name } } });
    const [a, b, c, d] = [await ours(), await ours(), await ours(), await ours()];
    await row('child', a, b);
    await row('child', c, d);
    const both = await Promise.all([relate(b, c, 'child', mia), relate(d, a, 'child', tom)]);
    // Either would be a fourth level; what matters is that no ticket stands above itself.
    expect(both.map(({ code }) => code)).toEqual(['relation/too_deep', 'relation/too_deep']);
    const [e, f] = [await ours(), await ours()];
    const ring = await Promise.all([relate(e, f, 'child', mia), relate(f, e, 'child', tom)]);
    expect(ring.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('has room for so many parts and related tickets', async () => {
    const whole = await ours();
    const { visitorId, channelId } = whole;
    const tickets = await Promise.all(Array.from({ length: MAX_RELATIONS }, () => aTicket(app.db, { channelId, teamId: desk.team.id, visitorId })));
    for (const kind of ['child', 'related'] as const) {
      await app.db.ticketRelation.deleteMany({ where: { OR: [{ fromId: whole.id }, { toId: whole.id }] } });
      for (const ticket of tickets) await row(kind, whole, ticket);
      expect((await relate(whole, await ours(), kind)).code).toBe('relation/too_many');
      expect((await relate(await ours(), whole, kind === 'child' ? 'parent' : 'related')).code).toBe('relation/too_many');
    }
  });

  test('an unreadable ticket reveals nothing: not in lists, not as a parent, not when the whole is solved', async () => {
    const [ticket, secret, secretPart] = [await ours(), await hidden({ subject: 'Plum' }), await hidden()];
    await row('child', secret, ticket);
    await row('child', ticket, secretPart);
    expect(await of(ticket)).toMatchObject({ parent: null, children: [], related: [] });
    for (const gone of [await relate(ticket, secret), await part(ticket, secret), await relate(ticket, { id: randomUUID() })]) expect([gone.status, gone.code]).toEqual([404, 'conversation/not_found']);
    expect((await relate(await ours(), ticket, 'child')).body).toMatchObject({ code: 'relation/has_parent', data: { winner: null, number: null } });
    expect(JSON.stringify((await mia.get(`/tickets/${ticket.id}/history`)).body)).not.toContain(String(secret.number));
    expect((await mia.get(`/tickets/${ticket.id}/relation-candidates?search=${secret.number}`)).as(RelationCandidates).items).toEqual([]);
    expect((await mia.get(`/tickets/${ticket.id}/relation-candidates?search=plum`)).as(RelationCandidates).items).toEqual([]);
    expect((await mia.post(`/tickets/${ticket.id}/solution?openChildren=0`)).as(TicketDetail).ticket.state).toBe('solved');
  });

  test('a whole with open parts is solved and closed once that was said, and by whoever does not ask', async () => {
    const [whole, open, done] = [await ours(), await ours({ subject: 'Spout' }), await ours({ state: 'solved' })];
    for (const child of [open, done]) await row('child', whole, child);
    for (const verb of ['solution', 'closure']) {
      expect((await mia.post(`/tickets/${whole.id}/${verb}?openChildren=0`)).body).toMatchObject({ code: 'relation/children_open', data: { children: [{ id: open.id, number: open.number, subject: 'Spout' }] } });
      expect((await mia.post(`/tickets/${whole.id}/${verb}?openChildren=-1`)).code).toBe('request/invalid');
    }
    expect((await mia.post(`/tickets/${whole.id}/solution?openChildren=1`)).as(TicketDetail).ticket.state).toBe('solved');
    await mia.delete(`/tickets/${whole.id}/solution`);
    expect((await mia.post(`/tickets/${whole.id}/solution`)).as(TicketDetail).ticket.state).toBe('solved');
    expect((await mia.get(`/tickets/${open.id}`)).as(TicketDetail).ticket.state).toBe('open');
  });

  test('a whole with open parts is solved with a call or with its chat once that was said: else no call is recorded and the chat goes on', async () => {
    const call = { direction: 'out', result: 'resolved', solve: true };
    const whole = await ours();
    await row('child', whole, await ours());
    const record = (openChildren: number) => mia.post(`/tickets/${whole.id}/calls`, { ...call, openChildren });
    expect([(await record(0)).code, (await record(-1)).code, await app.db.phoneCall.count({ where: { ticketId: whole.id } })]).toEqual(['relation/children_open', 'request/invalid', 0]);
    expect([(await record(1)).status, (await mia.get(`/tickets/${whole.id}`)).as(TicketDetail).ticket.state]).toEqual([201, 'solved']);
    for (const [how, state] of [[{ solveTicket: true }, 'solved'], [{ closeTicket: true }, 'closed']] as const) {
      const { ticketId, chat } = await aTalk(app, desk);
      await row('child', { id: ticketId }, await ours());
      await mia.post(`/chats/${chat.id}/acceptance`);
      const { head } = (await mia.get(`/tickets/${ticketId}`)).as(TicketDetail);
      const end = (openChildren: number) => mia.post(`/chats/${chat.id}/ending`, { contactReason: 'defect', result: 'solved', seenSeq: head, openChildren, ...how });
      expect((await end(0)).code).toBe('relation/children_open');
      expect((await chatOf(app, ticketId)).state).toBe('accepted');
      expect((await end(1)).as(TicketDetail).ticket.state).toBe(state);
    }
  });

  test('candidates are the customer’s own first, and what is looked for by number or words, without its spam', async () => {
    const customer = await aCustomer(app.db, { name: 'Wilma 100%' });
    const ticket = await ours({ customerId: customer.id });
    const [same, spam, other] = [await ours({ customerId: customer.id }), await ours({ customerId: customer.id, spamAt: new Date() }), await ours({ subject: 'Green_lid 100%' })];
    const found = async (search = '', client = mia) => (await client.get(`/tickets/${ticket.id}/relation-candidates?search=${encodeURIComponent(search)}`)).as(RelationCandidates).items.map(({ id }) => id);
    await indexed(app, [ticket, same, spam, other]);
    expect(await found()).toEqual([same.id]);
    expect(await found(`#${other.number}`)).toEqual([other.id]);
    expect(await found('green_lid')).toEqual([other.id]);
    expect(await found('100%')).toEqual(expect.arrayContaining([other.id, same.id]));
    expect(await found('100%')).not.toContain(spam.id);
    for (const odd of ['xxx', 'is:spam', '%', "'; DROP TABLE", '٣', 'status:banana']) expect([odd, await found(odd)]).toEqual([odd, []]);
    expect(await found('wilma status:open')).toEqual([same.id]);
    await relate(ticket, other);
    for (const typed of ['green_lid', `#${other.number}`]) expect(await found(typed)).toEqual([]);
  });

  test('an address or a number in a name is confirmed to nobody who may not see it', async () => {
    const ticket = await ours();
    const named = await Promise.all(['Rosa rosa@hid.example', 'Rosa 138 0013 8000'].map(async (name) => ours({ customerId: (await aCustomer(app.db, { name })).id })));
    const plain = await ours({ customerId: (await aCustomer(app.db, { name: 'Rosa Amsel' })).id });
    await indexed(app, [...named, plain]);
    const blind = await as.agent(app, { permissions: ['ticket.read', 'ticket.edit'], teamIds: [desk.team.id] });
    const all = [...named, plain].map(({ id }) => id);
    const found = async (client: StaffClient, where: string, search: string) => {
      const answer = await client.get(`/tickets/${ticket.id}/${where}?search=${encodeURIComponent(search)}`);
      expect(answer.status).toBe(200);
      return all.filter((id) => JSON.stringify(answer.body).includes(`"${id}"`));
    };
    for (const where of ['relation-candidates', 'merge-candidates']) {
      expect(await found(mia, where, 'rosa')).toEqual(all);
      expect([await found(mia, where, 'rosa@hid.example'), await found(mia, where, 'hid'), await found(mia, where, '8000')]).toEqual([[named[0]?.id], [named[0]?.id], [named[1]?.id]]);
      expect(await found(blind, where, 'rosa')).toEqual([plain.id]);
      for (const secret of ['rosa@hid.example', 'hid', '8000']) expect([secret, await found(blind, where, secret)]).toEqual([secret, []]);
    }
  });
});
