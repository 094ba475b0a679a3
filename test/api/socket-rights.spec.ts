import { io, type Socket } from 'socket.io-client';
import WebSocket from 'ws';
import { Account } from '#contracts/accounts.js';
import { Done } from '#contracts/common.js';
import { TicketDetail } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aMessage, aTalk, type Desk, done, refused, speak, type Talk } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';
import { connected, ended, say } from '../support/sockets.js';

describe('rights at delivery time', () => {
  let app: TestApp;
  let desk: Desk;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  // A desk of its own for each: who is still connected elsewhere must not be offered these chats.
  beforeEach(async () => {
    desk = await aDesk(app);
  });
  afterAll(() => app.close());

  const watching = async (talk: Talk) => {
    const agent = await as.agent(app, { teamIds: [desk.team.id], availability: 'busy' });
    const socket = await agent.socket();
    await done(socket, 'conversation:open', { conversationId: talk.ticketId });
    return { agent, socket, seen: new Recorder(socket) };
  };
  /** A socket that still may: whatever it has heard, the others would have heard too. */
  const witness = async (talk: Talk) => {
    const socket = await admin.socket();
    await done(socket, 'conversation:open', { conversationId: talk.ticketId });
    return new Recorder(socket);
  };
  const nothingMore = async (talk: Talk, seen: Recorder) => {
    const other = await witness(talk);
    const { message } = await speak(talk.socket, talk.ticketId, 'For those who may');
    await other.until('message', (event) => event.message.id === message.id);
    expect(seen.of('message').map((event) => event.message.text)).not.toContain('For those who may');
  };

  test('an agent taken from the team loses the socket within 2 seconds, and finds nothing when back', async () => {
    const talk = await aTalk(app, desk);
    const { agent, socket, seen } = await watching(talk);
    await admin.patch(`/accounts/${agent.account.id}`, { teamIds: [] });
    expect(await ended(socket)).toBeLessThan(10_000);
    expect(seen.of('session:revoked')).toEqual([{ reason: 'revoked' }]);
    await nothingMore(talk, seen);
    const back = await agent.socket();
    expect(await refused(back, 'conversation:open', { conversationId: talk.ticketId })).toBe('conversation/not_found');
    expect(await refused(back, 'conversation:sync', { conversationId: talk.ticketId, afterSeq: 0, limit: 50 })).toBe('conversation/not_found');
  });

  test('a deactivated person, a revoked session and a sign-out each lose the socket', async () => {
    const talk = await aTalk(app, desk);
    const [one, two, three] = [await watching(talk), await watching(talk), await watching(talk)];
    (await admin.post(`/accounts/${one.agent.account.id}/deactivation`)).as(Account);
    (await two.agent.delete('/sessions')).as(Done);
    (await three.agent.delete('/session')).as(Done);
    for (const { socket } of [one, two, three]) expect(await ended(socket)).toBeLessThan(10_000);
    await nothingMore(talk, one.seen);
    for (const { agent } of [one, two, three]) await expect(agent.socket()).rejects.toThrow('session/required');
  });

  test('a ticket that goes to another team leaves the room, also for those who only looked at it before', async () => {
    const [talk, other] = [await aTalk(app, desk), await aTeam(app.db)];
    const [open, closed, synced] = [await watching(talk), await watching(talk), await watching(talk)];
    await done(closed.socket, 'conversation:close', { conversationId: talk.ticketId });
    await done(synced.socket, 'conversation:close', { conversationId: talk.ticketId });
    await done(synced.socket, 'conversation:sync', { conversationId: talk.ticketId, limit: 50 });
    expect((await admin.put(`/tickets/${talk.ticketId}/assignment`, { accountId: null, teamId: other.id })).status).toBe(200);
    await open.seen.until('changed', (pointer) => pointer.kind === 'ticket' && pointer.id === talk.ticketId);
    await nothingMore(talk, open.seen);
    for (const { socket } of [open, closed, synced]) {
      for (const conversationId of [talk.ticketId, talk.ticketId.toUpperCase()]) {
        expect(await refused(socket, 'conversation:sync', { conversationId, afterSeq: 0, limit: 50 })).toBe('conversation/not_found');
        expect(await refused(socket, 'message:send', aMessage({ conversationId }))).toBe('conversation/not_found');
        expect(await refused(socket, 'conversation:read', { conversationId, seq: 1 })).toBe('conversation/not_found');
        expect(await refused(socket, 'typing', { conversationId, on: true })).toBe('conversation/not_found');
        expect(await refused(socket, 'conversation:open', { conversationId })).toBe('conversation/not_found');
      }
    }
  });

  test('the assignee hears his tickets without opening them, and no more once they are another’s', async () => {
    const [talk, other] = [await aTalk(app, desk), await aTeam(app.db)];
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const seen = new Recorder(await agent.socket());
    (await agent.post(`/chats/${talk.chat.id}/acceptance`)).as(TicketDetail);
    const { message } = await speak(talk.socket, talk.ticketId, 'To you');
    await seen.until('message', (event) => event.message.id === message.id);
    await agent.post(`/chats/${talk.chat.id}/transfer`, { teamId: other.id });
    await nothingMore(talk, seen);
  });

  test('a blocked visitor is told, loses the socket, cannot come back or write, and his chat ends', async () => {
    const talk = await aTalk(app, desk);
    const { agent } = await watching(talk);
    const seen = new Recorder(talk.socket);
    (await agent.post(`/visitors/${talk.visitor.visitor.id}/block`)).as(Done);
    expect(await ended(talk.socket)).toBeLessThan(10_000);
    expect(seen.of('session:revoked')).toEqual([{ reason: 'blocked' }]);
    await expect(talk.visitor.socket()).rejects.toThrow('visitor/blocked');
    for (const answer of [await talk.visitor.get('/widget/conversations'), await talk.visitor.post(`/widget/conversations/${talk.ticketId}/reopening`)]) expect([answer.status, answer.code]).toEqual([403, 'visitor/blocked']);
    await settle(app);
    expect(await app.db.chat.findUniqueOrThrow({ where: { id: talk.chat.id } })).toMatchObject({ state: 'ended', endedByKind: 'system' });
    (await agent.delete(`/visitors/${talk.visitor.visitor.id}/block`)).as(Done);
    expect((await speak(await talk.visitor.socket(), talk.ticketId, 'Sorry')).conversationId).toBe(talk.ticketId);
  });
});

