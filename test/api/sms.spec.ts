import { ProofStanding } from '#contracts/proofs.js';
import { DeliveryPage } from '#contracts/notifications.js';
import { WidgetSession } from '#contracts/widget.js';
import { newId } from '../../server/src/platform/ids.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, type Talk } from '../support/desk.js';
import { settle } from '../support/settle.js';
import { TwilioFake } from '../support/twilio-fake.js';

const NUMBER = '+8613800138000';

describe('codes by SMS', () => {
  let app: TestApp;
  let sms: TwilioFake;
  let desk: Desk;
  beforeEach(async () => {
    sms = new TwilioFake();
    app = await startApp(await sms.start());
    desk = await aDesk(app);
  });
  afterEach(async () => {
    await app.close();
    await sms.stop();
  });

  const asked = async (phone = '+86 138 0013 8000', locale = 'zh-CN'): Promise<Talk> => {
    const talk = await aTalk(app, desk);
    talk.socket.disconnect();
    await app.db.visitor.update({ where: { id: talk.visitor.visitor.id }, data: { locale } });
    (await talk.visitor.put(`/widget/conversations/${talk.ticketId}/proof`, { kind: 'phone', address: phone })).as(ProofStanding);
    return talk;
  };
  const delivery = () => app.db.delivery.findFirstOrThrow({ where: { channel: 'sms' } });
  const after = async (seconds: number) => {
    app.clock.advance({ seconds });
    await settle(app, { sweeps: true });
  };

  test('reach a phone in the customer’s language and prove it', async () => {
    const talk = await asked();
    await settle(app, { sweeps: true });
    const [text] = sms.texts;
    expect(text).toMatchObject({ to: NUMBER, from: '+15005550006' });
    expect(text?.text).toMatch(/^【.+】验证码 \d{6}，十分钟内有效，请勿告诉他人。$/);
    expect((await talk.visitor.get(`/widget/conversations/${talk.ticketId}`)).body).toMatchObject({ proof: { kind: 'phone', to: '+86 … 000' } });
    const code = /\d{6}/.exec(text?.text ?? '')?.[0];
    expect((await talk.visitor.post(`/widget/conversations/${talk.ticketId}/proof/confirmation`, { code })).as(ProofStanding)).toEqual({ proof: null });
    expect(await app.db.customerIdentity.findFirstOrThrow({ where: { value: NUMBER } })).toMatchObject({ kind: 'phone', proof: 'code' });
    expect(await delivery()).toMatchObject({ state: 'delivered', response: expect.stringMatching(/^201 queued SM[0-9a-f]{32}$/) });
    const admin = await as.agent(app, { role: 'admin' });
    expect((await admin.get('/deliveries')).as(DeliveryPage).items).toMatchObject([{ channel: 'sms', template: 'code', state: 'delivered', recipient: null }]);
  });

  test('are at most two hundred an hour, whoever asks', async () => {
    const { ticketId } = await asked();
    const [proof] = await app.db.addressProof.findMany({ where: { ticketId } });
    const createdAt = app.clock.now();
    await app.db.proofCode.createMany({ data: Array.from({ length: 199 }, () => ({ id: newId(), proofId: proof?.id ?? '', createdAt })) });
    const other = await aTalk(app, desk);
    other.socket.disconnect();
    const wish = { kind: 'phone', address: '+49 30 1234567' };
    const again = () => other.visitor.put(`/widget/conversations/${other.ticketId}/proof`, wish);
    expect((await again()).code).toBe('request/too_many');
    app.clock.advance({ minutes: 61 });
    expect((await again()).status).toBe(200);
  });

  test('are the one way that is offered where no mail server is set', async () => {
    const session = await as.stranger(app).post('/widget/session', { widgetKey: desk.channel.key });
    expect(session.as(WidgetSession).settings.proofs).toEqual(['phone']);
    const talk = await asked();
    expect((await talk.visitor.put(`/widget/conversations/${talk.ticketId}/proof`, { kind: 'email', address: 'a@example.com' })).code).toBe('proof/no_channel');
  });

  test.each([
    ['too many at once, as long as it asks for', { status: 429, code: 20429, retryAfter: 90 }, '429 20429', 91],
    ['an outage', { status: 503, html: true }, '503', 31],
    ['a fault of theirs', { status: 500, code: 20500 }, '500 20500', 31],
    ['a line that breaks', 'hang up', expect.stringMatching(/^CONN \w+$/), 31],
  ] as const)('are tried again after %s', async (_, verdict, note, seconds) => {
    sms.answer(verdict);
    await asked();
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'due', attempts: 1, lastError: note });
    await after(seconds - 25);
    expect(sms.texts).toEqual([]);
    await after(25);
    expect(await delivery()).toMatchObject({ state: 'delivered', attempts: 2, lastError: null });
    expect(sms.texts).toHaveLength(1);
  });

  test('are given up where the number is refused, and say so without it', async () => {
    sms.answer({ status: 400, code: 21211 });
    await asked();
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'failed', lastError: '400 21211' });
    expect(JSON.stringify(await delivery())).not.toContain('13800138000');
  });

  test('go nowhere else when they are sent elsewhere', async () => {
    sms.answer('elsewhere');
    await asked();
    await settle(app, { sweeps: true });
    expect(await delivery()).toMatchObject({ state: 'failed', lastError: '307' });
    expect(sms.refused).toEqual([]);
    expect(sms.texts).toEqual([]);
  });

  test.each([
    ['a number without its country', '123456', 'phone_country'],
    ['one that is too short', '+86138', 'phone_invalid'],
    ['one that costs', '+442079460018; drop', 'phone_invalid'],
    ['a premium one', '+49 900 1 123456', 'phone_costly'],
  ])('are refused for %s', async (_, phone, code) => {
    const talk = await aTalk(app, desk);
    talk.socket.disconnect();
    const answer = await talk.visitor.put(`/widget/conversations/${talk.ticketId}/proof`, { kind: 'phone', address: phone });
    expect(answer.body).toMatchObject({ code: 'request/invalid', fields: [{ path: 'address', code }] });
  });
});

test('a wrong password at the gateway is given up and told', async () => {
  const sms = new TwilioFake();
  const app = await startApp({ ...(await sms.start()), TWILIO_AUTH_TOKEN: 'another' });
  const talk = await aTalk(app, await aDesk(app));
  talk.socket.disconnect();
  await talk.visitor.put(`/widget/conversations/${talk.ticketId}/proof`, { kind: 'phone', address: NUMBER });
  await settle(app, { sweeps: true });
  expect(await app.db.delivery.findFirstOrThrow({ where: { channel: 'sms' } })).toMatchObject({ state: 'failed', lastError: '401 20003' });
  await app.close();
  await sms.stop();
});
