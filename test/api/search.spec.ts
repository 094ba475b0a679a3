import { SearchPage } from '#contracts/search.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, type Desk, done, speak } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('search', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeEach(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes Ott' });
  });
  afterEach(() => app.close());

  const work = () => settle(app, { sweeps: true });
  const path = (q: string, rest = '') => `/search?q=${encodeURIComponent(q)}${rest}`;
  const search = async (q: string, client: StaffClient = agent, rest = '') => (await client.get(path(q, rest))).as(SearchPage);
  const found = async (q: string, client?: StaffClient) => (await search(q, client)).items.map(({ ticket }) => ticket.id);
  const marked = ({ text, ranges }: { text: string; ranges: { from: number; to: number }[] }) => ranges.map(({ from, to }) => text.slice(from, to));

  test('finds words of either script, beginnings, phrases and numbers, and says where they are', async () => {
    const kettle = await aTalk(app, desk, 'The gooseneck kettle leaks at the seam');
    const parcel = await aTalk(app, desk, '保温杯的退货运费谁来承担？订单 A1052');
    await work();
    expect(await found('kettle')).toEqual([kettle.ticketId]);
    expect(await found('KETT')).toEqual([kettle.ticketId]);
    expect(await found('leaks kettle')).toEqual([kettle.ticketId]);
    expect(await found('"kettle leaks"')).toEqual([kettle.ticketId]);
    expect(await found('"leaks kettle"')).toEqual([]);
    expect(await found('退货')).toEqual([parcel.ticketId]);
    expect(await found('货运')).toEqual([parcel.ticketId]);
    expect(await found('退货运费')).toEqual([parcel.ticketId]);
    expect(await found('退运')).toEqual([]);
    expect(await found('退')).toEqual([parcel.ticketId]);
    expect(await found('a1052')).toEqual([parcel.ticketId]);
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: parcel.ticketId } });
    expect(await found(`#${number}`)).toEqual([parcel.ticketId]);
    const [first] = (await search('退货')).items;
    expect([first?.hit.by, first && marked(first.hit)]).toEqual(['customer', ['退货']]);
    expect((await search('seam')).items.map(({ hit }) => [marked(hit), hit.text])).toEqual([[['seam'], 'The gooseneck kettle leaks at the seam']]);
  });

  test('finds people by name, address and any part of a telephone number', async () => {
    const customer = await aCustomer(app.db, { name: 'Anna Lindgren' });
    for (const [kind, value] of [['email', 'anna.lindgren@mail.example'], ['phone', '+8613800138000']] as const) {
      await app.db.customerIdentity.create({ data: { id: newId(), customerId: customer.id, kind, value, proof: 'signed' } });
    }
    const talk = await aTalk(app, desk, 'Good morning');
    await app.db.ticket.update({ where: { id: talk.ticketId }, data: { customerId: customer.id } });
    await speak(talk.socket, talk.ticketId, 'Still there?');
    await work();
    for (const typed of ['lindgren', 'anna lind', 'anna.lindgren@mail.example', '0013800', '8613800138000', '8000']) expect([typed, await found(typed)]).toEqual([typed, [talk.ticketId]]);
    expect(await found('0013801')).toEqual([]);
  });

  test('narrows by what tickets are', async () => {
    const mine = await aTalk(app, desk, 'The kettle leaks');
    const other = await aTalk(app, desk, 'The kettle whistles');
    const { account } = agent;
    await app.db.ticket.update({ where: { id: mine.ticketId }, data: { assigneeId: account.id, priority: 'high', type: 'problem', tags: ['vip', '加急'] } });
    await app.db.ticket.update({ where: { id: other.ticketId }, data: { state: 'pending' } });
    await work();
    for (const typed of ['assignee:me', 'assignee:Agnes', 'priority:high', 'type:problem', 'tag:vip', 'tag：加急', 'kettle tag:vip tag:加急', 'assignee:"Agnes Ott" kettle']) {
      expect([typed, await found(typed)]).toEqual([typed, [mine.ticketId]]);
    }
    for (const typed of ['status:pending', 'kettle assignee:none', 'kettle status:pending']) expect([typed, await found(typed)]).toEqual([typed, [other.ticketId]]);
    expect(await found('kettle status:done')).toEqual([]);
    expect(await found('kettle has:file')).toEqual([]);
    expect(await found('kettle before:2020-01-01')).toEqual([]);
    expect(await found('kettle after:2020-01-01')).toHaveLength(2);
    expect(await found('assignee:% kettle')).toEqual([]);
    expect((await search('status:banana')).unknown).toEqual(['status:banana']);
    expect(await found('status:banana')).toEqual([]);
  });

  test('pages from the newest back, each ticket once, and counts what one may see', async () => {
    const talks = [];
    for (let index = 0; index < 5; index += 1) talks.push(await aTalk(app, desk, `kettle number ${index}`));
    for (const talk of talks) await speak(talk.socket, talk.ticketId, 'one more word about the kettle');
    await work();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: SearchPage = await search('kettle', agent, `&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.total).toBe(cursor ? null : 5);
      seen.push(...page.items.map(({ ticket }) => ticket.id));
      ({ nextCursor: cursor } = page);
    } while (cursor);
    expect(seen).toEqual(talks.map(({ ticketId }) => ticketId).reverse());
  });

  test('finds nothing of others: not in results, not in counts', async () => {
    const talk = await aTalk(app, desk, 'The kettle leaks');
    await work();
    const elsewhere = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
    expect(await search('kettle', elsewhere)).toEqual({ items: [], nextCursor: null, total: 0, unknown: [] });
    expect(await found('status:unsolved', elsewhere)).toEqual([]);
    const all = await as.agent(app, { role: 'manager' });
    expect(await found('kettle', all)).toEqual([talk.ticketId]);
    expect((await as.stranger(app).get(path('kettle'))).code).toBe('session/required');
    expect((await (await as.visitor(app)).get(path('kettle'))).code).toBe('session/required');
    expect((await (await as.agent(app, { permissions: ['profile.read'] })).get(path('kettle'))).code).toBe('permission/missing');
  });

  test('finds internal notes, and says that they are', async () => {
    const talk = await aTalk(app, desk, 'The kettle leaks');
    await agent.post(`/tickets/${talk.ticketId}/messages`, { clientMessageId: 'n', kind: 'text', text: 'Same seam as batch B09', internal: true });
    await work();
    expect((await search('B09')).items.map(({ hit }) => [hit.internal, hit.by])).toEqual([[true, 'agent']]);
  });

  test('finds no more what was recalled, whether it was indexed before or not', async () => {
    const talk = await aTalk(app, desk, 'Good morning');
    const early = await speak(talk.socket, talk.ticketId, 'my password is hunter2');
    await work();
    expect(await found('hunter2')).toEqual([talk.ticketId]);
    const late = await speak(talk.socket, talk.ticketId, 'and the other is sesame');
    for (const { message } of [early, late]) await done(talk.socket, 'message:recall', { conversationId: talk.ticketId, messageId: message.id });
    await work();
    expect([await found('hunter2'), await found('sesame')]).toEqual([[], []]);
    expect(await app.db.searchText.count({ where: { id: { in: [early.message.id, late.message.id] } } })).toBe(0);
  });

  test('follows a subject that is changed', async () => {
    const ticket = await aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id });
    const { version } = ticket;
    expect((await agent.patch(`/tickets/${ticket.id}/facts`, { subject: 'Wobbling tripod', version })).code).toBeNull();
    await work();
    expect(await found('tripod')).toEqual([ticket.id]);
    expect((await search('tripod')).items.map(({ hit }) => [hit.by, marked(hit)])).toEqual([[null, ['tripod']]]);
  });

  test.each([
    ["'; DROP TABLE \"Ticket\"; --"],
    ["$words$ ' || pg_sleep(9) || '"],
    ["a' & !b | (c <-> d):*A"],
    ['\\\\\' \\'],
    ['%_%'],
    ['((((('],
    ['‮kettle‬ مرحبا'],
    ['🙂🙂🙂'],
    ['"'],
    ['a '.repeat(149).trim()],
  ])('takes %j as words', async (typed) => {
    await aTalk(app, desk, 'The kettle leaks');
    await work();
    const answer = await agent.get(path(typed));
    expect([answer.status, answer.code]).toEqual([200, null]);
  });

  test.each([['', ''], [' ', ''], ['a'.repeat(301), ''], ['kettle', '&limit=51'], ['kettle', '&cursor=bm8'], ['kettle', '&rank=1']])('refuses %j%s', async (typed, rest) => {
    expect((await agent.get(path(typed, rest))).code).toBe('request/invalid');
  });

  test('reads common words from the newest back', async () => {
    const [first, second] = [await aTalk(app, desk, 'kettle one'), await aTalk(app, desk, 'kettle two')];
    await work();
    // As many others as make the database expect too many hits to read them all.
    await app.db.$executeRaw`INSERT INTO "SearchText" ("id", "ticketId", "kind", "at", "words")
      SELECT gen_random_uuid(), ${first.ticketId}::uuid, 'message', now() - make_interval(days => 1, secs => n), '''kettle'':1'::tsvector FROM generate_series(1, 25000) n`;
    await app.db.$executeRaw`ANALYZE "SearchText"`;
    const page = await search('"kettle"', agent, '&limit=1');
    expect([page.total, page.items.map(({ ticket }) => ticket.id)]).toEqual([null, [second.ticketId]]);
    const next = await search('"kettle"', agent, `&limit=1&cursor=${page.nextCursor}`);
    expect(next.items.map(({ ticket }) => ticket.id)).toEqual([first.ticketId]);
  });
});
