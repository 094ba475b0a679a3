import { WidgetSession } from '#contracts/widget.js';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { newId } from '../../server/src/platform/ids.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, speak } from '../support/desk.js';

describe('what the widget learns when it opens', () => {
  let app: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    desk = await aDesk(app);
  });
  afterAll(() => app.close());

  const opened = async (visitorToken?: string) =>
    (await as.stranger(app).post('/widget/session', { widgetKey: desk.channel.key, ...(visitorToken ? { visitorToken } : {}) })).as(WidgetSession);

  test('is honest about who is there: nobody, until somebody is connected and available', async () => {
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    expect((await opened()).availability).toEqual({ open: true, online: false, staffed: false, opensAt: null, closesAt: null, waiting: 0, etaSeconds: null, repliesInSeconds: null });
    const console = await agent.socket();
    await app.nest.get(SocketLeases).renew();
    expect((await opened()).availability.online).toBe(true);
    await agent.put('/account/availability', { availability: 'away' });
    expect((await opened()).availability.online).toBe(false);
    console.disconnect();
  });

  test('tells how long it takes only from what was seen lately', async () => {
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const console = await agent.socket();
    await app.nest.get(SocketLeases).renew();
    await aTalk(app, desk);
    const { ticketId } = await aTalk(app, desk);
    const accepted = (minutesAgo: number) => ({ id: newId(), ticketId, teamId: desk.team.id, state: 'ended', queuedAt: new Date(Date.now() - 3_600_000), acceptedAt: new Date(Date.now() - minutesAgo * 60_000) });
    await app.db.chat.createMany({ data: [0, 2, 4, 6].map(accepted) });
    expect((await opened()).availability).toMatchObject({ waiting: 2, etaSeconds: null });
    await app.db.chat.createMany({ data: [8].map(accepted) });
    // A place every two minutes, third in line.
    expect((await opened()).availability).toMatchObject({ online: true, waiting: 2, etaSeconds: 360 });
    console.disconnect();
  });

  test('lists the own conversations, newest first, and those of nobody else', async () => {
    const mine = await aTalk(app, desk, 'First');
    const stranger = await aTalk(app, desk, 'Not mine');
    const second = await speak(await mine.visitor.socket(), undefined, 'Second');
    const session = await opened(mine.visitor.token);
    expect(session.visitorToken).toBe(mine.visitor.token);
    expect(session.conversations.map((conversation) => conversation.id)).toEqual([second.conversationId, mine.ticketId]);
    expect(JSON.stringify(session)).not.toContain(stranger.ticketId);
    expect((await opened()).conversations).toEqual([]);
  });

  test('is shown the shop in the language asked for', async () => {
    const answer = await as.stranger(app).post('/widget/session', { widgetKey: desk.channel.key, locale: 'zh-TW' });
    expect(answer.as(WidgetSession).settings.greeting).toBe('您好，需要什麼協助嗎？');
  });

  test.each(['', 'x', `wk_${'a'.repeat(32)}`, '\u0000', "' OR 1=1 --"])('is nothing for the key %j', async (widgetKey) => {
    const answer = await as.stranger(app).post('/widget/session', { widgetKey });
    expect(['widget/unknown_key', 'request/invalid']).toContain(answer.code);
  });
});
