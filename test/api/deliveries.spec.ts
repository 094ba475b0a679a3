import { randomUUID } from 'node:crypto';
import { Delivery, DeliveryPage } from '#contracts/notifications.js';
import { anAccount } from '#prisma/factories/people.factory.js';
import type { Prisma } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { Mailbox } from '../support/mailbox.js';
import { settle } from '../support/settle.js';

describe('deliveries', () => {
  let app: TestApp;
  let box: Mailbox;
  let admin: StaffClient;
  beforeAll(async () => {
    box = await Mailbox.open();
    app = await startApp({ SMTP_URL: box.url, MAIL_FROM: 'Desk <desk@shop.example>' });
    admin = await as.agent(app, { role: 'admin' });
  });
  beforeEach(() => app.db.delivery.deleteMany());
  afterAll(async () => {
    await app.close();
    await box.close();
  });

  const aLetter = async (fields: Partial<Prisma.DeliveryUncheckedCreateInput> = {}) => {
    const person = await anAccount(app.db, { name: '林美 <b>' });
    const event = await app.db.event.create({ data: { id: newId(), name: 'account.invited', subject: person.id, actorKind: 'system', payload: {}, relayedAt: new Date() } });
    return app.db.delivery.create({ data: { id: newId(), eventId: event.id, channel: 'mail', recipient: person.id, content: { template: 'invitation', linkId: randomUUID() }, ...fields } });
  };

  describe.each<[string, (client: Pick<StaffClient, 'get' | 'post'>) => ReturnType<StaffClient['get']>]>([
    ['GET /deliveries', (client) => client.get('/deliveries')],
    ['POST /deliveries/:id/attempt', (client) => client.post(`/deliveries/${randomUUID()}/attempt`)],
  ])('%s', (_, call) => {
    test('is for admins', async () => {
      expect((await call(as.stranger(app))).code).toBe('session/required');
      expect((await call(await as.agent(app, { role: 'manager' }))).code).toBe('permission/missing');
    });
  });

  test('are listed newest first, a page at a time, without a repeat or a gap while more are written', async () => {
    const ids = [];
    for (let n = 0; n < 7; n += 1) ids.unshift((await aLetter()).id);
    const first = (await admin.get('/deliveries?limit=3')).as(DeliveryPage);
    await aLetter();
    const second = (await admin.get(`/deliveries?limit=3&cursor=${first.nextCursor}`)).as(DeliveryPage);
    const third = (await admin.get(`/deliveries?limit=3&cursor=${second.nextCursor}`)).as(DeliveryPage);
    expect([...first.items, ...second.items, ...third.items].map((row) => row.id)).toEqual(ids);
    expect([third.nextCursor, first.mailServer]).toEqual([null, true]);
    expect(first.items[0]).toMatchObject({ channel: 'mail', template: 'invitation', state: 'due', attempts: 0, recipient: { name: '林美 <b>' }, can: { retry: true } });
  });

  test('are told apart by state', async () => {
    const failed = await aLetter({ state: 'failed', attempts: 15, lastError: 'CONN ETIMEDOUT' });
    await aLetter({ state: 'delivered', deliveredAt: new Date(), response: '250 Ok', lastError: null });
    expect((await admin.get('/deliveries?state=failed')).as(DeliveryPage).items).toMatchObject([{ id: failed.id, response: 'CONN ETIMEDOUT', can: { retry: true } }]);
    expect((await admin.get('/deliveries?state=delivered')).as(DeliveryPage).items).toMatchObject([{ response: '250 Ok', can: { retry: false } }]);
  });

  test.each(['state=none', 'limit=0', 'limit=201', 'cursor=!', `cursor=${Buffer.from('1; DROP').toString('base64url')}`, 'surprise=1'])('refuse %s', async (query) => {
    expect((await admin.get(`/deliveries?${query}`)).code).toBe('request/invalid');
  });

  test('that were given up are sent once more when asked, and the answer of the server is kept', async () => {
    const roleIds = [(await app.db.role.findUniqueOrThrow({ where: { builtIn: 'agent' } })).id];
    await admin.post('/invitations', { email: 'again@staff.example', name: 'Again', locale: 'en', roleIds, teamIds: [] });
    await settle(app);
    const { id } = await app.db.delivery.findFirstOrThrow();
    await app.db.delivery.update({ where: { id }, data: { state: 'failed', attempts: 15, lastError: '550 RCPT TO EENVELOPE' } });
    await settle(app, { sweeps: true });
    expect(box.letters).toHaveLength(0);
    const answers = await Promise.all([1, 2, 3].map(() => admin.post(`/deliveries/${id}/attempt`)));
    expect(answers.map((answer) => answer.as(Delivery).state)).toEqual(['due', 'due', 'due']);
    await Promise.all([settle(app, { sweeps: true }), settle(app, { sweeps: true })]);
    expect(box.letters).toHaveLength(1);
    const [row] = (await admin.get('/deliveries')).as(DeliveryPage).items;
    expect(row).toMatchObject({ state: 'delivered', attempts: 16, recipient: { email: 'again@staff.example' }, can: { retry: false } });
    expect(row?.response).toMatch(/^250/);
    expect(row?.response).not.toContain('@');
    expect((await admin.post(`/deliveries/${id}/attempt`)).code).toBe('delivery/over');
    expect(await app.db.event.count({ where: { subject: id, name: 'delivery.retried', actorId: admin.account.id } })).toBe(3);
  });

  test('without sense any more, or that do not exist, cannot be sent again', async () => {
    const { id } = await aLetter({ state: 'void' });
    expect((await admin.post(`/deliveries/${id}/attempt`)).code).toBe('delivery/over');
    expect((await admin.post(`/deliveries/${randomUUID()}/attempt`)).code).toBe('resource/not_found');
  });
});
