import { as, type StaffClient } from '../support/as.js';
import { startApp } from '../support/app.js';
import { aDesk, type Desk, done, refused, speak } from '../support/desk.js';
import { startNodes, type TestNodes } from '../support/nodes.js';
import { Recorder } from '../support/recorder.js';
import { ended } from '../support/sockets.js';
import { until } from '../support/until.js';
import { Peers } from '../../server/src/platform/nodes/peers.js';
import { EventWatch } from '../../server/src/platform/events/watch.js';

const SOON_MS = 20_000;

describe('a desk on two nodes without Redis between them', () => {
  let nodes: TestNodes;
  let desk: Desk;
  let admin: StaffClient;
  beforeAll(async () => {
    nodes = await startNodes({}, 'web,sockets,worker');
    desk = await aDesk(nodes.one);
    admin = await as.agent(nodes.one, { role: 'admin' });
  });
  afterAll(() => nodes.close());
  afterEach(async () => {
    for (const { redisLink } of [nodes.one, nodes.two]) await redisLink.set({ mode: 'pass' });
    await nodes.linked();
  });

  const chatOf = (ticketId: string) => until('the chat waits', () => nodes.one.db.chat.findFirst({ where: { ticketId } }), SOON_MS);
  /** A visitor of the first node who waits; the workers run as in production. */
  const aTalk = async () => {
    const visitor = await as.visitor(nodes.one, { channelId: desk.channel.id });
    const socket = await visitor.socket();
    const { conversationId } = await speak(socket, undefined, 'Hello?');
    await done(socket, 'conversation:open', { conversationId });
    return { visitor, socket, ticketId: conversationId, chat: await chatOf(conversationId) };
  };
  const apart = async () => {
    const talk = await aTalk();
    const agent = await as.agent(nodes.two, { teamIds: [desk.team.id], availability: 'busy' });
    const console = await agent.socket();
    await done(console, 'conversation:open', { conversationId: talk.ticketId });
    return { talk, agent, console, customer: new Recorder(talk.socket), staff: new Recorder(console) };
  };
  const cutOff = async (mode: 'blackhole' | 'refuse') => {
    await nodes.two.redisLink.set({ mode });
    await until('node two knows', () => !nodes.two.nest.get(Peers).isLinked);
    await until('node one knows', () => nodes.one.nest.get(EventWatch).isStrained);
  };
  /** What a client does that hears of a head beyond its own. */
  const catchesUp = async ({ talk, console, staff }: Awaited<ReturnType<typeof apart>>, seq: number) => {
    await staff.until('heads', (heads) => heads.some(({ conversationId, head }) => conversationId === talk.ticketId && head >= seq), SOON_MS);
    return done(console, 'conversation:sync', { conversationId: talk.ticketId, afterSeq: seq - 1, limit: 10 });
  };

  test.each(['blackhole', 'refuse'] as const)('sends go on, and the other node learns of them within seconds (%s)', async (mode) => {
    const both = await apart();
    await cutOff(mode);
    const began = performance.now();
    const { message } = await speak(both.talk.socket, both.talk.ticketId, 'Are you there?');
    expect(performance.now() - began).toBeLessThan(3_000);
    const { messages } = await catchesUp(both, message.seq);
    expect(messages.map(({ text }) => text)).toContain('Are you there?');
    expect(both.staff.of('message').map((event) => event.message.text)).not.toContain('Are you there?');
    await nodes.two.redisLink.set({ mode: 'pass' });
    await nodes.linked();
    const later = await speak(both.talk.socket, both.talk.ticketId, 'And now?');
    await both.staff.until('message', (event) => event.message.id === later.message.id);
  });

  test('whoever loses a right loses the socket within 2 seconds all the same', async () => {
    const { talk, agent, console } = await apart();
    await cutOff('blackhole');
    expect((await admin.post(`/accounts/${agent.account.id}/deactivation`)).status).toBe(200);
    expect(await ended(console)).toBeLessThan(10_000);
    const other = await as.agent(nodes.two, { role: 'admin' });
    expect((await other.post(`/visitors/${talk.visitor.visitor.id}/block`)).status).toBe(200);
    expect(await ended(talk.socket)).toBeLessThan(10_000);
  });

  test('a lost hint costs no right either while all are linked', async () => {
    const { agent, console } = await apart();
    // As if the packet had been lost on the way: the second node hears nothing of this one.
    await nodes.one.db.$transaction([
      nodes.one.db.session.deleteMany({ where: { accountId: agent.account.id } }),
      nodes.one.db.event.create({
        data: { id: '01a204e1-0000-7000-8000-000000000001', name: 'session.closed', subject: agent.account.id, actorKind: 'system', payload: { accountId: agent.account.id, sessionIds: await sessionsOf(agent), reason: 'revoked' } },
      }),
    ]);
    expect(await ended(console)).toBeLessThan(10_000);
  });
  const sessionsOf = async ({ account }: StaffClient) => (await nodes.one.db.session.findMany({ where: { accountId: account.id } })).map(({ id }) => id);

  test('an offer still reaches the console on the other node', async () => {
    const talk = await aTalk();
    const agent = await as.agent(nodes.two, { teamIds: [desk.team.id], availability: 'busy' });
    const staff = new Recorder(await agent.socket());
    await cutOff('blackhole');
    expect((await admin.put(`/tickets/${talk.ticketId}/assignment`, { accountId: agent.account.id })).status).toBe(200);
    await staff.until('changed', (event) => event.kind === 'queue', SOON_MS);
    // The relay of a node that reaches no queue runs the reactions itself.
    await until('the chat went with the ticket', () => nodes.one.db.chat.findFirst({ where: { ticketId: talk.ticketId, state: 'queued' } }), SOON_MS);
  });

  test('Redis killed and back empty loses nothing: reactions run, and everything is live again', async () => {
    const both = await apart();
    await nodes.redis.kill();
    const visitor = await as.visitor(nodes.one, { channelId: desk.channel.id });
    const { conversationId } = await speak(await visitor.socket(), undefined, 'Hello?');
    await chatOf(conversationId);
    await nodes.redis.start();
    await nodes.linked();
    const { message } = await speak(both.talk.socket, both.talk.ticketId, 'Back?');
    await both.staff.until('message', (event) => event.message.id === message.id);
    const again = await as.visitor(nodes.two, { channelId: desk.channel.id });
    const second = await speak(await again.socket(), undefined, 'Me too');
    await chatOf(second.conversationId);
  });

  test('a node that cannot know who may see a message gives it to nobody, and makes up for it', async () => {
    const both = await apart();
    const watch = nodes.two.nest.get(EventWatch);
    const blind = jest.spyOn(watch, 'isFresh').mockReturnValue(false);
    const withheld = jest.spyOn(watch, 'withhold');
    try {
      const { message } = await speak(both.talk.socket, both.talk.ticketId, 'For those who may');
      expect(await refused(both.console, 'conversation:sync', { conversationId: both.talk.ticketId, afterSeq: 0, limit: 10 })).toBe('server/unavailable');
      await until('the message came and was withheld', () => withheld.mock.calls.length > 0);
      blind.mockRestore();
      await both.staff.until('heads', (heads) => heads.some(({ head }) => head >= message.seq));
      expect(both.staff.of('message')).toEqual([]);
    } finally {
      blind.mockRestore();
    }
  });
});

test('a node starts, serves and says so while Redis is away', async () => {
  const app = await startApp({ REDIS_URL: 'redis://127.0.0.1:1', SECRET_KEY: 'k'.repeat(32), FILES_DIR: '/tmp' });
  try {
    const ready = await fetch(`${app.url}/health/ready`, { headers: { connection: 'close' } });
    expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ database: 'ok', redis: 'unavailable' })]);
    const agent = await as.agent(app);
    expect((await agent.get('/session')).status).toBe(200);
  } finally {
    await app.close();
  }
});
