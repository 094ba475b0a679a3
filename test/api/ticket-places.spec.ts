import { TicketCounts, TicketPage } from '#contracts/tickets.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { TicketPlaces } from '../../server/src/tickets/ticket-places.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aMessage, aTalk, type Desk } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('the order of the queue', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => void (app = await startApp()));
  beforeEach(async () => {
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(() => app.close());

  const rowsOf = async (client: StaffClient, query = 'view=team') => (await client.get(`/tickets?${query}`)).as(TicketPage).items.map(({ id }) => id);
  const countsOf = async (client: StaffClient) => (await client.get('/tickets/counts')).as(TicketCounts);
  const quiet = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  /** Places that do not say what ticket, chat and timeline say. */
  const stale = () => app.db.$queryRaw`
    SELECT k."number", pl."shelf" FROM "Ticket" k LEFT JOIN "Timeline" t ON t."ticketId" = k."id" LEFT JOIN "TicketPlace" pl ON pl."ticketId" = k."id"
    WHERE pl."ticketId" IS NULL OR (pl."teamId", pl."assigneeId", pl."waitingSince", pl."movedAt") IS DISTINCT FROM (k."teamId", k."assigneeId", t."waitingSince", coalesce(t."lastMessageAt", k."createdAt"))
      OR (pl."shelf" = 'done') <> (k."state" IN ('solved', 'closed'))
      OR (pl."shelf" = 'snoozed') <> (k."state" NOT IN ('solved', 'closed') AND k."snoozedUntil" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Chat" c WHERE c."ticketId" = k."id" AND c."state" <> 'ended'))`;

  test('follows a word and its answer at once', async () => {
    const still = await quiet();
    const { ticketId, chat } = await aTalk(app, desk, 'Is it dishwasher-safe?');
    expect(await rowsOf(agent)).toEqual([ticketId, still.id]);
    expect((await countsOf(agent)).waiting).toMatchObject({ team: 1 });
    await agent.post(`/chats/${chat.id}/acceptance`);
    await agent.post(`/tickets/${ticketId}/messages`, aMessage());
    expect((await countsOf(agent)).waiting).toMatchObject({ team: 0 });
    await agent.post(`/tickets/${still.id}/messages`, aMessage());
    expect(await rowsOf(agent)).toEqual([still.id, ticketId]);
    await app.nest.get(TicketPlaces).keep();
    expect(await stale()).toEqual([]);
  });

  test('loses nothing of what a killed process had noted', async () => {
    const first = await quiet({ timeline: { waitingSince: new Date('2026-01-02T10:00:00Z') } });
    const second = await quiet();
    // As the database has it after a commit that nobody was told of.
    await app.db.timeline.update({ where: { ticketId: second.id }, data: { waitingSince: new Date('2026-01-02T09:00:00Z') } });
    expect(await rowsOf(agent)).toEqual([first.id, second.id]);
    await settle(app, { sweeps: true });
    expect(await rowsOf(agent)).toEqual([second.id, first.id]);
    expect(await stale()).toEqual([]);
  });

  test('shows and hides in the commit that gives a ticket away, ends it, or lets it sleep', async () => {
    const ticket = await quiet();
    const elsewhere = await aDesk(app);
    const stranger = await as.agent(app, { teamIds: [elsewhere.team.id] });
    const lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id, elsewhere.team.id] });
    expect((await lead.put(`/tickets/${ticket.id}/assignment`, { accountId: null, teamId: elsewhere.team.id })).status).toBe(200);
    expect([await rowsOf(agent), await rowsOf(stranger)]).toEqual([[], [ticket.id]]);
    await stranger.post(`/tickets/${ticket.id}/closure`);
    expect([await rowsOf(stranger), await rowsOf(stranger, 'view=team&state=closed')]).toEqual([[], [ticket.id]]);
    const asleep = await quiet({ snoozedUntil: new Date('2099-01-01T00:00:00Z') });
    expect(await rowsOf(agent)).toEqual([]);
    await app.db.ticket.update({ where: { id: asleep.id }, data: { snoozedUntil: null } });
    expect(await rowsOf(agent)).toEqual([asleep.id]);
    expect(await stale()).toEqual([]);
  });

  test('waits for nobody who holds a place, and comes back to it', async () => {
    const held = await quiet();
    const free = await quiet();
    await app.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "TicketPlace" WHERE "ticketId" = ${held.id}::uuid FOR UPDATE`;
      for (const { id } of [held, free]) await agent.post(`/tickets/${id}/messages`, aMessage());
      await rowsOf(agent);
      expect(await stale()).toHaveLength(1);
    });
    await app.nest.get(TicketPlaces).keep();
    expect(await stale()).toEqual([]);
  });

  test('goes with the ticket', async () => {
    const { id } = await quiet();
    await app.db.ticket.delete({ where: { id } });
    app.nest.get(TicketPlaces).note(id);
    await app.nest.get(TicketPlaces).keep();
    expect(await rowsOf(agent)).toEqual([]);
  });

  test('counts own tickets exactly and all of a large desk together', async () => {
    const manager = await as.agent(app, { role: 'manager' });
    const before = (await countsOf(manager)).views.all;
    const visitor = await app.db.visitor.findFirstOrThrow();
    await app.db.$executeRaw`INSERT INTO "Ticket" ("id", "channelId", "teamId", "visitorId", "state") SELECT gen_random_uuid(), ${desk.channel.id}::uuid, ${desk.team.id}::uuid, ${visitor.id}::uuid, 'open' FROM generate_series(1, 2500)`;
    expect((await countsOf(manager)).views.all).toBe(before + 2_500);
    expect((await countsOf(agent)).views).toMatchObject({ team: 2_500, unassigned: 2_500, mine: 0 });
    const own = await quiet({ assigneeId: agent.account.id });
    expect((await countsOf(agent)).views.mine).toBe(1);
    expect(await rowsOf(agent, 'view=mine')).toEqual([own.id]);
    await app.db.ticket.deleteMany({ where: { teamId: desk.team.id } });
  });
});
