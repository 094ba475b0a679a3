import type { Situation } from '#contracts/channels.js';
import { aCalendar } from '#prisma/factories/calendar.factory.js';
import { WIDGET_SETTINGS } from '#prisma/factories/channel.factory.js';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { AutomaticLinesJobs } from '../../server/src/chats/automatic-lines.jobs.js';
import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';
import { aDesk, aMessage, chatOf, type Desk, done, speak, timelineOf } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('what the desk says by itself', () => {
  let app: TestApp;
  let desk: Desk;
  beforeEach(async () => {
    app = await startApp();
    desk = await aDesk(app);
  });
  afterEach(() => app.close());

  const says = (...situations: Situation[]) => saysOwn(Object.fromEntries(situations.map((situation) => [situation, { on: true, text: {} }])));
  const saysOwn = (automatic: Record<string, { on: boolean; text: Record<string, string> }>) =>
    app.db.channel.update({ where: { id: desk.channel.id }, data: { settings: { ...WIDGET_SETTINGS, automatic } } });
  const closed = async () => {
    const tomorrow = new Date(app.clock.now().getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
    const calendar = await aCalendar(app.db, { zone: 'Asia/Shanghai', days: { [tomorrow]: [{ from: '09:00', to: '18:00' }] } });
    await app.db.team.update({ where: { id: desk.team.id }, data: { calendarId: calendar.id } });
  };
  const attended = async () => {
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    await agent.socket();
    await app.nest.get(SocketLeases).renew();
    return agent;
  };
  const asks = async (fields: { locale?: string; zone?: string | null } = {}) => {
    const visitor = await as.visitor(app, { channelId: desk.channel.id, ...fields });
    const socket = await visitor.socket();
    const { conversationId } = await speak(socket, undefined);
    await settle(app);
    return { ticketId: conversationId, socket, visitor };
  };
  const bot = async (ticketId: string) => (await timelineOf(app, ticketId)).filter((message) => message.authorKind === 'bot').map((message) => message.text);

  test('is nothing, unless the shop wants it', async () => {
    const { ticketId } = await asks();
    expect(await bot(ticketId)).toEqual([]);
  });

  test('at night is when the desk opens, in the language and zone of the visitor', async () => {
    await says('closed');
    await closed();
    const taipei = await asks({ locale: 'zh-TW', zone: 'Asia/Taipei' });
    expect(await bot(taipei.ticketId)).toEqual([expect.stringMatching(/^謝謝您的留言。.*09:00 恢復服務/)]);
    const berlin = await asks({ locale: 'en', zone: 'Europe/Berlin' });
    expect(await bot(berlin.ticketId)).toEqual([expect.stringMatching(/back \w+, \w+ \d+ at 0[23]:00\./)]);
    const nowhere = await asks({ locale: 'en', zone: null });
    expect(await bot(nowhere.ticketId)).toEqual([expect.stringContaining('09:00 GMT+8')]);
    expect((await timelineOf(app, taipei.ticketId)).find((message) => message.kind === 'system')?.system).toMatchObject({ code: 'promise.made', data: { kind: 'answer' } });
  });

  test('names no time where no opening is known, whatever the shop wrote', async () => {
    await saysOwn({ unknown: { on: true, text: { en: 'Back {{opens}}!' } } });
    const never = await aCalendar(app.db);
    await app.db.team.update({ where: { id: desk.team.id }, data: { calendarId: never.id } });
    const [line] = await bot((await asks({ locale: 'en' })).ticketId);
    expect(line).toContain('e-mail');
    expect(line).not.toMatch(/\d|\{/);
  });

  test('is that nobody is there, or that somebody comes', async () => {
    await says('nobody', 'received');
    expect(await bot((await asks()).ticketId)).toEqual([expect.stringContaining('Nobody is at the desk')]);
    await attended();
    expect(await bot((await asks()).ticketId)).toEqual([expect.stringContaining('shortly')]);
  });

  test('is the place in a long line', async () => {
    await saysOwn({ busy: { on: true, text: { 'zh-CN': '第 {{position}} 位 {{ shop }}' } } });
    const agent = await attended();
    await app.db.account.update({ where: { id: agent.account.id }, data: { capacity: 1 } });
    for (let place = 0; place < 4; place += 1) await asks();
    // One is offered and fills the only place; the fourth who waits is the first told that the line is long.
    const { ticketId } = await asks({ locale: 'zh-CN' });
    const store = await app.db.store.findUniqueOrThrow({ where: { id: desk.channel.storeId } });
    expect(await bot(ticketId)).toEqual([`第 5 位 ${store.name}`]);
  });

  test('is who took the chat, once, however often it is taken', async () => {
    await says('accepted');
    const agent = await attended();
    const { ticketId } = await asks();
    const chat = await chatOf(app, ticketId);
    await agent.post(`/chats/${chat.id}/acceptance`);
    await settle(app);
    expect(await bot(ticketId)).toEqual([expect.stringContaining(agent.account.name)]);
    await app.db.chat.update({ where: { id: chat.id }, data: { state: 'queued', agentId: null } });
    await agent.post(`/chats/${chat.id}/acceptance`);
    await settle(app);
    expect(await bot(ticketId)).toHaveLength(1);
  });

  test('answers nobody: the customer goes on waiting, and the list shows his words', async () => {
    await says('nobody');
    const { ticketId } = await asks();
    const timeline = await app.db.timeline.findUniqueOrThrow({ where: { ticketId } });
    expect(timeline).toMatchObject({ firstStaffAt: null, lastStaffAt: null, preview: 'The kettle leaks', previewBy: 'customer', customerUnread: 1 });
    expect(timeline.waitingSince).not.toBeNull();
  });

  test('is said once per chat, however often the customer writes, and again in the next chat', async () => {
    await says('nobody');
    const { ticketId, socket, visitor } = await asks();
    for (let again = 0; again < 3; again += 1) await done(socket, 'message:send', aMessage({ conversationId: ticketId, text: `Hello? ${again}` }));
    await settle(app);
    for (let again = 0; again < 3; again += 1) await app.nest.get(AutomaticLinesJobs).tellWhoStillWaits();
    expect(await bot(ticketId)).toHaveLength(1);
    await visitor.post(`/widget/conversations/${ticketId}/ending`);
    await done(socket, 'message:send', aMessage({ conversationId: ticketId, text: 'Once more' }));
    await settle(app);
    expect(await bot(ticketId)).toHaveLength(2);
  });

  test('reaches who has been waiting when the desk closes', async () => {
    await says('received', 'closed');
    await attended();
    const { ticketId } = await asks();
    await closed();
    const jobs = app.nest.get(AutomaticLinesJobs);
    await jobs.tellWhoStillWaits();
    expect(await bot(ticketId)).toHaveLength(1);
    app.clock.advance({ minutes: 1 });
    await Promise.all([jobs.tellWhoStillWaits(), jobs.tellWhoStillWaits()]);
    expect(await bot(ticketId)).toEqual([expect.stringContaining('shortly'), expect.stringContaining('closed right now')]);
  });
});
