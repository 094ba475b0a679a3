import { ChatQueueService } from '../../server/src/chats/chat-queue.service.js';
import { Reactions } from '../../server/src/platform/events/reactions.js';
import { Relay } from '../../server/src/platform/events/relay.js';
import { Queues } from '../../server/src/platform/jobs/queues.js';
import { as } from '../support/as.js';
import { startAppOn, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { aDesk, speak } from '../support/desk.js';
import { until } from '../support/until.js';

const ALL = 'web,sockets,worker,scheduler';

describe('what follows from an event', () => {
  let database: TestDatabase;
  const running: TestApp[] = [];
  beforeEach(async () => {
    database = await cloneDatabase();
  });
  afterEach(async () => {
    for (const app of running.splice(0)) await app.stop();
    await database.drop();
  });

  const start = async (roles: string): Promise<TestApp> => {
    const app = await startAppOn(database, {}, roles);
    running.push(app);
    return app;
  };
  const stop = async (app: TestApp) => {
    running.splice(running.indexOf(app), 1);
    await app.stop();
  };
  /** A first word on a process without worker: committed, and nobody has carried on yet what follows from it. */
  const firstWord = async (app: TestApp): Promise<string> => {
    const { channel } = await aDesk(app);
    const socket = await (await as.visitor(app, { channelId: channel.id })).socket();
    const { conversationId } = await speak(socket, undefined);
    socket.disconnect();
    return conversationId;
  };

  test('happens once, even when the process ends between the commit and the relay', async () => {
    const before = await start('web,sockets');
    const ticketId = await firstWord(before);
    expect(await before.db.event.count({ where: { relayedAt: null } })).toBeGreaterThan(0);
    expect(await before.db.chat.count()).toBe(0);
    await stop(before);
    const after = await start(ALL);
    await until('the chat', () => after.db.chat.findFirst({ where: { ticketId } }));
    await until('the relay to be quiet', async () => (await after.db.event.count({ where: { relayedAt: null } })) === 0);
    expect(await after.db.chat.count()).toBe(1);
  });

  test('happens once, even when the process ends between the lease of an event and its queue', async () => {
    const before = await start('web,sockets');
    const ticketId = await firstWord(before);
    // The clock runs on while the other process starts, however long that takes: the lease is of ten minutes later.
    before.clock.advance({ minutes: 10 });
    expect((await before.nest.get(Relay).lease()).length).toBeGreaterThan(0);
    await stop(before);
    const after = await start(ALL);
    // Held by the one that is gone, until the lease runs out.
    expect(await after.nest.get(Relay).drain()).toBe(0);
    after.clock.advance({ minutes: 10, seconds: 31 });
    await until('the chat', () => after.db.chat.findFirst({ where: { ticketId } }));
    expect(await after.db.chat.count()).toBe(1);
  });

  test('happens once, however often it is enqueued, run at once or relayed again', async () => {
    const app = await start(ALL);
    const ticketId = await firstWord(app);
    await until('the chat', () => app.db.chat.findFirst({ where: { ticketId } }));
    const event = await app.db.event.findFirstOrThrow({ where: { subject: ticketId, name: 'ticket.opened' } });
    const [reaction = ''] = app.nest.get(Reactions).of('ticket.opened');
    const job = { eventId: event.id, reaction };
    const acted = jest.spyOn(app.nest.get(ChatQueueService), 'begin');
    await app.nest.get(Queues).addReactions([job, job]);
    await Promise.all([1, 2, 3, 4, 5].map(() => app.nest.get(Reactions).run(reaction, event.id)));
    await app.db.event.update({ where: { id: event.id }, data: { relayedAt: null, leasedUntil: null } });
    await until('the event to be relayed again', async () => (await app.db.event.findUniqueOrThrow({ where: { id: event.id } })).relayedAt);
    expect(acted).not.toHaveBeenCalled();
    expect(await app.db.receipt.count({ where: { eventId: event.id, reaction } })).toBe(1);
    expect(await app.db.chat.count()).toBe(1);
    expect(await app.nest.get(Queues).failedCount()).toBe(0);
  });

  test('is one of two, when two processes relay the same events', async () => {
    const [one, two] = [await start(ALL), await start(ALL)];
    const tickets = [];
    for (let n = 0; n < 5; n += 1) tickets.push(await firstWord(n % 2 ? one : two));
    await until('every chat', async () => (await one.db.chat.count()) === tickets.length);
    await until('the relays to be quiet', async () => (await one.db.event.count({ where: { relayedAt: null } })) === 0);
    expect(await one.db.chat.groupBy({ by: ['ticketId'], _count: true }).then((rows) => rows.map((row) => row._count))).toEqual([1, 1, 1, 1, 1]);
    expect(await one.db.event.count({ where: { name: 'chat.queued' } })).toBe(5);
  });

  test('names its cause, and the audit trail holds no personal text', async () => {
    const app = await start(ALL);
    const { channel } = await aDesk(app);
    const visitor = await as.visitor(app, { channelId: channel.id, name: 'Anna Schmidt', email: 'anna@customer.example' });
    const socket = await visitor.socket();
    const { conversationId: ticketId } = await speak(socket, undefined, 'My secret worry');
    socket.disconnect();
    const chat = await until('the chat', () => app.db.chat.findFirst({ where: { ticketId } }));
    const opened = await app.db.event.findFirstOrThrow({ where: { subject: ticketId, name: 'ticket.opened' } });
    expect(await app.db.event.findFirstOrThrow({ where: { subject: chat.id, name: 'chat.queued' } })).toMatchObject({ causeId: opened.id, depth: 1, actorKind: 'system' });
    expect(opened).toMatchObject({ actorKind: 'customer', actorId: visitor.visitor.id, depth: 0 });
    expect(JSON.stringify(await app.db.event.findMany())).not.toMatch(/Anna|anna@|secret/);
  });
});
