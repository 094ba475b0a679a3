import { randomUUID } from 'node:crypto';
import { Me } from '#contracts/accounts.js';
import { Translation } from '#contracts/translations.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, type Desk, done, speak } from '../support/desk.js';
import { TranslateFake } from '../support/translate-fake.js';

describe('translations', () => {
  const fake = new TranslateFake();
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp(await fake.start());
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(async () => {
    await app.close();
    await fake.stop();
  });
  beforeEach(() => {
    fake.detected = 'de';
  });

  const aWord = async (text = 'Der Kessel tropft <b>stark</b>') => {
    const talk = await aTalk(app, desk, text);
    const message = await app.db.message.findFirstOrThrow({ where: { ticketId: talk.ticketId, authorKind: 'customer' } });
    return { talk, at: `/tickets/${talk.ticketId}/messages/${message.id}/translations`, messageId: message.id, replyAt: `/tickets/${talk.ticketId}/reply-translation` };
  };

  test('are offered where there is a translator', async () => {
    expect((await agent.get('/session')).as(Me).settings.translates).toBe(true);
  });

  test('are made once for a message and a language, and leave its own words alone', async () => {
    const { at, messageId } = await aWord();
    const before = fake.asked.length;
    const other = await as.agent(app, { teamIds: [desk.team.id] });
    for (const client of [agent, agent, other]) {
      expect((await client.put(`${at}/en`)).as(Translation)).toEqual({ text: '[en] Der Kessel tropft <b>stark</b>', from: 'de', to: 'en' });
    }
    expect(fake.asked.slice(before)).toEqual([{ q: 'Der Kessel tropft <b>stark</b>', target: 'en' }]);
    expect((await agent.put(`${at}/zh-TW`)).as(Translation)).toMatchObject({ text: expect.stringContaining('[zh-Hant]'), to: 'zh-TW' });
    expect((await app.db.message.findUniqueOrThrow({ where: { id: messageId } })).text).toBe('Der Kessel tropft <b>stark</b>');
  });

  test('leave one row when two ask at once', async () => {
    const { at, messageId } = await aWord();
    const answers = await Promise.all([agent.put(`${at}/fr`), agent.put(`${at}/fr`)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await app.db.messageTranslation.count({ where: { messageId } })).toBe(1);
  });

  test('of a reply go into the language the customer was found to write in, or else asks for, and are kept nowhere', async () => {
    const { at, replyAt, talk } = await aWord();
    await app.db.visitor.updateMany({ where: { id: talk.visitor.visitor.id }, data: { locale: 'zh-CN' } });
    expect((await agent.post(replyAt, { text: 'We send a new one.' })).as(Translation)).toMatchObject({ text: '[zh-Hans] We send a new one.', to: 'zh-CN' });
    await agent.put(`${at}/en`);
    expect((await agent.post(replyAt, { text: 'We send a new one.' })).as(Translation)).toMatchObject({ text: '[de] We send a new one.', to: 'de' });
    expect(await app.db.message.count({ where: { ticketId: talk.ticketId, authorKind: 'agent' } })).toBe(0);
    await app.db.visitor.updateMany({ where: { id: talk.visitor.visitor.id }, data: { locale: null } });
    await app.db.messageTranslation.deleteMany({ where: { message: { ticketId: talk.ticketId } } });
    expect((await agent.post(replyAt, { text: 'x' })).code).toBe('translation/language_unknown');
  });

  test('are not made of notes, of what the staff wrote, and of what was taken back', async () => {
    const { talk } = await aWord();
    const socket = await agent.socket();
    const before = fake.asked.length;
    const note = (await speak(socket, talk.ticketId, 'Rude', { internal: true })).message.id;
    const reply = (await speak(socket, talk.ticketId, 'Hello')).message.id;
    const taken = (await speak(talk.socket, talk.ticketId, 'Passwort')).message.id;
    await done(talk.socket, 'message:recall', { conversationId: talk.ticketId, messageId: taken });
    for (const id of [note, reply, taken]) expect((await agent.put(`/tickets/${talk.ticketId}/messages/${id}/translations/en`)).code).toBe('translation/no_text');
    expect(fake.asked.length).toBe(before);
  });

  test('are for whoever may read the ticket, and of replies for whoever may write', async () => {
    const { talk, at, replyAt } = await aWord();
    const foreigner = await as.agent(app);
    const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    const powerless = await as.agent(app, { permissions: ['account.read'], teamIds: [desk.team.id] });
    expect((await as.stranger(app).put(`${at}/en`)).code).toBe('session/required');
    expect((await talk.visitor.put(`${at}/en`)).status).toBeGreaterThanOrEqual(401);
    expect((await foreigner.put(`${at}/en`)).code).toBe('conversation/not_found');
    expect((await powerless.put(`${at}/en`)).code).toBe('permission/missing');
    expect((await reader.put(`${at}/en`)).status).toBe(200);
    expect((await reader.post(replyAt, { text: 'x' })).code).toBe('permission/missing');
    expect((await foreigner.post(replyAt, { text: 'x' })).code).toBe('conversation/not_found');
    const elsewhere = await aWord();
    const [messageId] = at.split('/').slice(4, 5);
    expect((await agent.put(`/tickets/${elsewhere.talk.ticketId}/messages/${messageId}/translations/en`)).code).toBe('resource/not_found');
    expect((await agent.put(`/tickets/${talk.ticketId}/messages/${randomUUID()}/translations/en`)).code).toBe('resource/not_found');
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no words', { text: '' }],
    ['too many words', { text: 'x'.repeat(8_001) }],
    ['a number', { text: 5 }],
    ['what is not asked for', { text: 'x', to: 'de' }],
  ])('refuse %s', async (_, body) => {
    expect((await agent.post((await aWord()).replyAt, body)).code).toBe('request/invalid');
  });
  test.each(['english', 'e', 'en_US', '..', '%00'])('know no language %s', async (to) => {
    expect((await agent.put(`${(await aWord()).at}/${to}`)).status).toBeGreaterThanOrEqual(400);
  });

  test.each<[string, Parameters<TranslateFake['answer']>[0], string, number | undefined]>([
    ['a limit', { status: 429, retryAfter: 30 }, 'translation/unavailable', 30_000],
    ['an outage', { status: 500, error: 'Cannot translate text' }, 'translation/unavailable', 10_000],
    ['a closed line', 'hang up', 'translation/unavailable', 10_000],
    ['another address', 'elsewhere', 'translation/refused', undefined],
    ['a wrong key', { status: 403, error: 'Invalid API key' }, 'translation/refused', undefined],
    ['a page instead', { raw: '<html>Sign in</html>' }, 'translation/refused', undefined],
    ['words that nobody can keep', { raw: JSON.stringify({ translatedText: 'a\u0000b' }) }, 'translation/refused', undefined],
    ['half a character', { raw: '{"translatedText":"\\ud83d"}' }, 'translation/refused', undefined],
    ['a page without end', { raw: 'x'.repeat(2_000_000) }, 'translation/refused', undefined],
  ])('tell of %s, and keep nothing', async (_, verdict, code, retryAfterMs) => {
    const { at, messageId } = await aWord();
    fake.answer(verdict);
    const answer = await agent.put(`${at}/en`);
    expect([answer.code, Object(answer.body).retryAfterMs]).toEqual([code, retryAfterMs]);
    expect(await app.db.messageTranslation.count({ where: { messageId } })).toBe(0);
    expect((await agent.put(`${at}/en`)).status).toBe(200);
  });

  test('into a language the translator does not know are refused', async () => {
    expect((await agent.put(`${(await aWord()).at}/sv`)).code).toBe('translation/refused');
  });

  test('are forty a minute for one person', async () => {
    const busy = await as.agent(app, { teamIds: [desk.team.id] });
    const { replyAt } = await aWord();
    for (let time = 0; time < 40; time += 1) await busy.post(replyAt, { text: 'x' });
    expect((await busy.post(replyAt, { text: 'x' })).code).toBe('request/too_many');
    expect((await agent.post(replyAt, { text: 'x' })).status).toBe(200);
  });
});

test('an older translator is asked for Chinese by its old name', async () => {
  const fake = new TranslateFake({ targets: ['en', 'zh', 'zt'] });
  fake.detected = 'zt';
  const app = await startApp(await fake.start());
  const desk = await aDesk(app);
  const agent = await as.agent(app, { teamIds: [desk.team.id] });
  const talk = await aTalk(app, desk, '水壺會漏水');
  const { id } = await app.db.message.findFirstOrThrow({ where: { ticketId: talk.ticketId, authorKind: 'customer' } });
  expect((await agent.put(`/tickets/${talk.ticketId}/messages/${id}/translations/zh-CN`)).as(Translation)).toEqual({ text: '[zh] 水壺會漏水', from: 'zh-TW', to: 'zh-CN' });
  expect(fake.asked.map(({ target }) => target)).toEqual(['zh-Hans', 'zh']);
  await app.close();
  await fake.stop();
});

test('without a translator nothing is offered', async () => {
  const app = await startApp();
  const desk = await aDesk(app);
  const agent = await as.agent(app, { teamIds: [desk.team.id] });
  const talk = await aTalk(app, desk);
  expect((await agent.get('/session')).as(Me).settings.translates).toBe(false);
  expect((await agent.post(`/tickets/${talk.ticketId}/reply-translation`, { text: 'x' })).code).toBe('translation/switched_off');
  await app.close();
});
