import { OverdueReactions } from '../../server/src/platform/events/overdue.js';
import { Relay } from '../../server/src/platform/events/relay.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, speak } from '../support/desk.js';

describe('a reaction that the queue lost', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test('is found by its missing receipt and runs once', async () => {
    const { channel } = await aDesk(app);
    const socket = await (await as.visitor(app, { channelId: channel.id })).socket();
    const { conversationId: ticketId } = await speak(socket, undefined);
    // Carried to a queue that forgot it: relayed, and no receipt.
    await app.db.event.updateMany({ where: { relayedAt: null }, data: { relayedAt: app.clock.now() } });
    const overdue = app.nest.get(OverdueReactions);

    await overdue.runAgain();
    expect(await app.db.chat.count({ where: { ticketId } })).toBe(0);

    app.clock.advance({ seconds: 61 });
    await Promise.all([overdue.runAgain(), overdue.runAgain()]);
    expect(await app.db.chat.count({ where: { ticketId } })).toBe(1);
    await overdue.runAgain();
    expect(await app.db.chat.count({ where: { ticketId } })).toBe(1);
    socket.disconnect();
  });

  test('is not waited for: a statement that fails before the reactions of one event holds up no other, and comes again', async () => {
    const relay = app.nest.get(Relay);
    let broken = true;
    relay.onLease('message.posted', () => (broken ? Promise.reject(new Error('broken')) : Promise.resolve()));
    const { channel } = await aDesk(app);
    const socket = await (await as.visitor(app, { channelId: channel.id })).socket();
    const { conversationId: ticketId } = await speak(socket, undefined);
    const leased = async () => (await relay.lease()).filter(({ subject }) => subject === ticketId).map(({ name }) => name);
    expect(await leased()).toEqual(['ticket.opened']);
    broken = false;
    expect(await leased()).toEqual([]);
    app.clock.advance({ seconds: 3 });
    expect(await leased()).toEqual(['message.posted']);
    socket.disconnect();
  });
});
