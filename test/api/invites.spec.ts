import { InviteState, type VisitBeat, VisitTrail } from '#contracts/visits.js';
import { aCalendar } from '#prisma/factories/calendar.factory.js';
import { startApp, type TestApp } from '../support/app.js';
import { SYSTEM } from '../../server/src/platform/actor.js';
import { Database, type Tx } from '../../server/src/platform/db.js';
import { InvitesService } from '../../server/src/visits/invites.service.js';
import { as } from '../support/as.js';
import { chatOf, linesOf, speak } from '../support/desk.js';
import { settle } from '../support/settle.js';
import { until } from '../support/until.js';
import { aVisitedDesk, type VisitedDesk } from '../support/visits.js';

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('invites', () => {
  let app: TestApp;
  let desk: VisitedDesk;
  beforeEach(async () => {
    app = await startApp();
    desk = await aVisitedDesk(app);
  });
  afterEach(() => app.close());

  const invited = async (visit: string) => {
    await desk.agent.socket();
    (await desk.invite(desk.agent, (await desk.first()).id)).as(VisitTrail);
    const { invite: shown } = await desk.beat({ visit });
    if (!shown) throw new Error('no invite came');
    await desk.beat({ visit, invite: { id: shown.id, did: 'shown' } });
    return shown.id;
  };
  const stateOf = async (id: string) => (await app.db.invite.findUniqueOrThrow({ where: { id } })).state;

  test('reach the page with its next word, and the chat that follows is offered to the inviter first', async () => {
    const other = await as.agent(app, { teamIds: [desk.team.id], name: 'Bo' });
    await other.socket();
    const { visit } = await desk.beat();
    const id = await invited(visit);
    expect(await desk.first()).toMatchObject({ invite: { state: 'shown', by: { name: 'Agnes' }, text: 'Can I help?' }, hold: 'already_invited', can: { invite: false } });
    expect((await desk.beat({ visit, invite: { id, did: 'opened' } })).invite).toBeNull();
    const visitor = await as.visitor(app, { channelId: desk.channel.id });
    await desk.beat({ visit, visitorToken: visitor.token });
    const { conversationId } = await speak(await visitor.socket(), undefined);
    await settle(app, { sweeps: true });
    expect(await chatOf(app, conversationId)).toMatchObject({ state: 'offered', offeredToId: desk.agent.account.id });
    expect(await linesOf(app, conversationId)).toEqual(['chat.queued', 'visit.invited']);
    expect(await app.db.invite.findUnique({ where: { id } })).toMatchObject({ state: 'accepted', ticketId: conversationId });
    expect(await desk.first()).toMatchObject({ chat: { ticketId: conversationId, state: 'offered' }, hold: 'chatting', invite: { state: 'accepted', ticketId: conversationId } });
    expect((await desk.invite(other, (await desk.first()).id)).code).toBe('visit/chatting');
    const events = await app.db.event.findMany({ where: { subject: id }, orderBy: { id: 'asc' }, select: { name: true } });
    expect(events.map(({ name }) => name)).toEqual(['invite.made', 'invite.accepted']);
  });

  test('of two at once one is made, and the other is told by whom', async () => {
    const other = await as.agent(app, { teamIds: [desk.team.id], name: 'Bo' });
    await Promise.all([desk.agent.socket(), other.socket()]);
    await desk.beat();
    const { id } = await desk.first();
    const answers = await Promise.all([desk.invite(desk.agent, id), desk.invite(other, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = await app.db.invite.findFirstOrThrow({ include: { account: true } });
    const refusal = answers.find(({ status }) => status === 409);
    expect(refusal?.body).toMatchObject({ code: 'visit/already_invited', data: { winner: { id: made.accountId, name: made.account.name } } });
    expect(await app.db.invite.count()).toBe(1);
  });

  test('that were declined are not repeated in that visit, and may be in the next', async () => {
    const { visit } = await desk.beat();
    const id = await invited(visit);
    expect((await desk.beat({ visit, invite: { id, did: 'declined' } })).invite).toBeNull();
    await desk.beat({ visit, invite: { id, did: 'opened' } });
    expect(await stateOf(id)).toBe('declined');
    expect((await desk.invite(desk.agent, (await desk.first()).id)).code).toBe('visit/declined');
    app.clock.advance({ minutes: 31 });
    await settle(app, { sweeps: true });
    await desk.beat({ visit });
    expect((await desk.invite(desk.agent, (await desk.first()).id)).status).toBe(201);
  });

  test('end by themselves: unseen after two minutes, unanswered after five, unwritten after fifteen', async () => {
    await desk.agent.socket();
    const { visit } = await desk.beat();
    const { id: visitId } = await desk.first();
    const stay = async (minutes: number, answer: Partial<VisitBeat> = {}) => {
      app.clock.advance({ minutes });
      await settle(app, { sweeps: true });
      return desk.beat({ visit, ...answer });
    };
    const ask = async () => {
      (await desk.invite(desk.agent, visitId)).as(VisitTrail);
      return (await app.db.invite.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
    };
    const unseen = await ask();
    await stay(3);
    expect(await stateOf(unseen)).toBe('expired');
    const unanswered = await ask();
    await desk.beat({ visit, invite: { id: unanswered, did: 'shown' } });
    await stay(4);
    expect(await stateOf(unanswered)).toBe('shown');
    await stay(2);
    expect(await stateOf(unanswered)).toBe('expired');
    const unwritten = await ask();
    await desk.beat({ visit, invite: { id: unwritten, did: 'opened' } });
    await stay(14);
    expect(await stateOf(unwritten)).toBe('shown');
    await stay(2);
    expect(await stateOf(unwritten)).toBe('expired');
    expect(InviteState.options).toContain('expired');
  });

  test('are for who is there, by who is there, within the hours', async () => {
    const { visit } = await desk.beat();
    const { id } = await desk.first();
    expect((await desk.first()).hold).toBe('agent_away');
    expect((await desk.invite(desk.agent, id)).code).toBe('visit/agent_away');
    await desk.agent.socket();
    await app.db.account.update({ where: { id: desk.agent.account.id }, data: { availability: 'offline' } });
    expect((await desk.invite(desk.agent, id)).code).toBe('visit/agent_away');
    await app.db.account.update({ where: { id: desk.agent.account.id }, data: { availability: 'online' } });
    const tomorrow = new Date(app.clock.now().getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
    const calendar = await aCalendar(app.db, { days: { [tomorrow]: [{ from: '09:00', to: '18:00' }] } });
    await app.db.team.update({ where: { id: desk.team.id }, data: { calendarId: calendar.id } });
    expect((await desk.invite(desk.agent, id)).code).toBe('visit/closed');
    await app.db.team.update({ where: { id: desk.team.id }, data: { calendarId: null } });
    app.clock.advance({ seconds: 90 });
    expect((await desk.invite(desk.agent, id)).code).toBe('visit/gone');
    await desk.beat({ visit });
    // The connected console has renewed its lease meanwhile.
    await settle(app, { sweeps: true });
    for (const text of ['', ' ', 'x'.repeat(201), 'two\nlines']) expect((await desk.invite(desk.agent, id, text)).code).toBe('request/invalid');
    expect((await desk.invite(desk.agent, id)).status).toBe(201);
    expect((await desk.invite(desk.agent, NOBODY)).code).toBe('resource/not_found');
  });

  /** Does `first` and keeps it uncommitted until somebody waits for what it holds. */
  const meanwhile = async (first: (tx: Tx, invites: InvitesService) => Promise<void>, second: () => Promise<unknown>) => {
    let waiting: Promise<unknown> = Promise.resolve();
    await app.nest.get(Database).transaction(async (tx) => {
      await first(tx, app.nest.get(InvitesService));
      waiting = second();
      await until('somebody who waits', async () => (await app.db.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`).length > 0);
    });
    await waiting;
  };

  test('that the clock ends while the page shows them stay ended, and make room for the next', async () => {
    await desk.agent.socket();
    const { visit } = await desk.beat();
    (await desk.invite(desk.agent, (await desk.first()).id)).as(VisitTrail);
    const { id } = await app.db.invite.findFirstOrThrow();
    app.clock.advance({ minutes: 3 });
    await meanwhile((tx, invites) => invites.expire(tx, SYSTEM, id), () => desk.beat({ visit, invite: { id, did: 'shown' } }));
    expect(await stateOf(id)).toBe('expired');
  });

  test('that are declined in one window while he writes in another hold up no chat', async () => {
    const visitor = await as.visitor(app, { channelId: desk.channel.id });
    const { visit } = await desk.beat({ visitorToken: visitor.token });
    const id = await invited(visit);
    const { visitId } = await app.db.invite.findUniqueOrThrow({ where: { id } });
    const { conversationId } = await speak(await visitor.socket(), undefined);
    await meanwhile((tx, invites) => invites.hear(tx, SYSTEM, visitId, { id, did: 'declined' }), () => settle(app));
    expect(await stateOf(id)).toBe('declined');
    // Somebody free may have been asked already.
    expect(['queued', 'offered']).toContain((await chatOf(app, conversationId)).state);
  });

  test('of one visit cannot be answered by another', async () => {
    const { visit } = await desk.beat();
    const id = await invited(visit);
    await desk.beat({ invite: { id, did: 'declined' } });
    expect(await stateOf(id)).toBe('shown');
  });
});
