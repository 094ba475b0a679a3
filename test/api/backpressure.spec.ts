import { io, type Socket } from 'socket.io-client';
import { TokenVisitorAuthenticator } from '../../server/src/customers/visitor-authenticator.js';
import { Sockets } from '../../server/src/platform/sockets/sockets.js';
import { rooms } from '../../server/src/platform/sockets/rooms.js';
import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';
import { aDesk, aTalk, done, speak } from '../support/desk.js';
import { shout } from '../support/sockets.js';
import { until } from '../support/until.js';

/** Something to wait for. */
function gate(): { open(): void; opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

describe('connections that are of no use', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ VISITOR_EVENTS_PER_SECOND: '5000' });
  });
  afterAll(() => app.close());

  const wire = (socket: Socket) => {
    const { transport } = socket.io.engine;
    return Reflect.get(Reflect.get(transport, 'ws'), '_socket') as { pause(): void; resume(): void };
  };
  const connections = () => [...app.nest.get(Sockets).all()].length;

  test('are ended when their side takes nothing of what it is sent; the others go on', async () => {
    const desk = await aDesk(app);
    const talk = await aTalk(app, desk);
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const [slow, quick] = [await agent.socket(), await agent.socket()];
    for (const socket of [slow, quick]) await done(socket, 'conversation:open', { conversationId: talk.ticketId });
    const before = connections();
    wire(slow).pause();
    const payload = { conversationId: talk.ticketId, by: { kind: 'customer' as const, id: null, name: 'x'.repeat(30_000) }, on: true };
    await until('the slow one to be dropped', async () => {
      app.nest.get(Sockets).push('/agent', rooms.conversation(talk.ticketId), 'typing', payload);
      await done(quick, 'conversation:open', { conversationId: talk.ticketId });
      return connections() === before - 1;
    }, 100_000);
    expect(quick.connected).toBe(true);
    wire(slow).resume();
    for (const socket of [slow, quick, talk.socket]) socket.disconnect();
  });

  test('are ended when they ask on and on and take no answer', async () => {
    const talk = await aTalk(app, await aDesk(app), 'x'.repeat(8_000));
    const before = connections();
    wire(talk.socket).pause();
    await until('the asking one to be dropped', () => {
      for (let n = 0; n < 20; n += 1) shout(talk.socket, 'conversation:sync', { conversationId: talk.ticketId, afterSeq: 0, limit: 200 }).catch(() => undefined);
      return connections() === before - 1;
    }, 100_000);
    wire(talk.socket).resume();
    talk.socket.disconnect();
  });

  test('leave nothing behind when they go before they are let in', async () => {
    const [leaving, staying] = [await as.visitor(app), await as.visitor(app)];
    const doorkeeper = app.nest.get(TokenVisitorAuthenticator);
    const byToken = doorkeeper.byToken.bind(doorkeeper);
    const asked = gate();
    const gone = gate();
    const handshake = jest.spyOn(doorkeeper, 'byToken').mockImplementationOnce(async (token) => {
      asked.open();
      await gone.opened;
      return byToken(token);
    });
    const before = connections();
    const socket = io(`${app.url}/visitor`, { transports: ['websocket'], reconnection: false, forceNew: true, auth: { visitorToken: leaving.token } });
    await asked.opened;
    const closed = new Promise((resolve) => socket.io.engine.once('close', resolve));
    socket.disconnect();
    await closed;
    const other = await staying.socket();
    gone.open();
    await done(other, 'typing', { conversationId: (await speak(other, undefined)).conversationId, on: true });
    expect(connections()).toBe(before + 1);
    handshake.mockRestore();
    other.disconnect();
  });
});
