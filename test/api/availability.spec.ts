import { TeamAvailability } from '#contracts/widget.js';
import { aCalendar, everyDay } from '#prisma/factories/calendar.factory.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Channel, Team } from '#prisma/generated/client.js';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type VisitorClient } from '../support/as.js';

const HOUR_MS = 3_600_000;

describe('what a visitor is told of a team', () => {
  let app: TestApp;
  let team: Team;
  let channel: Channel;
  let visitor: VisitorClient;
  beforeEach(async () => {
    app = await startApp();
    team = await aTeam(app.db);
    channel = await aChannel(app.db, { teamId: team.id });
    visitor = await as.visitor(app, { channelId: channel.id });
  });
  afterEach(() => app.close());

  const told = async () => (await visitor.get('/widget/availability')).as(TeamAvailability);
  const clock = (hoursAway: number) => new Date(app.clock.now().getTime() + hoursAway * HOUR_MS).toISOString().slice(11, 16);
  /** Open every day between two moments that lie so many hours from now. */
  const opens = async (from: number, to: number) => {
    const calendar = await aCalendar(app.db, { week: everyDay([{ from: clock(from), to: clock(to) }]) });
    await app.db.team.update({ where: { id: team.id }, data: { calendarId: calendar.id } });
  };
  const attended = async (person: Parameters<typeof as.agent>[1] = {}) => {
    const agent = await as.agent(app, { teamIds: [team.id], ...person });
    await agent.socket();
    await app.nest.get(SocketLeases).renew();
    return agent;
  };

  test('belongs to visitors alone', async () => {
    for (const client of [as.stranger(app), await as.agent(app)]) expect((await client.get('/widget/availability')).code).toBe('visitor/token_invalid');
  });

  test('outside its hours nobody answers, whoever is connected; at the opening minute somebody does', async () => {
    await opens(2, 4);
    await attended();
    const night = await told();
    expect(night).toMatchObject({ open: false, online: false, staffed: false, closesAt: null, etaSeconds: null });
    expect(night.opensAt).toContain(`T${clock(2)}:00.000Z`);
    app.clock.advance({ hours: 2 });
    await app.nest.get(SocketLeases).renew();
    expect(await told()).toMatchObject({ open: true, online: true, staffed: true, opensAt: null, closesAt: expect.stringContaining(`T${clock(2)}:00`) });
    app.clock.advance({ hours: 2 });
    await app.nest.get(SocketLeases).renew();
    expect(await told()).toMatchObject({ open: false, online: false });
  });

  test('without an opening in sight it promises none', async () => {
    const never = await aCalendar(app.db);
    await app.db.team.update({ where: { id: team.id }, data: { calendarId: never.id } });
    expect(await told()).toMatchObject({ open: false, online: false, opensAt: null });
  });

  test('without hours it is open, and without a team too', async () => {
    expect(await told()).toMatchObject({ open: true, online: false, opensAt: null, closesAt: null });
    await app.db.channel.update({ where: { id: channel.id }, data: { teamId: null } });
    await attended();
    expect(await told()).toMatchObject({ open: true, online: true });
  });

  test('who has no place left is there and yet not free', async () => {
    const agent = await attended({ capacity: 1 });
    expect(await told()).toMatchObject({ online: true, staffed: true });
    const ticket = await aTicket(app.db, { teamId: team.id });
    await app.db.chat.create({ data: { id: newId(), ticketId: ticket.id, teamId: team.id, state: 'accepted', agentId: agent.account.id, queuedAt: app.clock.now(), acceptedAt: app.clock.now() } });
    expect(await told()).toMatchObject({ online: false, staffed: true, open: true });
  });

  test.each([
    ['may not accept chats', { permissions: ['ticket.read'] as const }],
    ['is away', { availability: 'away' }],
    ['takes no chats', { capacity: 0 }],
    ['belongs to another team', { teamIds: [] }],
  ])('who %s does not count', async (_, person) => {
    await attended(person);
    expect(await told()).toMatchObject({ online: false, staffed: false });
  });

  describe('the usual time to an answer', () => {
    const asked = async (hoursAgo: number, answeredAfterMinutes: number | null, fields: { endedByKind?: string } = {}) => {
      const queuedAt = new Date(app.clock.now().getTime() - hoursAgo * HOUR_MS);
      const ticket = await aTicket(app.db, { teamId: team.id });
      const firstStaffAt = answeredAfterMinutes === null ? null : new Date(queuedAt.getTime() + answeredAfterMinutes * 60_000);
      await app.db.timeline.update({ where: { ticketId: ticket.id }, data: { firstStaffAt } });
      await app.db.chat.create({ data: { id: newId(), ticketId: ticket.id, teamId: team.id, state: 'ended', queuedAt, ...fields } });
    };

    test('is the median of the week, told from five on', async () => {
      for (const minutes of [1, 2, 3, 40]) await asked(5, minutes);
      // Before the week, and one who went before anybody could answer.
      await asked(24 * 8, 1);
      await asked(5, null, { endedByKind: 'customer' });
      expect((await told()).repliesInSeconds).toBeNull();
      await asked(6, 4);
      expect((await told()).repliesInSeconds).toBeNull();
      app.clock.advance({ minutes: 1 });
      expect((await told()).repliesInSeconds).toBe(180);
    });

    test('counts those who still wait with their waiting so far', async () => {
      for (const minutes of [1, 1]) await asked(5, minutes);
      for (const hoursAgo of [2, 3, 4]) await asked(hoursAgo, null);
      expect((await told()).repliesInSeconds).toBeGreaterThanOrEqual(2 * 3600);
    });

    test('counts open time only, and nobody who asked at night', async () => {
      await opens(-6, -4);
      // Asked half an hour before closing, answered half an hour after the next opening: an hour.
      for (let index = 0; index < 5; index += 1) await asked(28.5, 23 * 60);
      for (let index = 0; index < 5; index += 1) await asked(26, 1);
      expect(Math.abs(((await told()).repliesInSeconds ?? 0) - 3600)).toBeLessThan(120);
    });
  });
});
