import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Webhook, WebhookDelivery, WebhookDeliveryDetail, WebhookDeliveryPage, WebhookMade, WebhookRedelivered, Webhooks } from '#contracts/webhooks.js';
import { anAccount } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { Database } from '../../server/src/platform/db.js';
import { WebhookQueueService } from '../../server/src/webhooks/webhook-queue.service.js';
import { WebhookWorkService } from '../../server/src/webhooks/webhook-work.service.js';
import { WebhooksJobs } from '../../server/src/webhooks/webhooks.jobs.js';
import { MOST_WEBHOOKS } from '../../server/src/webhooks/webhooks.service.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, type Desk, done } from '../support/desk.js';
import { HookReceiver, isSigned, sendHooks } from '../support/hook-receiver.js';
import { Mailbox } from '../support/mailbox.js';
import { settle } from '../support/settle.js';
import { until } from '../support/until.js';

describe('webhooks', () => {
  let app: TestApp;
  let box: Mailbox;
  let desk: Desk;
  let admin: StaffClient;
  let erp: HookReceiver;
  let crm: HookReceiver;
  beforeAll(async () => {
    box = await Mailbox.open();
    [erp, crm] = await Promise.all([new HookReceiver().start(), new HookReceiver().start()]);
    app = await startApp({ PRIVATE_WEBHOOKS: 'on', SMTP_URL: box.url, MAIL_FROM: 'Desk <desk@shop.example>' });
    desk = await aDesk(app);
    admin = await as.agent(app, { role: 'admin', teamIds: [desk.team.id] });
  });
  beforeEach(async () => {
    await app.db.webhookEndpoint.deleteMany();
    erp.forget();
    crm.forget();
    await signInAnew();
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([erp.stop(), crm.stop(), box.close()]);
  });

  /** Sessions end when the clock is set on. */
  const signInAnew = async () => {
    admin = await as.session(app, admin.account);
  };
  const jobs = () => app.nest.get(WebhooksJobs);
  const draft = (fields: Record<string, unknown> = {}) => ({ url: erp.url, description: '仓库 ERP', types: ['ticket.state_changed'], parts: [], ...fields });
  const make = async (fields: Record<string, unknown> = {}): Promise<z.infer<typeof Webhook> & { secret: string }> => {
    const { webhook, secret } = (await admin.post('/webhooks', draft(fields))).as(WebhookMade);
    return { ...webhook, secret: secret ?? '' };
  };
  const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
  const log = async (id: string, query = '') => (await admin.get(`/webhooks/${id}/deliveries${query}`)).as(WebhookDeliveryPage).items;
  const send = () => sendHooks(app);
  const aDueOne = async (id: string) => (await admin.post(`/webhooks/${id}/test`)).as(WebhookDelivery);
  const ours = () => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id });

  test.each<[string, (client: Pick<StaffClient, 'get' | 'post' | 'put' | 'delete'>) => ReturnType<StaffClient['get']>]>([
    ['GET /webhooks', (client) => client.get('/webhooks')],
    ['POST /webhooks', (client) => client.post('/webhooks', draft())],
    ['PUT /webhooks/:id', (client) => client.put(`/webhooks/${randomUUID()}`, { ...draft(), on: true }, ifMatch(1))],
    ['DELETE /webhooks/:id', (client) => client.delete(`/webhooks/${randomUUID()}`)],
    ['POST /webhooks/:id/secret', (client) => client.post(`/webhooks/${randomUUID()}/secret`, {})],
    ['POST /webhooks/:id/test', (client) => client.post(`/webhooks/${randomUUID()}/test`)],
    ['POST /webhooks/:id/redeliveries', (client) => client.post(`/webhooks/${randomUUID()}/redeliveries`, { since: new Date(0).toISOString() })],
    ['GET /webhooks/:id/deliveries', (client) => client.get(`/webhooks/${randomUUID()}/deliveries`)],
    ['GET /webhooks/:id/deliveries/:id', (client) => client.get(`/webhooks/${randomUUID()}/deliveries/${randomUUID()}`)],
    ['POST /webhooks/:id/deliveries/:id/attempt', (client) => client.post(`/webhooks/${randomUUID()}/deliveries/${randomUUID()}/attempt`)],
  ])('%s is for admins, and finds what there is', async (path, call) => {
    expect((await call(as.stranger(app))).code).toBe('session/required');
    expect((await call(await as.agent(app, { role: 'manager' }))).code).toBe('permission/missing');
    if (path.includes(':id')) expect((await call(admin)).code).toBe('resource/not_found');
  });

  test('show their secret once, and are changed by whoever read them last', async () => {
    const key = { headers: { 'idempotency-key': randomUUID() } };
    const made = await admin.post('/webhooks', draft(), key);
    expect([made.status, made.as(WebhookMade).secret]).toEqual([201, expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/)]);
    expect((await admin.post('/webhooks', draft(), key)).as(WebhookMade).secret).toBeNull();
    const { items } = (await admin.get('/webhooks')).as(Webhooks);
    expect(items).toMatchObject([{ url: erp.url, description: '仓库 ERP', state: 'on', version: 1 }]);
    const id = items[0]?.id ?? '';
    const changed = (await admin.put(`/webhooks/${id}`, { ...draft({ types: ['rating.given', 'rating.given'] }), on: false }, ifMatch(1))).as(Webhook);
    expect(changed).toMatchObject({ types: ['rating.given'], state: 'off', version: 2 });
    expect((await admin.put(`/webhooks/${id}`, { ...draft(), on: true }, ifMatch(1))).code).toBe('request/stale');
    expect((await admin.post(`/webhooks/${id}/test`)).code).toBe('webhook/off');
    expect((await admin.delete(`/webhooks/${id}`)).status).toBe(200);
    // Sealed where it lies: nobody who reads the table can sign.
    const kept = await app.db.webhookEndpoint.create({ data: { id: newId(), url: erp.url, secret: new Uint8Array(3) } });
    expect((await admin.post(`/webhooks/${kept.id}/secret`, { keepHours: 0 })).as(WebhookMade).webhook.previousSecretUntil).toBeNull();
    expect(Buffer.from((await app.db.webhookEndpoint.findUniqueOrThrow({ where: { id: kept.id } })).secret).toString()).not.toContain('whsec_');
  });

  test.each([
    ['no address', { url: 'erp.shop.example' }, 'webhook/address_refused'],
    ['a password in it', { url: 'https://a:b@erp.shop.example/' }, 'webhook/address_refused'],
    ['another scheme', { url: 'gopher://127.0.0.1/' }, 'webhook/address_refused'],
    ['an unknown event', { types: ['ticket.exploded'] }, 'request/invalid'],
    ['an unknown part', { parts: ['passwords'] }, 'request/invalid'],
    ['a surprise', { secret: 'whsec_mine' }, 'request/invalid'],
  ])('are refused with %s, and beyond a number', async (_, fields, code) => {
    expect((await admin.post('/webhooks', draft(fields))).code).toBe(code);
    await app.db.webhookEndpoint.createMany({ data: Array.from({ length: MOST_WEBHOOKS }, () => ({ id: newId(), url: erp.url, secret: new Uint8Array(1) })) });
    expect((await admin.post('/webhooks', draft())).code).toBe('webhook/too_many');
  });

  test('tell of what happens, signed, in numbers without a gap, once, and to nobody who did not ask', async () => {
    const { id, secret } = await make({ types: ['ticket.opened', 'ticket.assigned', 'ticket.state_changed', 'ticket.facts_changed'] });
    const deaf = await make({ url: crm.url, types: ['rating.given'] });
    const ticket = await ours();
    await admin.put(`/tickets/${ticket.id}/assignment`, { accountId: admin.account.id });
    await admin.patch(`/tickets/${ticket.id}`, { tags: ['vip'], version: ticket.version + 1 });
    await admin.post(`/tickets/${ticket.id}/solution`);
    await send();
    await send();
    const names = erp.hooks.map(({ body }) => body.type).sort();
    expect(names).toEqual((await app.db.event.findMany({ where: { subject: ticket.id, name: { in: ['ticket.assigned', 'ticket.facts_changed', 'ticket.state_changed'] } } })).map(({ name }) => name).sort());
    expect(names.length).toBeGreaterThan(1);
    expect(erp.hooks.every((hook) => isSigned(hook, secret) && !isSigned(hook, deaf.secret))).toBe(true);
    expect(erp.hooks.map(({ body }) => body.data.sequence).sort()).toEqual(names.map((_, index) => index + 1));
    expect(new Set(erp.hooks.map(({ headers }) => headers['webhook-id'])).size).toBe(names.length);
    const assigned = erp.hooks.find(({ body }) => body.type === 'ticket.assigned');
    expect(assigned?.body.data).toMatchObject({ ticket: { id: ticket.id, number: ticket.number, assigneeId: admin.account.id }, actor: { kind: 'agent', id: admin.account.id }, change: { previousId: null } });
    expect(Math.abs(Date.parse(assigned?.body.timestamp ?? '') - app.clock.now().getTime())).toBeLessThan(600_000);
    expect(crm.hooks).toEqual([]);
    expect((await log(id)).every(({ state, status, attempts }) => state === 'delivered' && status === 204 && attempts === 1)).toBe(true);
  });

  test('hold words only for endpoints that may have them; notes never without being asked', async () => {
    const types = ['message.posted', 'note.posted', 'message.recalled'];
    await make({ types });
    await make({ url: crm.url, types, parts: ['messages', 'notes', 'customer'] });
    const { ticketId, socket } = await aTalk(app, desk, 'Where is my 包裹?');
    const agent = await admin.socket();
    await done(agent, 'message:send', { clientMessageId: randomUUID(), conversationId: ticketId, kind: 'text', text: 'He sounds angry', internal: true });
    await done(agent, 'message:send', { clientMessageId: randomUUID(), conversationId: ticketId, kind: 'text', text: 'On its way' });
    await send();
    const texts = (receiver: HookReceiver) => receiver.hooks.map(({ raw }) => raw).join('\n');
    const seen = (receiver: HookReceiver) => receiver.hooks.map(({ body }) => body.type).sort();
    expect(seen(erp)).toEqual(['message.posted', 'message.posted', 'note.posted']);
    expect(seen(crm)).toEqual(seen(erp));
    expect(texts(erp)).not.toMatch(/包裹|angry|On its way/);
    for (const words of ['包裹', 'angry', 'On its way', '"customer"']) expect(texts(crm)).toContain(words);
    // A second look finds nothing new, and what was taken back is not said once more.
    await settle(app);
    const first = await app.db.message.findFirstOrThrow({ where: { ticketId, internal: false, authorKind: 'customer' } });
    await done(socket, 'message:recall', { conversationId: ticketId, messageId: first.id });
    crm.forget();
    const { id, endpointId } = await app.db.webhookDelivery.findFirstOrThrow({ where: { messageId: first.id, type: 'message.posted', endpoint: { url: crm.url } } });
    await admin.post(`/webhooks/${endpointId}/deliveries/${id}/attempt`);
    await send();
    expect(seen(crm)).toEqual(['message.posted', 'message.recalled']);
    expect(texts(crm)).not.toContain('包裹');
    expect((await admin.get(`/webhooks/${endpointId}/deliveries/${id}`)).as(WebhookDeliveryDetail).body).toContain('"recalled":true');
    [agent, socket].forEach((line) => line.close());
  });

  test('are tried on the schedule until the tenth time, keep what was said, and are sent again by hand under the same id', async () => {
    const { id, secret } = await make();
    erp.answerAlways({ status: 503, body: 'closed for 盘点' });
    const first = await aDueOne(id);
    await send();
    await send();
    expect(erp.hooks).toHaveLength(1);
    for (let round = 1; round < 10; round += 1) {
      app.clock.advance({ hours: 29 });
      await send();
    }
    app.clock.advance({ days: 3 });
    await send();
    await signInAnew();
    expect(erp.hooks).toHaveLength(10);
    expect(new Set(erp.hooks.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([first.id]));
    expect(new Set(erp.hooks.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    const given = (await admin.get(`/webhooks/${id}/deliveries/${first.id}`)).as(WebhookDeliveryDetail);
    expect(given).toMatchObject({ state: 'failed', attempts: 10, status: 503, fault: 'status' });
    expect(given.tries).toHaveLength(10);
    expect(given.tries[0]).toMatchObject({ status: 503, answer: 'closed for 盘点', requestHeaders: { 'webhook-id': first.id } });
    // The tenth failure in a row after five days was the last straw.
    expect((await admin.get('/webhooks')).as(Webhooks).items).toMatchObject([{ state: 'failing', counts: { failed: 1 } }]);
    expect((await admin.post(`/webhooks/${id}/deliveries/${first.id}/attempt`)).code).toBe('webhook/off');
    expect((await admin.put(`/webhooks/${id}`, { ...draft(), on: true }, ifMatch(1))).as(Webhook)).toMatchObject({ state: 'on', failingSince: null });
    erp.answerAlways({ status: 200 });
    expect((await admin.post(`/webhooks/${id}/redeliveries`, { since: new Date(0).toISOString() })).as(WebhookRedelivered)).toEqual({ count: 1 });
    await send();
    expect(erp.hooks).toHaveLength(11);
    expect(erp.hooks.every((hook) => isSigned(hook, secret))).toBe(true);
    expect(await log(id, '?state=delivered&type=webhook.test')).toMatchObject([{ id: first.id, attempts: 11, fault: null }]);
    expect(await log(id, '?state=failed')).toEqual([]);
  });

  test('are switched off by 410, which those are told who may mend it', async () => {
    const gone = await anAccount(app.db, { role: 'admin', deactivatedAt: new Date() });
    const { id } = await make();
    erp.answer({ status: 410, body: 'gone' });
    await aDueOne(id);
    await aDueOne(id);
    await send();
    expect((await admin.get('/webhooks')).as(Webhooks).items).toMatchObject([{ state: 'gone' }]);
    expect(await app.nest.get(Database).transaction((tx) => app.nest.get(WebhookQueueService).test(tx, id))).toBeNull();
    expect(await log(id, '?state=due')).toEqual([]);
    await settle(app, { sweeps: true });
    await until('the letter', () => box.letters.some(({ text }) => text?.includes('410')));
    expect(box.letters.some(({ text }) => text?.includes('仓库 ERP') && text.includes('/console/webhooks'))).toBe(true);
    expect(await app.db.delivery.count({ where: { recipient: gone.id } })).toBe(0);
    expect(box.letters.every(({ text }) => !text?.includes(erp.url))).toBe(true);
  });

  test('wait as long as the endpoint asks, all of its own and nobody else’s', async () => {
    const [slow, other] = [await make(), await make({ url: crm.url })];
    erp.answer({ status: 429, headers: { 'retry-after': '600' } });
    await aDueOne(slow.id);
    await send();
    await Promise.all([aDueOne(slow.id), aDueOne(other.id)]);
    await send();
    expect([erp.hooks.length, crm.hooks.length]).toEqual([1, 1]);
    app.clock.advance({ minutes: 11 });
    await send();
    await send();
    expect(erp.hooks).toHaveLength(3);
  });

  test('to one that does not answer hold up no other, and are bounded', async () => {
    const [slow, other] = [await make(), await make({ url: crm.url })];
    const held: (() => void)[] = [];
    erp.answerAlways((response) => void held.push(() => response.writeHead(204).end()));
    for (let n = 0; n < 6; n += 1) await aDueOne(slow.id);
    for (let n = 0; n < 3; n += 1) await aDueOne(other.id);
    await settle(app);
    await jobs().send();
    await until('the other endpoint', () => crm.hooks.length === 3 && held.length === 4);
    await aDueOne(other.id);
    await jobs().send();
    await until('the other endpoint again', () => crm.hooks.length === 4);
    expect(held).toHaveLength(4);
    erp.answerAlways({ status: 204 });
    held.forEach((release) => release());
    await jobs().idle();
    expect(erp.hooks).toHaveLength(6);
  });

  test('are taken by one process at a time, and again by another when that one died', async () => {
    const { id } = await make();
    for (let n = 0; n < 5; n += 1) await aDueOne(id);
    const work = app.nest.get(WebhookWorkService);
    const taken = (await Promise.all(Array.from({ length: 12 }, () => work.take(id)))).flatMap((one) => one ?? []);
    expect(new Set(taken.map((one) => one.id)).size).toBe(5);
    expect(taken).toHaveLength(5);
    await send();
    expect(erp.hooks).toHaveLength(0);
    app.clock.advance({ minutes: 2 });
    await send();
    expect(erp.hooks.map(({ headers }) => headers['webhook-id']).sort()).toEqual(taken.map((one) => one.id).sort());
  });

  test('are signed with both secrets while one is changed for another', async () => {
    const { id, secret } = await make();
    const next = (await admin.post(`/webhooks/${id}/secret`, { keepHours: 2 })).as(WebhookMade);
    expect(next.webhook.previousSecretUntil).not.toBeNull();
    await aDueOne(id);
    await send();
    app.clock.advance({ hours: 3 });
    await signInAnew();
    await aDueOne(id);
    await send();
    const signed = (word: string | null) => erp.hooks.map((hook) => isSigned(hook, word ?? ''));
    expect([signed(secret), signed(next.secret)]).toEqual([[true, false], [true, true]]);
  });

  test('are sent by a rule once a run, to an endpoint that listens to nothing', async () => {
    const { id } = await make({ types: [] });
    const ticket = await ours();
    const queue = app.nest.get(WebhookQueueService);
    const db = app.nest.get(Database);
    const run = { ticketId: ticket.id, source: 'run-1', facts: { ruleId: randomUUID() } };
    const answers = await Promise.all([1, 2, 3].map(() => db.transaction((tx) => queue.sendForTicket(tx, id, run))));
    expect(answers).toEqual([true, true, true]);
    expect(await db.transaction((tx) => queue.sendForTicket(tx, randomUUID(), run))).toBe(false);
    expect(await db.transaction((tx) => queue.sendForTicket(tx, id, { ...run, ticketId: randomUUID() }))).toBe(false);
    await send();
    expect(erp.hooks.map(({ body }) => [body.type, body.data])).toMatchObject([['automation.sent', { sequence: 1, ticket: { id: ticket.id }, change: run.facts }]]);
  });

  test('are listed a page at a time, and forgotten after a month', async () => {
    const { id } = await make();
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await aDueOne(id)).id);
    const first = (await admin.get(`/webhooks/${id}/deliveries?limit=3`)).as(WebhookDeliveryPage);
    const second = (await admin.get(`/webhooks/${id}/deliveries?limit=3&cursor=${first.nextCursor}`)).as(WebhookDeliveryPage);
    expect([...first.items, ...second.items].map((row) => row.id)).toEqual(ids);
    expect((await admin.get(`/webhooks/${id}/deliveries?cursor=!`)).code).toBe('request/invalid');
    app.clock.advance({ days: 31 });
    await jobs().forget();
    await signInAnew();
    expect(await log(id)).toEqual([]);
  });
});
