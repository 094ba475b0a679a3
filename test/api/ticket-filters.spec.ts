import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { TicketPage } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, type Desk } from '../support/desk.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 8, minute));

describe('GET /tickets, narrowed and ordered', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let rows: Record<'vip' | 'asked' | 'held' | 'solved' | 'calm' | 'late', Ticket>;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
    const there = { channelId: desk.channel.id, teamId: desk.team.id };
    rows = {
      vip: await aTicket(app.db, { ...there, priority: 'urgent', type: 'complaint', tags: ['vip', '退货'], assigneeId: agent.account.id, timeline: { lastMessageAt: at(9) } }),
      asked: await aTicket(app.db, { ...there, state: 'new', tags: ['vip'], timeline: { waitingSince: at(3), lastMessageAt: at(4), staffUnread: 2 } }),
      held: await aTicket(app.db, { ...there, state: 'on_hold', priority: 'low', type: 'task', timeline: { lastMessageAt: at(7) } }),
      solved: await aTicket(app.db, { ...there, state: 'solved', timeline: { lastMessageAt: at(1) } }),
      calm: await aTicket(app.db, { ...there, priority: 'high', timeline: { lastMessageAt: at(9) } }),
      late: await aTicket(app.db, { ...there, priority: 'high', timeline: { waitingSince: at(1), lastMessageAt: at(2) } }),
    };
    await aTicket(app.db, { teamId: (await aTeam(app.db)).id, tags: ['vip'], priority: 'urgent', timeline: { waitingSince: at(0) } });
  });
  afterAll(() => app.close());

  const names = (page: z.infer<typeof TicketPage>) => page.items.map(({ id }) => Object.entries(rows).find(([, row]) => row.id === id)?.[0] ?? 'somebody else’s');
  const found = async (query: string) => names((await agent.get(`/tickets?view=all&${query}`)).as(TicketPage));

  test.each([
    ['states=new', ['asked']],
    ['states=on_hold,solved', ['held', 'solved']],
    ['priorities=urgent,high', ['late', 'calm', 'vip']],
    ['types=complaint', ['vip']],
    ['tags=vip', ['asked', 'vip']],
    ['tags=vip,%E9%80%80%E8%B4%A7', ['vip']],
    ['tags=%E9%80%80', []],
    ['assignee=me', ['vip']],
    ['waiting=true', ['late', 'asked']],
    ['unread=true', ['asked']],
    ['unread=false&waiting=true', ['late']],
    ['priorities=high&waiting=false', ['calm']],
  ])('?%s', async (query, expected) => {
    expect((await found(query)).sort()).toEqual([...expected].sort());
  });

  test('counts all that match, whatever the page', async () => {
    const count = async (query: string, by = agent) => (await by.get(`/tickets/matching?view=all&${query}`)).body;
    expect([await count(''), await count('tags=VIP'), await count('states=solved')]).toEqual([{ count: 5 }, { count: 2 }, { count: 1 }]);
    expect(await count('', await as.agent(app, {}))).toEqual({ count: 0 });
    const refused = [await as.stranger(app).get('/tickets/matching'), await (await as.agent(app, { permissions: ['account.read'] })).get('/tickets/matching'), await agent.get('/tickets/matching?limit=1')];
    expect(refused.map((answer) => answer.code)).toEqual(['session/required', 'permission/missing', 'request/invalid']);
  });

  test('by person, team and channel', async () => {
    expect(await found(`assignee=${agent.account.id}`)).toEqual(['vip']);
    expect(await found(`assignee=${randomUUID()}`)).toEqual([]);
    expect(await found('assignee=nobody')).not.toContain('vip');
    expect(await found(`teamId=${desk.team.id}&channelId=${desk.channel.id}`)).toHaveLength(5);
    expect(await found(`channelId=${randomUUID()}`)).toEqual([]);
  });

  test.each([
    ['waiting', ['late', 'asked', 'vip', 'calm', 'held']],
    ['priority', ['vip', 'late', 'calm', 'asked', 'held']],
    ['recent', ['vip', 'calm', 'held', 'asked', 'late']],
    ['newest', ['late', 'calm', 'held', 'asked', 'vip']],
    ['oldest', ['vip', 'asked', 'held', 'calm', 'late']],
    ['promised', ['vip', 'calm', 'held', 'asked', 'late']],
  ])('orders by %s, and pages hold together one by one', async (sort, expected) => {
    expect(await found(`sort=${sort}`)).toEqual(expected);
    const walked: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: z.infer<typeof TicketPage> = (await agent.get(`/tickets?view=all&sort=${sort}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)).as(TicketPage);
      walked.push(...names(page));
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(expected);
  });

  test('pages of a narrowed list hold together too', async () => {
    const first = (await agent.get('/tickets?view=all&priorities=high&sort=priority&limit=1')).as(TicketPage);
    const second = (await agent.get(`/tickets?view=all&priorities=high&sort=priority&limit=1&cursor=${first.nextCursor}`)).as(TicketPage);
    expect([names(first), names(second), second.nextCursor]).toEqual([['late'], ['calm'], null]);
    expect((await agent.get(`/tickets?view=all&sort=newest&cursor=${first.nextCursor}`)).code).toBe('request/invalid');
  });

  test.each([
    ['state', ['asked', 'late', 'vip', 'calm', 'held']],
    ['priority', ['vip', 'late', 'calm', 'asked', 'held']],
    ['assignee', ['vip', 'late', 'asked', 'calm', 'held']],
    ['team', ['late', 'asked', 'vip', 'calm', 'held']],
    ['due', ['held', 'late', 'asked', 'vip', 'calm']],
  ])('groups by %s, in the order of the list within each, and pages hold together one by one', async (group, expected) => {
    await app.db.ticketClock.deleteMany({});
    await app.db.ticketClock.create({ data: { ticketId: rows.held.id, kind: 'resolution', state: 'running', dueAt: at(30), leftSeconds: 60, readAt: at(9) } });
    expect(await found(`group=${group}`)).toEqual(expected);
    const walked: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: z.infer<typeof TicketPage> = (await agent.get(`/tickets?view=all&group=${group}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)).as(TicketPage);
      walked.push(...names(page));
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(expected);
    const first = (await agent.get(`/tickets?view=all&group=${group}&limit=1`)).as(TicketPage);
    expect((await agent.get(`/tickets?view=all&cursor=${first.nextCursor}`)).code).toBe('request/invalid');
  });

  test('tells two people of one name apart, and goes on behind a name that sorts oddly', async () => {
    const there = { channelId: desk.channel.id, teamId: desk.team.id, state: 'on_hold', tags: ['twins'] };
    const people = [];
    for (const name of ['Ann', "O'Neil % \\", 'Ann', '陈晓雯', 'Ärne']) people.push(await as.agent(app, { name, teamIds: [desk.team.id] }));
    for (const person of [...people, ...people]) await aTicket(app.db, { ...there, assigneeId: person.account.id });
    const walked: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: z.infer<typeof TicketPage> = (await agent.get(`/tickets?view=all&tags=twins&group=assignee&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)).as(TicketPage);
      walked.push(...page.items.map(({ assignee }) => assignee?.id ?? ''));
      cursor = page.nextCursor;
    }
    expect(walked).toHaveLength(10);
    expect(walked.filter((id, index) => id === walked[index - 1])).toHaveLength(5);
    await app.db.ticket.deleteMany({ where: { tags: { has: 'twins' } } });
  });

  test('can be narrowed to a way in, whose names are known to those who read tickets', async () => {
    const ways = await agent.get('/ways-in');
    expect(ways.body).toEqual({ items: expect.arrayContaining([{ id: desk.channel.id, kind: 'widget', name: desk.channel.name }]) });
    expect((await found(`channelId=${desk.channel.id}`)).sort()).toEqual(['asked', 'calm', 'held', 'late', 'vip']);
    const refused = [await as.stranger(app).get('/ways-in'), await (await as.agent(app, { permissions: ['account.read'] })).get('/ways-in')];
    expect(refused.map(({ code }) => code)).toEqual(['session/required', 'permission/missing']);
  });

  test.each(['group=colour', 'group=state,team', 'group=', 'states=', 'states=opened', 'states=open&states=new', 'priorities=asap', 'types=x', 'tags=', `tags=${'x'.repeat(41)}`, 'assignee=1', 'channelId=1', 'waiting=yes', 'unread=1', 'sort=id', 'sort=waiting;drop', 'tags=a%00b'])(
    'refuses ?%s',
    async (query) => expect((await agent.get(`/tickets?view=all&${query}`)).code).toBe('request/invalid'),
  );
});
