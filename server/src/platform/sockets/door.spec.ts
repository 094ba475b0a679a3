import type { Socket } from 'socket.io';
import { CLIENT_EVENTS } from '#contracts/sockets.js';
import type { Permission } from '#contracts/permissions.js';
import type { Actor, StaffActor, VisitorActor } from '../actor.js';
import { readEnv } from '../env.js';
import { Log } from '../log.js';
import { Problem } from '../problem.js';
import { Client } from './client.js';
import { Door } from './door.js';
import { Bucket } from './rate.js';

const ID = '0199c1de-0000-7000-8000-000000000001';
const visitor: VisitorActor = { kind: 'customer', id: ID, name: 'V', permissions: new Set(), teamIds: [], sessionId: null, channelId: ID, customerId: null };
const agent = (...permissions: Permission[]): StaffActor => ({
  kind: 'agent',
  id: ID,
  name: 'A',
  permissions: new Set(permissions),
  teamIds: [],
  sessionId: ID,
});

const log = new Log(readEnv({ DATABASE_URL: 'postgresql://x/y', SECRET_KEY: 'k'.repeat(32), LOG_LEVEL: 'silent' }, []));
const disconnected: string[] = [];
// Only what the door may do to a socket.
const socket = { id: 's', conn: { writeBuffer: [] }, disconnect: () => disconnected.push('s'), emit: () => true, join: () => undefined, leave: () => undefined } as unknown as Socket;
const calm = () => new Bucket(1000, performance.now());

/** One packet through the door, and its acknowledgement. */
function enter(door: Door, actor: Actor, name: unknown, args: unknown[], bucket = calm()): Promise<unknown> {
  return new Promise((resolve) => door.enter(new Client(socket, actor), bucket, name, [...args, resolve]));
}
const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

describe('the door of the sockets', () => {
  const door = new Door(log);
  const seen: unknown[] = [];
  let then: () => object = () => ({});
  door.on('typing', {
    visitor: (_, payload) => {
      seen.push(payload);
      then();
      return {};
    },
    agent: async (_, payload) => {
      seen.push(payload);
      then();
      return {};
    },
  });
  const typing = { conversationId: ID, on: true };

  beforeEach(() => {
    seen.length = 0;
    then = () => ({});
  });

  it('lets what fits through, for both sides', async () => {
    expect(await enter(door, visitor, 'typing', [typing])).toEqual({ ok: true });
    expect(await enter(door, agent('ticket.read'), 'typing', [typing])).toEqual({ ok: true });
    expect(seen).toEqual([typing, typing]);
  });

  it.each(['tpying', '', 'toString', '__proto__', 'constructor', 'hasOwnProperty', 7, null, undefined, {}])('does not know the event %p', async (name) => {
    expect(await enter(door, visitor, name, [typing])).toEqual(refused('event/unknown'));
  });

  it.each([
    ['nothing', []],
    ['null', [null]],
    ['two payloads', [typing, typing]],
    ['an unknown field', [{ ...typing, more: 1 }]],
    ['a wrong type', [{ ...typing, on: 'yes' }]],
    ['an id that is none', [{ ...typing, conversationId: 'x' }]],
    ['a list', [[typing]]],
    ['binary', [Buffer.from('typing')]],
    ['something deep', [JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)]],
    ['a forged prototype', [JSON.parse(`{"conversationId":"${ID}","on":true,"__proto__":{"admin":true}}`)]],
  ])('refuses %s', async (_, args) => {
    expect(await enter(door, visitor, 'typing', args)).toEqual(refused('request/invalid'));
    expect(seen).toEqual([]);
  });

  it('asks an agent for the permission of the event, and a visitor for none', async () => {
    expect(await enter(door, agent(), 'typing', [typing])).toEqual(refused('permission/missing'));
    expect(await enter(door, agent('ticket.reply'), 'typing', [typing])).toEqual(refused('permission/missing'));
    expect(seen).toEqual([]);
  });

  it('serves neither the system nor a caller of no kind', async () => {
    expect(await enter(door, { ...visitor, kind: 'bot' }, 'typing', [typing])).toEqual(refused('session/required'));
  });

  it('lives without an acknowledgement function', () => {
    door.enter(new Client(socket, visitor), calm(), 'typing', [typing]);
    door.enter(new Client(socket, visitor), calm(), 'nonsense', []);
    door.enter(new Client(socket, visitor), calm(), 'typing', []);
    expect(seen).toEqual([typing]);
  });

  it.each([visitor, agent('ticket.read')])('tells a refusal, and of a fault only that there was one (%#)', async (actor) => {
    then = () => {
      throw new Problem('conversation/not_found');
    };
    expect(await enter(door, actor, 'typing', [typing])).toEqual(refused('conversation/not_found'));
    then = () => {
      throw new TypeError('password of the database is x');
    };
    expect(await enter(door, actor, 'typing', [typing])).toEqual({ ok: false, error: { code: 'server/fault', retryable: true } });
  });

  it('slows a fast socket down and ends a flooding one', async () => {
    const bucket = new Bucket(5, performance.now());
    const answers = await Promise.all(Array.from({ length: 100 }, () => enter(door, visitor, 'typing', [typing], bucket)));
    const through = answers.filter((answer) => JSON.stringify(answer) === '{"ok":true}');
    expect(through.length).toBeGreaterThanOrEqual(10);
    expect(through.length).toBeLessThan(20);
    expect(answers.at(-1)).toEqual({ ok: false, error: { code: 'request/too_many', retryable: true, retryAfterMs: expect.any(Number) } });
    expect(disconnected).not.toEqual([]);
  });

  it('does not open while an event has no handler, nor take two for one', () => {
    expect(() => door.assertComplete()).toThrow('message:send');
    expect(() => door.on('typing', { visitor: () => ({}), agent: () => ({}) })).toThrow('two handlers');
  });

  it('has a permission and a schema for every event of the contract', () => {
    for (const { schema, permission, namespaces } of Object.values(CLIENT_EVENTS)) {
      expect(schema.safeParse({ made: 'up' }).success).toBe(false);
      expect(permission).toMatch(/^[a-z]+\.[a-z_]+$/);
      expect(namespaces.length).toBeGreaterThan(0);
    }
  });
});
