import { TicketDetail, TicketPage } from '#contracts/tickets.js';
import { Conversation } from '#contracts/widget.js';
import { as } from '../support/as.js';
import { startAppOn, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { aDesk, chatOf, done, linesOf, speak } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';
import { until } from '../support/until.js';

describe('a chat, with worker and scheduler at work', () => {
  let database: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    database = await cloneDatabase();
    app = await startAppOn(database, {}, 'web,sockets,worker,scheduler');
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  test('goes from the first word over queue, offer, answer and end to the next talk, by itself', async () => {
    const desk = await aDesk(app);
    const agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes' });
    const console = await agent.socket();
    const desktop = new Recorder(console);
    const visitor = await as.visitor(app, { channelId: desk.channel.id, name: 'Wei' });
    const page = await visitor.socket();
    const widget = new Recorder(page);

    const { conversationId } = await speak(page, undefined, 'My kettle leaks');
    await done(page, 'conversation:open', { conversationId });
    const offer = await desktop.until('changed', (pointer) => pointer.kind === 'chat');
    const [row] = (await agent.get('/tickets?view=mine')).as(TicketPage).items;
    expect(row).toMatchObject({ id: conversationId, chat: { id: offer.id, offeredToMe: true }, customer: { name: 'Wei', online: true } });
    expect((await visitor.get(`/widget/conversations/${conversationId}`)).as(Conversation)).toMatchObject({ chat: 'queued', queue: { position: 1 } });

    (await agent.post(`/chats/${offer.id}/acceptance`)).as(TicketDetail);
    await widget.until('message', ({ message }) => message.system?.code === 'chat.joined');
    expect((await visitor.get(`/widget/conversations/${conversationId}`)).as(Conversation)).toMatchObject({ chat: 'active', agent: { name: 'Agnes' } });

    await speak(console, conversationId, 'Which batch does it say?');
    await widget.until('message', ({ message }) => message.text === 'Which batch does it say?' && message.author.name === 'Agnes');
    await speak(page, conversationId, 'B09');
    await desktop.until('message', ({ message }) => message.text === 'B09');

    const end = (await agent.post(`/chats/${offer.id}/ending`, { contactReason: 'defect', result: 'solved', closeTicket: true, seenSeq: 5 })).as(TicketDetail);
    expect(end).toMatchObject({ ticket: { state: 'closed' }, chat: { state: 'ended' } });
    await widget.until('message', ({ message }) => message.system?.code === 'chat.ended');
    expect(await linesOf(app, conversationId)).toEqual(['chat.queued', 'chat.joined', 'chat.ended', 'ticket.closed']);

    const next = await speak(page, conversationId, 'The new one leaks as well');
    expect(next.conversationId).not.toBe(conversationId);
    const again = await desktop.until('changed', (pointer) => pointer.kind === 'chat' && pointer.id !== offer.id);
    expect(await chatOf(app, next.conversationId)).toMatchObject({ id: again.id, state: 'offered', offeredToId: agent.account.id });
    console.disconnect();
    page.disconnect();
  });

  test('that nobody takes goes round by the scheduler', async () => {
    const desk = await aDesk(app);
    const agents = [await as.agent(app, { teamIds: [desk.team.id] }), await as.agent(app, { teamIds: [desk.team.id] })];
    const sockets = await Promise.all(agents.map((agent) => agent.socket()));
    const page = await (await as.visitor(app, { channelId: desk.channel.id })).socket();
    const { conversationId } = await speak(page, undefined);
    const offered = (notTo: string | null) => () => app.db.chat.findFirst({ where: { ticketId: conversationId, state: 'offered', ...(notTo ? { offeredToId: { not: notTo } } : {}) } });
    const first = await until('a first offer', offered(null));
    // As if its time were over: the sweep looks at the row, not at a timer.
    await app.db.chat.update({ where: { id: first.id }, data: { offerExpiresAt: new Date(Date.now() - 1) } });
    const second = await until('an offer to the other', offered(first.offeredToId));
    expect(agents.map((agent) => agent.account.id)).toContain(second.offeredToId);
    for (const socket of [...sockets, page]) socket.disconnect();
  });

  test('of many messages lets them ride on few events, and forgets none', async () => {
    const desk = await aDesk(app);
    const page = await (await as.visitor(app, { channelId: desk.channel.id })).socket();
    const { conversationId } = await speak(page, undefined);
    for (let n = 0; n < 40; n += 1) await speak(page, conversationId, `Word ${n}`);
    await until('the relay to be quiet', async () => (await app.db.event.count({ where: { relayedAt: null } })) === 0);
    const events = await app.db.event.findMany({ where: { subject: conversationId, name: 'message.posted' } });
    expect(events.length).toBeLessThan(41);
    // Nothing waits to be told, so whatever comes next is told anew.
    expect(await app.db.timeline.findUniqueOrThrow({ where: { ticketId: conversationId } })).toMatchObject({ announced: false });
    await speak(page, conversationId, 'The last word');
    await until('one event more', async () => (await app.db.event.count({ where: { subject: conversationId, name: 'message.posted' } })) > events.length);
    page.disconnect();
  });
});
