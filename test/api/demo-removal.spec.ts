import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Demo, DemoData } from '#contracts/demo.js';
import { TicketDetail } from '#contracts/tickets.js';
import { DemoRemovalService } from '../../server/src/demo/demo-removal.service.js';
import { newId } from '../../server/src/platform/ids.js';
import { Database } from '../../server/src/platform/db.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { chatOf, speak } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('removing the demo data', () => {
  let folder: string;
  let app: TestApp;
  let admin: StaffClient;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aftercare-demo-'));
    app = await startApp({ DEMO: 'on', DATA_DIR: folder });
    const { id } = await app.db.account.findFirstOrThrow({ where: { roles: { some: { role: { builtIn: 'admin' } } } } });
    admin = await as.session(app, await app.db.account.findUniqueOrThrow({ where: { id } }));
  });
  afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const state = async () => (await admin.get('/demo/data')).as(DemoData);
  const remove = async () => {
    (await admin.delete('/demo/data')).as(DemoData);
    await settle(app, { sweeps: true });
  };

  test('says what goes, takes all of it, and leaves what people made themselves', async () => {
    const before = await state();
    expect(before.counts.tickets).toBeGreaterThan(20);
    expect(before.counts.people).toBe(await app.db.demoRow.count({ where: { kind: 'account' } }));
    const { channelId } = await app.db.ticket.findFirstOrThrow({ select: { channelId: true } });
    const colleague = await app.db.account.findFirstOrThrow({ where: { name: 'Emily Carter' } });
    const emily = await as.session(app, colleague);
    const own = await as.visitor(app, { channelId, name: 'A real customer' });
    const socket = await own.socket();
    const { conversationId } = await speak(socket, undefined, 'My own question');
    await settle(app);
    (await emily.post(`/chats/${(await chatOf(app, conversationId)).id}/acceptance`)).as(TicketDetail);
    const desk = await emily.socket();
    await speak(desk, conversationId, 'An answer to a real customer');
    desk.disconnect();
    socket.disconnect();
    const mate = await as.agent(app, { name: 'My own colleague' });
    // Two people of the demo become real ones: by another name, by a password of their own.
    const renamed = await app.db.account.findFirstOrThrow({ where: { name: 'Marcus Reed' } });
    expect((await admin.patch(`/accounts/${renamed.id}`, { name: 'Mark Real' })).status).toBe(200);
    const secured = await app.db.account.findFirstOrThrow({ where: { name: 'Lena Hoffmann' } });
    await app.db.event.create({ data: { id: newId(), name: 'account.password_changed', subject: secured.id, actorKind: 'agent', actorId: secured.id, payload: { accountId: secured.id }, createdAt: app.clock.now() } });

    // One's own was merged into one of the demo's.
    const { ticketId: into } = await app.db.timeline.findFirstOrThrow({ where: { ticketId: { not: conversationId }, ticket: { state: 'open' } } });
    await app.db.ticket.update({ where: { id: conversationId }, data: { state: 'closed', closedAt: app.clock.now(), mergedIntoId: into, timeline: { update: { gate: 'merged' } } } });

    await remove();
    expect(await app.db.timeline.findUniqueOrThrow({ where: { ticketId: conversationId } })).toMatchObject({ gate: 'closed' });
    expect(await state()).toEqual({ state: 'none', counts: { tickets: 0, customers: 0, people: 0, teams: 0, replies: 0 } });
    expect((await app.db.ticket.findMany()).map(({ id }) => id)).toEqual([conversationId]);
    expect(await app.db.message.count({ where: { ticketId: conversationId, kind: 'text', authorKind: { in: ['customer', 'agent'] } } })).toBe(2);
    expect(await app.db.customer.count()).toBe(0);
    expect((await app.db.visitor.findMany()).map(({ id }) => id)).toEqual([own.visitor.id]);
    const people = await app.db.account.findMany({ orderBy: { name: 'asc' } });
    expect(people.map(({ id }) => id).sort()).toEqual([admin.account.id, colleague.id, mate.account.id, renamed.id, secured.id].sort());
    expect(people.filter(({ deactivatedAt }) => deactivatedAt !== null).map(({ id }) => id)).toEqual([colleague.id]);
    expect((await emily.get('/tickets?view=mine')).code).toBe('session/required');
    expect((await admin.get('/demo/data')).status).toBe(200);
    expect(await app.db.channel.count()).toBe(1);
    expect((await as.stranger(app).get('/demo')).as(Demo).demo).toBe(false);
    expect(await app.db.event.count({ where: { name: 'demo.removed' } })).toBe(1);
  });

  test('goes on after a crash from where it was, and asking twice changes nothing', async () => {
    await admin.delete('/demo/data');
    await admin.delete('/demo/data');
    expect(await state()).toMatchObject({ state: 'removing' });
    const removal = app.nest.get(DemoRemovalService);
    const db = app.nest.get(Database);
    await expect(db.transaction(async (tx) => {
      await removal.step(tx);
      throw new Error('struck');
    })).rejects.toThrow('struck');
    const whole = (await state()).counts.tickets;
    await db.transaction((tx) => removal.step(tx));
    expect((await state()).counts.tickets).toBeLessThan(whole);
    await Promise.all([settle(app, { sweeps: true }), db.transaction((tx) => removal.step(tx))]);
    await settle(app, { sweeps: true });
    expect(await state()).toMatchObject({ state: 'none', counts: { tickets: 0 } });
    expect(await app.db.event.count({ where: { name: { in: ['demo.removal_asked', 'demo.removed'] } } })).toBe(2);
    await remove();
    expect(await app.db.event.count({ where: { name: 'demo.removed' } })).toBe(1);
  });

  test('is for those who may change settings, and sends no demo visitor in any more', async () => {
    const agent = await as.agent(app);
    for (const call of [(who: Pick<StaffClient, 'get'>) => who.get('/demo/data'), (who: Pick<StaffClient, 'delete'>) => who.delete('/demo/data')]) {
      expect((await call(as.stranger(app))).code).toBe('session/required');
      expect((await call(agent)).code).toBe('permission/missing');
    }
    expect(await state()).toMatchObject({ state: 'present' });
    await admin.delete('/demo/data');
    const socket = await admin.socket();
    await settle(app, { sweeps: true });
    expect(await app.db.visitor.count({ where: { demo: true } })).toBe(0);
    socket.disconnect();
  });
});