describe('the limits of a socket', () => {
  let app: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    app = await startApp({ VISITOR_EVENTS_PER_SECOND: '5' });
    desk = await aDesk(app);
  });
  afterAll(() => app.close());

  test('answer who asks too much with the time to wait', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const acks = await Promise.all(Array.from({ length: 14 }, () => say(socket, 'conversation:open', { conversationId: ticketId })));
    const refusals = acks.flatMap((ack) => (ack.ok ? [] : [ack.error]));
    expect(refusals.length).toBeGreaterThan(0);
    for (const error of refusals) expect(error).toEqual({ code: 'request/too_many', retryable: true, retryAfterMs: expect.any(Number) });
  });

  test('end a flood, and nobody else notices', async () => {
    const [flooder, other] = [await aTalk(app, desk), await aTalk(app, desk)];
    for (let n = 0; n < 500; n += 1) flooder.socket.emit('typing', { conversationId: flooder.ticketId, on: true });
    await ended(flooder.socket);
    expect((await speak(other.socket, other.ticketId)).message.seq).toBe(3);
  });
});

describe('malformed packets', () => {
  let app: TestApp;
  let desk: Desk;
  let talk: Talk;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    talk = await aTalk(app, desk);
  });
  afterAll(() => app.close());

  const PLACEHOLDERS = `451-/visitor,["message:send",${'{"_placeholder":true,"num":0},'.repeat(500)}1]`;
  test.each<[string, string | Buffer, boolean]>([
    ['an unknown engine packet', '9', false],
    ['an unknown packet type', '4999', false],
    ['no JSON', '42/visitor,[', false],
    ['an event that is no list', '42/visitor,{"a":1}', false],
    ['an event named by a number', '42/visitor,[7]', true],
    ['an event without a name', '42/visitor,[]', false],
    ['an event named by an object', '42/visitor,[{"a":1}]', false],
    ['a namespace of 50,000 characters', `40/${'x'.repeat(50_000)},`, true],
    ['attachments beyond all bounds', '459999999-/visitor,["message:send",{"_placeholder":true,"num":9999999}]', false],
    ['an attachment that never comes', '451-/visitor,["message:send",{"_placeholder":true,"num":-1}]', true],
    ['a bomb of placeholders', PLACEHOLDERS, true],
    ['binary out of nowhere', Buffer.from([4, 50, 0, 255]), false],
    ['an acknowledgement nobody waits for', '43/visitor,99999[{"ok":true}]', true],
    ['an acknowledgement id beyond all bounds', `42/visitor,${'9'.repeat(400)}["conversation:open",{}]`, true],
    ['an event before the handshake', '42/agent,["message:send",{}]', true],
    ['a second handshake', '40/visitor,{"visitorToken":"x"}', true],
    ['a handshake of another shape', '40/agent,[]', false],
  ])('%s ends at most its own connection', async (_, packet, mayLive) => {
    const raw = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const received: string[] = [];
    const gone = new Promise((resolve) => raw.once('close', resolve));
    const admitted = new Promise<void>((resolve) => {
      raw.on('message', (data) => {
        const text = String(data);
        received.push(text);
        if (text.startsWith('0{')) raw.send(`40/visitor,${JSON.stringify({ visitorToken: talk.visitor.token })}`);
        if (text.startsWith('40/visitor')) resolve();
      });
    });
    await admitted;
    raw.send(packet);
    if (!mayLive) await gone;
    // Whatever became of that one, this one is served.
    expect((await speak(talk.socket, talk.ticketId)).message.seq).toBeGreaterThan(1);
    expect(received.join()).not.toMatch(/node_modules|Error:|server\/src|prisma/i);
    raw.terminate();
  });

  test('of the polling transport are refused without a fault', async () => {
    const address = `${app.url}/socket.io/?EIO=4&transport=polling`;
    expect((await fetch(`${address}&sid=unknown`)).status).toBe(400);
    expect((await fetch(address, { method: 'POST', body: 'x' })).status).toBe(400);
    expect((await fetch(`${app.url}/socket.io/?EIO=9&transport=carrier-pigeon`)).status).toBe(400);
    const polling: Socket = await connected(io(`${app.url}/visitor`, { transports: ['polling'], reconnection: false, forceNew: true, auth: { visitorToken: talk.visitor.token } }));
    expect((await speak(polling, talk.ticketId)).message.seq).toBeGreaterThan(1);
  });
});
