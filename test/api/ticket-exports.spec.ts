import { get } from 'node:http';
import { ApiTokenMade } from '#contracts/accounts.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, type Desk } from '../support/desk.js';
import { until } from '../support/until.js';

const MANY = 2_500;

describe('exports of tickets', () => {
  let app: TestApp;
  let desk: Desk;
  let lead: StaffClient;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
    manager = await as.agent(app, { role: 'manager' });
  });
  beforeEach(() => app.db.ticket.deleteMany());
  afterAll(() => app.close());

  const ours = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const lines = async (client: Pick<StaffClient, 'get'>, query: string) => String((await client.get(`/ticket-exports?${query}`)).body).split('\r\n').slice(1, -1);
  const ended = (accountId: string) => app.db.event.findMany({ where: { name: 'export.ended', actorId: accountId }, orderBy: { id: 'asc' }, select: { payload: true } });

  test('are for those who may take lists out', async () => {
    expect((await as.stranger(app).get('/ticket-exports')).code).toBe('session/required');
    expect((await (await as.agent(app)).get('/ticket-exports')).code).toBe('permission/missing');
    const { secret } = (await (await as.agent(app, { role: 'admin' })).post('/api-tokens', { name: 'BI', scopes: ['ticket.export', 'ticket.read_all'] })).as(ApiTokenMade);
    const machine = as.stranger(app).with({ authorization: `Bearer ${secret}` });
    await ours();
    expect(await lines(machine, 'view=all&columns=number')).toHaveLength(1);
    expect((await machine.get('/tickets?view=all')).code).toBe('permission/missing');
  });

  test.each(['format=xlsx', 'columns=', 'columns=number,number', 'columns=passwordHash', 'columns=field.DROP', 'columns=field.unknown', 'zone=Mars%2FBase', 'view=theirs', 'cursor=x', 'surprise=1'])('refuse %s', async (query) => {
    expect((await manager.get(`/ticket-exports?${query}`)).code).toBe('request/invalid');
  });

  test('hold one row per ticket that the caller may read, in the columns and the time he asked for', async () => {
    const at = new Date('2026-03-08T06:59:59.500Z');
    const mine = await ours({ subject: '=HYPERLINK("http://evil.example")', tags: ['退款', 'a'], priority: 'high', createdAt: at });
    await ours({ subject: 'done', state: 'closed' });
    const other = await aTicket(app.db, { channelId: desk.channel.id, teamId: (await aTeam(app.db)).id });
    const answer = await lead.get('/ticket-exports?view=all&columns=subject,number,tags,priority,created_at,closed_at&zone=America/New_York');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="tickets-\d{4}-\d\d-\d\d\.csv"/);
    expect(answer.body).toBe(`\uFEFFsubject,number,tags,priority,created_at,closed_at\r\n"'=HYPERLINK(""http://evil.example"")",${mine.number},"退款, a",high,2026-03-08T01:59:59-05:00,\r\n`);
    expect(await lines(manager, 'view=all&columns=number')).toEqual([String(mine.number), String(other.number)]);
    expect(await lines(manager, 'view=all&states=closed&columns=subject')).toEqual(['done']);
    const { headers, body } = await manager.get(`/ticket-exports?view=all&teamId=${desk.team.id}&format=ndjson&columns=subject,tags,closed_at`);
    expect([headers['content-type'], body]).toEqual(['application/x-ndjson; charset=utf-8', { subject: '=HYPERLINK("http://evil.example")', tags: ['退款', 'a'], closed_at: null }]);
  });

  test('show hidden fields to those alone who may read them', async () => {
    const ticket = await ours();
    const field = (key: string, hidden: boolean) => app.db.customField.create({ data: { id: newId(), key, kind: 'text', names: { en: key }, position: 90, hidden } });
    for (const { id } of [await field('shelf', false), await field('margin', true)]) await app.db.ticketFieldValue.create({ data: { ticketId: ticket.id, fieldId: id, word: 'a-7', text: '-A 7' } });
    expect(await lines(manager, 'view=all&columns=field.shelf,number')).toEqual([`'-A 7,${ticket.number}`]);
    const partner = await as.agent(app, { permissions: ['ticket.export', 'ticket.read_all'] });
    expect((await partner.get('/ticket-exports?view=all&columns=field.margin')).code).toBe('request/invalid');
    const reader = await as.agent(app, { permissions: ['ticket.export', 'ticket.read_all', 'field.read_hidden'] });
    expect(await lines(reader, 'view=all&columns=field.margin')).toEqual(["'-A 7"]);
    // The list that is narrowed by a hidden field is the same in the file; a key that every object has by birth holds nothing.
    await field('constructor', false);
    expect(await lines(reader, 'view=all&fields=margin:*&columns=number,field.constructor')).toEqual([`${ticket.number},`]);
    expect(await lines(manager, 'view=all&fields=shelf:a-7&columns=number,field.constructor')).toEqual([`${ticket.number},`]);
  });

  test('tell nobody how customers are reached who may not know it', async () => {
    await app.db.visitor.update({ where: { id: (await ours()).visitorId ?? '' }, data: { name: 'Mei mei@example.com', email: 'mei@example.com' } });
    expect(await lines(lead, 'view=all&columns=customer_name,customer_email')).toEqual(['Mei mei@example.com,mei@example.com']);
    const partner = await as.agent(app, { permissions: ['ticket.export', 'ticket.read_all'] });
    expect(await lines(partner, 'view=all&columns=customer_name,customer_email')).toEqual(['Mei m…@…,m…@…']);
  });

  test('hold every row once over many pages, and are on the books with how far they went', async () => {
    const { visitorId } = await ours();
    const ids = Array.from({ length: MANY }, () => newId());
    await app.db.ticket.createMany({ data: ids.map((id) => ({ id, channelId: desk.channel.id, teamId: desk.team.id, visitorId, subject: 'x'.repeat(180) })) });
    await app.db.timeline.createMany({ data: ids.map((ticketId) => ({ ticketId })) });
    const rows = await lines(manager, 'view=all&columns=id');
    expect([rows.length, new Set(rows).size]).toEqual([MANY + 1, MANY + 1]);
    expect((await ended(manager.account.id)).at(-1)?.payload).toMatchObject({ rows: MANY + 1, whole: true });
    // Who goes away in the middle ends it, and nothing is read any further for him.
    await new Promise<void>((resolve, reject) => {
      const request = get(`${app.url}/api/v1/ticket-exports?view=all`, { headers: { cookie: lead.cookie }, agent: false }, (response) => {
        response.once('data', () => {
          response.destroy();
          resolve();
        });
      });
      request.on('error', reject);
    });
    await until('the end of what was left', async () => (await ended(lead.account.id)).length > 0);
    const left = (await ended(lead.account.id)).at(-1)?.payload;
    expect(left).toMatchObject({ accountId: lead.account.id });
  });
});
