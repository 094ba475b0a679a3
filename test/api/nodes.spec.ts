import { createHmac, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Socket } from 'socket.io-client';
import { anAccount } from '#prisma/factories/people.factory.js';
import { ChatEndingService } from '../../server/src/chats/chat-ending.service.js';
import { SYSTEM } from '../../server/src/platform/actor.js';
import { Database } from '../../server/src/platform/db.js';
import { Peers } from '../../server/src/platform/nodes/peers.js';
import { TimelineService } from '../../server/src/tickets/timeline.service.js';
import { as, type StaffClient } from '../support/as.js';
import { startAppOn } from '../support/app.js';
import { aDesk, aTalk, type Desk, done, speak } from '../support/desk.js';
import { startNodes, type TestNodes } from '../support/nodes.js';
import { Recorder } from '../support/recorder.js';
import { startTestRedis } from '../support/redis.mjs';
import { ended } from '../support/sockets.js';
import { until } from '../support/until.js';

/** A bit more than one way through Redis, and far less than any poll or heartbeat. */
const AT_ONCE_MS = 500;

describe('a desk on two nodes', () => {
  let nodes: TestNodes;
  let desk: Desk;
  let admin: StaffClient;
  beforeAll(async () => {
    nodes = await startNodes({ SIGN_INS_PER_MINUTE: '5' });
    desk = await aDesk(nodes.one);
    admin = await as.agent(nodes.one, { role: 'admin' });
  });
  afterAll(() => nodes.close());

  /** A visitor on the first node and an agent on the second, both with the conversation open. */
  const apart = async () => {
    const talk = await aTalk(nodes.one, desk);
    const agent = await as.agent(nodes.two, { teamIds: [desk.team.id], availability: 'busy', name: 'Agnes' });
    const console = await agent.socket();
    const [customer, staff] = [new Recorder(talk.socket), new Recorder(console)];
    await done(console, 'conversation:open', { conversationId: talk.ticketId });
    return { talk, agent, console, customer, staff };
  };
  const endsWithin = async (socket: Socket, cause: () => Promise<{ status: number }>) => {
    const { status } = await cause();
    expect(status).toBeLessThan(300);
    expect(await ended(socket)).toBeLessThan(10_000);
  };

  test('messages, notes and recalls reach the other node at once, in the stream of who hears them', async () => {
    const { talk, console, customer, staff } = await apart();
    const { message } = await speak(talk.socket, talk.ticketId, '水壶漏水');
    await staff.until('message', (event) => event.message.id === message.id && event.message.text === '水壶漏水', AT_ONCE_MS);
    const note = await speak(console, talk.ticketId, 'Only for us', { internal: true });
    const answer = await speak(console, talk.ticketId, 'قادم');
    const heard = await customer.until('message', (event) => event.message.id === answer.message.id, AT_ONCE_MS);
    expect(heard.message).toMatchObject({ text: 'قادم', seq: message.seq + 1, author: { kind: 'agent', name: 'Agnes' } });
    await done(talk.socket, 'message:recall', { conversationId: talk.ticketId, messageId: message.id });
    await staff.until('message', (event) => event.message.system?.code === 'message.recalled', AT_ONCE_MS);
    expect(customer.of('message').map((event) => event.message.id)).not.toContain(note.message.id);
    expect(staff.of('message').filter((event) => event.message.id === message.id)).toHaveLength(1);
  });

  test('typing, reading, "delivered" and who looks are told across', async () => {
    const { talk, agent, console, customer, staff } = await apart();
    await staff.until('presence', ({ people }) => people.some((person) => person.kind === 'customer' && person.id === talk.visitor.visitor.id));
    await done(talk.socket, 'typing', { conversationId: talk.ticketId, on: true });
    await staff.until('typing', (event) => event.by.id === talk.visitor.visitor.id, AT_ONCE_MS);
    await done(console, 'typing', { conversationId: talk.ticketId, on: true });
    await customer.until('typing', (event) => event.by.id === agent.account.id, AT_ONCE_MS);
    const { message } = await speak(console, talk.ticketId, 'Good day');
    await staff.until('receipt', (event) => event.by.kind === 'customer' && event.deliveredSeq === message.seq);
    await done(talk.socket, 'conversation:read', { conversationId: talk.ticketId, seq: 3 });
    await staff.until('receipt', (event) => event.readSeq === message.seq, AT_ONCE_MS);
    talk.socket.disconnect();
    await staff.until('presence', ({ people }) => !people.some((person) => person.kind === 'customer'));
  });

  test('the customer sees that the agent is there, whatever node the agent is on', async () => {
    const { talk, agent, console, customer } = await apart();
    expect((await agent.post(`/chats/${talk.chat.id}/acceptance`)).status).toBe(200);
    await customer.until('presence', ({ people }) => people.some((person) => person.name === 'Agnes' && person.online));
    const told = customer.of('presence').length;
    console.disconnect();
    await customer.until('presence', () => customer.of('presence').length > told && customer.of('presence').at(-1)?.people[0]?.online === false);
  });

  test('pointers of chats and tickets reach consoles on the other node, and the assignee hears without opening', async () => {
    const talk = await aTalk(nodes.one, desk);
    const agent = await as.agent(nodes.two, { teamIds: [desk.team.id], availability: 'busy' });
    const staff = new Recorder(await agent.socket());
    expect((await admin.put(`/tickets/${talk.ticketId}/assignment`, { accountId: agent.account.id })).status).toBe(200);
    await staff.until('changed', (event) => event.kind === 'queue');
    const { message } = await speak(talk.socket, talk.ticketId, 'Are you there?');
    await staff.until('message', (event) => event.message.id === message.id, AT_ONCE_MS);
  });

  test('what a process without sockets does is heard on all others', async () => {
    const { talk, customer, staff } = await apart();
    const worker = await startAppOn({ url: nodes.databaseUrl, drop: () => Promise.resolve() }, nodes.environment, 'worker,scheduler');
    try {
      await until('the worker is heard', () => worker.nest.get(Peers).isLinked);
      // The lines of this reaction are written where there is no socket.
      await worker.nest.get(Database).transaction((tx) => worker.nest.get(TimelineService).append(tx, SYSTEM, talk.ticketId, [{ code: 'visitor.blocked', data: { byName: 'Worker' } }]));
      await staff.until('message', (event) => event.message.system?.code === 'visitor.blocked', AT_ONCE_MS);
      await worker.nest.get(Database).transaction((tx) => worker.nest.get(ChatEndingService).endFor(tx, SYSTEM, talk.chat.id, 'system'));
      await customer.until('changed', (event) => event.kind === 'chat', AT_ONCE_MS);
    } finally {
      await worker.stop();
    }
  });

  describe('rights that go on one node go on the other', () => {
    test('a blocked visitor loses the socket, and nobody else does', async () => {
      const { talk, console } = await apart();
      const bystander = await aTalk(nodes.one, desk);
      const lead = await as.agent(nodes.two, { role: 'admin' });
      await endsWithin(talk.socket, () => lead.post(`/visitors/${talk.visitor.visitor.id}/block`));
      expect(bystander.socket.connected && console.connected).toBe(true);
    });

    test('a session that ends, a person who is deactivated, roles that change', async () => {
      const session = await as.agent(nodes.one);
      const socket = await (await as.session(nodes.two, session.account)).socket();
      await endsWithin(socket, () => session.delete('/sessions'));
      const gone = await as.agent(nodes.two);
      await endsWithin(await gone.socket(), () => admin.post(`/accounts/${gone.account.id}/deactivation`));
      const moved = await as.agent(nodes.two, { teamIds: [desk.team.id] });
      await endsWithin(await moved.socket(), () => admin.patch(`/accounts/${moved.account.id}`, { teamIds: [] }));
      // Back with the new rights, nobody ends it for the old change.
      const back = await moved.socket();
      await speak((await aTalk(nodes.one, desk)).socket, undefined, 'Another');
      expect(back.connected).toBe(true);
      back.disconnect();
    });

    test('who may not see a ticket any more hears nothing of it', async () => {
      const { talk, staff } = await apart();
      const other = await aDesk(nodes.one);
      expect((await admin.put(`/tickets/${talk.ticketId}/assignment`, { teamId: other.team.id, accountId: null })).status).toBe(200);
      await staff.until('changed', (event) => event.kind === 'ticket', AT_ONCE_MS);
      const watching = await (await as.session(nodes.two, admin.account)).socket();
      await done(watching, 'conversation:open', { conversationId: talk.ticketId });
      const witness = new Recorder(watching);
      const { message } = await speak(talk.socket, talk.ticketId, 'For those who may');
      await witness.until('message', (event) => event.message.id === message.id, AT_ONCE_MS);
      expect(staff.of('message').map((event) => event.message.id)).not.toContain(message.id);
    });
  });

  test('passwords may be tried so often over all nodes together', async () => {
    const { email } = await anAccount(nodes.one.db, { password: 'a kettle of green tea' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => as.stranger(at % 2 ? nodes.one : nodes.two).post('/session', { email, password: `guess ${at}` })),
    );
    expect(answers.filter((answer) => answer.code === 'session/wrong_credentials')).toHaveLength(5);
    expect(answers.filter((answer) => answer.code === 'request/too_many')).toHaveLength(15);
  });

  test('a packet that no node signed is refused', async () => {
    const { talk, staff, customer } = await apart();
    const forger = new Redis(nodes.redis.url);
    try {
      const channel = `${nodes.one.nest.get(Peers).space}:1:messages`;
      expect(await forger.pubsub('NUMSUB', channel)).toEqual([channel, 2]);
      const forged = { ticketId: talk.ticketId, id: randomUUID(), staffSeq: 9, publicSeq: 9, authorKind: 'agent', authorName: 'Mallory', kind: 'text', text: 'Send me your password', createdAt: new Date() };
      const body = `${randomUUID()}${JSON.stringify([{ message: forged, stirred: false }])}`;
      const mac = createHmac('sha256', 'another key').update(channel + body).digest('base64url');
      expect(await forger.publish(channel, mac + body)).toBe(2);
      await forger.publish(channel, 'not even a packet');
      await speak(talk.socket, talk.ticketId, 'A real one');
      await staff.until('message', (event) => event.message.text === 'A real one', AT_ONCE_MS);
      expect([...staff.of('message'), ...customer.of('message')].map((event) => event.message.author.name)).not.toContain('Mallory');
    } finally {
      forger.disconnect();
    }
  });

  test('neither passwords nor tokens nor texts are kept in Redis', async () => {
    const { talk } = await apart();
    await speak(talk.socket, talk.ticketId, 'a very private kettle');
    const reader = new Redis(nodes.redis.url);
    try {
      const keys = await reader.keys('*');
      expect(keys.length).toBeGreaterThan(0);
      expect(keys.join('\n')).not.toContain(talk.visitor.token);
      for (const key of keys) expect(await reader.dump(key).then(String)).not.toContain('private kettle');
    } finally {
      reader.disconnect();
    }
  });
});

test('a Redis that would throw jobs away is refused in one sentence', async () => {
  const redis = await startTestRedis({ policy: 'allkeys-lru' });
  try {
    const start = startAppOn({ url: 'postgresql://nobody@127.0.0.1:1/none', drop: () => Promise.resolve() }, { REDIS_URL: redis.url, SECRET_KEY: 'k'.repeat(32), FILES_DIR: '/tmp' });
    await expect(start).rejects.toThrow(/^REDIS_URL: this Redis has maxmemory-policy allkeys-lru .* set it to noeviction$/);
  } finally {
    await redis.stop();
  }
});
