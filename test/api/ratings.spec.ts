import { randomUUID } from 'node:crypto';
import { Ratings, RatingRequest, RatingSummary } from '#contracts/ratings.js';
import { SettingsDocument } from '#contracts/settings.js';
import { TicketDetail } from '#contracts/tickets.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, done, linesOf, speak, type Talk } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';

describe('the rating of a chat', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes' });
  });
  afterAll(() => app.close());

  const address = (talk: Talk) => `/widget/conversations/${talk.ticketId}/rating`;
  /** A chat that an agent accepted, answered in and ended. */
  const ended = async (result: 'solved' | 'spam' = 'solved'): Promise<Talk> => {
    const talk = await aTalk(app, desk);
    (await agent.post(`/chats/${talk.chat.id}/acceptance`)).as(TicketDetail);
    const desktop = await agent.socket();
    await speak(desktop, talk.ticketId, 'Which batch?');
    await speak(desktop, talk.ticketId, 'A note', { internal: true });
    await speak(desktop, talk.ticketId, 'B09, thank you');
    desktop.disconnect();
    (await agent.post(`/chats/${talk.chat.id}/ending`, { contactReason: 'defect', result, closeTicket: true })).as(TicketDetail);
    await settle(app);
    talk.socket.disconnect();
    return talk;
  };
  const answers = (talk: Talk, fields: object = {}) => ({ chatId: talk.chat.id, score: 5, tags: ['friendly'], solved: true, comment: '很好，谢谢', ...fields });
  const asked = async (talk: Talk, locale = 'en') => (await talk.visitor.get(`${address(talk)}?locale=${locale}`)).as(RatingRequest);

  test('is asked at its end with words for each score, in the customer’s language', async () => {
    const talk = await aTalk(app, desk);
    expect(await asked(talk)).toMatchObject({ ask: false, can: { rate: false }, given: null });
    const over = await ended();
    const request = await asked(over, 'zh-TW');
    expect(request).toMatchObject({ chatId: over.chat.id, ask: true, can: { rate: true }, given: null });
    expect(request.tags.find((tag) => tag.key === 'quick')).toEqual({ key: 'quick', label: '回覆迅速', scores: [4, 5] });
    talk.socket.disconnect();
  });

  test('is kept raw, with who wrote to the customer and how often, and told to the desk', async () => {
    const talk = await ended();
    const desktop = await agent.socket();
    const heard = new Recorder(desktop);
    const answer = (await talk.visitor.put(address(talk), answers(talk))).as(RatingRequest);
    expect(answer).toMatchObject({ ask: false, given: { score: 5, tags: ['friendly'], solved: true, comment: '很好，谢谢' }, can: { rate: true } });
    expect((await heard.until('changed', ({ kind }) => kind === 'rating')).id).toBe(talk.ticketId);
    expect((await linesOf(app, talk.ticketId)).at(-1)).toBe('chat.rated');
    const { items } = (await agent.get(`/tickets/${talk.ticketId}/ratings`)).as(Ratings);
    expect(items).toMatchObject([{ chatId: talk.chat.id, score: 5, solved: true, comment: '很好，谢谢', team: { id: desk.team.id }, agents: [{ id: agent.account.id, name: 'Agnes', replies: 2 }], changedAt: null }]);
    expect(items[0]?.tags).toMatchObject([{ key: 'friendly', label: { en: 'Friendly', 'zh-CN': '服务态度好' } }]);
    const event = await app.db.event.findFirstOrThrow({ where: { subject: talk.chat.id, name: 'rating.given' } });
    expect(JSON.stringify(event.payload)).not.toContain('谢谢');
    desktop.disconnect();
  });

  test('leaves no trace in what the customer reads', async () => {
    const talk = await ended();
    const before = (await talk.visitor.get(`/widget/conversations/${talk.ticketId}/messages`)).body;
    await talk.visitor.put(address(talk), answers(talk));
    expect((await talk.visitor.get(`/widget/conversations/${talk.ticketId}/messages`)).body).toEqual(before);
  });

  test('may be changed for a day, and is settled after it', async () => {
    const talk = await ended();
    await talk.visitor.put(address(talk), answers(talk));
    app.clock.advance({ hours: 23 });
    const changed = (await talk.visitor.put(address(talk), answers(talk, { score: 2, tags: ['slow'], solved: false, comment: '' }))).as(RatingRequest);
    expect(changed.given).toMatchObject({ score: 2, tags: ['slow'], solved: false, comment: '' });
    expect((await linesOf(app, talk.ticketId)).filter((code) => code === 'chat.rated')).toHaveLength(2);
    app.clock.advance({ hours: 2 });
    expect((await talk.visitor.put(address(talk), answers(talk))).code).toBe('rating/closed');
    expect(await asked(talk)).toMatchObject({ ask: false, given: { score: 2 }, can: { rate: false } });
  });

  test('stands once, however often and from however many windows it is sent', async () => {
    const talk = await ended();
    const sent = await Promise.all(Array.from({ length: 6 }, () => talk.visitor.put(address(talk), answers(talk))));
    expect(sent.map((answer) => answer.status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(await app.db.rating.count({ where: { ticketId: talk.ticketId } })).toBe(1);
    expect(await app.db.event.count({ where: { subject: talk.chat.id, name: { in: ['rating.given', 'rating.changed'] } } })).toBe(1);
    expect((await linesOf(app, talk.ticketId)).filter((code) => code === 'chat.rated')).toHaveLength(1);
    const two = await Promise.all([talk.visitor.put(address(talk), answers(talk, { score: 4 })), talk.visitor.put(address(talk), answers(talk, { score: 3, tags: [] }))]);
    expect(two.map((answer) => answer.status)).toEqual([200, 200]);
    expect(await app.db.ratingAgent.count({ where: { rating: { ticketId: talk.ticketId } } })).toBe(1);
  });

  test('that is put aside is never asked for again, and may still be given', async () => {
    const talk = await ended();
    expect((await talk.visitor.post(`${address(talk)}/dismissal`, { chatId: talk.chat.id })).as(RatingRequest)).toMatchObject({ ask: false, given: null, can: { rate: true } });
    expect((await talk.visitor.post(`${address(talk)}/dismissal`, { chatId: talk.chat.id })).status).toBe(200);
    expect((await agent.get(`/tickets/${talk.ticketId}/ratings`)).as(Ratings).items).toEqual([]);
    await talk.visitor.put(address(talk), answers(talk));
    expect((await talk.visitor.post(`${address(talk)}/dismissal`, { chatId: talk.chat.id })).as(RatingRequest).given).toMatchObject({ score: 5 });
  });

  test('is not taken for a chat that runs, is spam, is long over, or is not the latest', async () => {
    const running = await aTalk(app, desk);
    expect((await running.visitor.put(address(running), answers(running))).code).toBe('rating/closed');
    running.socket.disconnect();
    const spam = await ended('spam');
    expect((await spam.visitor.put(address(spam), answers(spam))).code).toBe('rating/closed');
    const old = await ended();
    await app.db.chat.update({ where: { id: old.chat.id }, data: { endedAt: new Date(app.clock.now().getTime() - 169 * 3_600_000) } });
    expect((await old.visitor.put(address(old), answers(old))).code).toBe('rating/closed');
    const talk = await ended();
    expect((await talk.visitor.post(`/widget/conversations/${talk.ticketId}/reopening`)).status).toBe(200);
    expect((await talk.visitor.put(address(talk), answers(talk))).code).toBe('rating/closed');
    expect((await chatOf(app, talk.ticketId)).id).not.toBe(talk.chat.id);
    expect(await asked(talk)).toMatchObject({ ask: false });
  });

  test('does not exist for anybody else', async () => {
    const talk = await ended();
    const other = await as.visitor(app, { channelId: desk.channel.id });
    for (const stranger of [other, as.stranger(app), agent]) {
      const got = await stranger.get(address(talk));
      const put = await stranger.put(address(talk), answers(talk));
      const aside = await stranger.post(`${address(talk)}/dismissal`, { chatId: talk.chat.id });
      const codes = stranger === other ? 'conversation/not_found' : 'visitor/token_invalid';
      expect([got.code, put.code, aside.code]).toEqual([codes, codes, codes]);
    }
    expect((await talk.visitor.get(`/widget/conversations/${randomUUID()}/rating`)).code).toBe('conversation/not_found');
    expect((await talk.visitor.put(address(talk), answers(talk, { chatId: randomUUID() }))).code).toBe('rating/closed');
    expect(await app.db.rating.count({ where: { ticketId: talk.ticketId } })).toBe(0);
  });

  test('may be given from another browser of the same proven customer', async () => {
    const talk = await ended();
    const customer = await aCustomer(app.db);
    await app.db.ticket.update({ where: { id: talk.ticketId }, data: { customerId: customer.id } });
    const phone = await as.visitor(app, { channelId: desk.channel.id, customerId: customer.id, verified: true });
    expect((await phone.put(address(talk), answers(talk))).status).toBe(200);
  });

  test.each([
    ['no score', { score: undefined }],
    ['a score out of range', { score: 6 }],
    ['half a star', { score: 4.5 }],
    ['a score in words', { score: '5' }],
    ['a tag of another score', { score: 5, tags: ['slow'] }],
    ['a tag nobody made', { tags: ['<img src=x onerror=alert(1)>'] }],
    ['too many tags', { tags: Array.from({ length: 21 }, () => 'friendly') }],
    ['a comment without end', { comment: 'x'.repeat(1001) }],
    ['what cannot be stored', { comment: 'a\u0000b' }],
    ['half a sign', { comment: '\ud83d' }],
    ['solved in words', { solved: 'yes' }],
    ['an unknown field', { agentId: randomUUID() }],
  ])('refuses %s and keeps nothing', async (_, fields) => {
    const talk = await ended();
    expect((await talk.visitor.put(address(talk), answers(talk, fields))).code).toBe('request/invalid');
    expect(await app.db.rating.count({ where: { ticketId: talk.ticketId } })).toBe(0);
  });

  test('keeps words that look like code, and right-to-left ones, as they are', async () => {
    const talk = await ended();
    const comment = '<script>alert(1)</script> شكرا جزيلا ‮';
    const { given } = (await talk.visitor.put(address(talk), answers(talk, { comment: `  ${comment} ` }))).as(RatingRequest);
    expect(given?.comment).toBe(comment);
  });

  test('is asked of nobody where the organisation does not want it', async () => {
    const admin = await as.agent(app, { role: 'admin' });
    const talk = await ended();
    const document = (await admin.get('/settings')).as(SettingsDocument);
    const put = (ratingAsked: boolean, version: number) => admin.put('/settings', { ...document.settings, ratingAsked }, { headers: { 'if-match': `"${version}"` } });
    const off = (await put(false, document.version)).as(SettingsDocument);
    expect(await asked(talk)).toMatchObject({ ask: false, can: { rate: false } });
    expect((await talk.visitor.put(address(talk), answers(talk))).code).toBe('rating/closed');
    (await put(true, off.version)).as(SettingsDocument);
    expect(await asked(talk)).toMatchObject({ ask: true });
  });

  describe('for the staff', () => {
    test('is shown to whoever may see the ticket, and is missing to others', async () => {
      const talk = await ended();
      await talk.visitor.put(address(talk), answers(talk));
      const elsewhere = await as.agent(app, { teamIds: [(await aDesk(app)).team.id] });
      expect((await elsewhere.get(`/tickets/${talk.ticketId}/ratings`)).code).toBe('conversation/not_found');
      expect((await as.stranger(app).get(`/tickets/${talk.ticketId}/ratings`)).code).toBe('session/required');
      expect((await (await as.agent(app, { permissions: [] })).get(`/tickets/${talk.ticketId}/ratings`)).code).toBe('permission/missing');
      expect((await agent.get(`/tickets/${randomUUID()}/ratings`)).code).toBe('conversation/not_found');
      expect((await agent.get('/tickets/none/ratings')).code).toBe('resource/not_found');
    });

    test('is counted for a lead: own teams, every chat once, each person’s part', async () => {
      const other = await aDesk(app);
      const talk = await ended();
      await talk.visitor.put(address(talk), answers(talk, { score: 1, tags: ['slow'], solved: null, comment: 'Slow' }));
      const aside = await ended();
      await aside.visitor.post(`${address(aside)}/dismissal`, { chatId: aside.chat.id });
      const lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
      const summary = (await lead.get('/ratings/summary?days=1')).as(RatingSummary);
      expect(summary.scores.reduce((sum, count) => sum + count, 0)).toBe(summary.answered);
      expect(summary.asked).toBeGreaterThanOrEqual(summary.answered + summary.dismissed);
      expect(summary.solved.yes + summary.solved.no + summary.solved.unsaid).toBe(summary.answered);
      expect(summary.dismissed).toBeGreaterThan(0);
      expect(summary.agents.find((entry) => entry.agent.id === agent.account.id)?.answered).toBe(summary.answered);
      expect(summary.latest.map(({ ticketId }) => ticketId)).toContain(talk.ticketId);
      const strange = await as.agent(app, { role: 'lead', teamIds: [other.team.id] });
      expect((await strange.get('/ratings/summary?days=1')).as(RatingSummary)).toMatchObject({ asked: 0, answered: 0, latest: [], agents: [] });
      const manager = await as.agent(app, { role: 'manager' });
      expect((await manager.get('/ratings/summary')).as(RatingSummary).answered).toBeGreaterThanOrEqual(summary.answered);
    });

    test('is not counted for who may not, and not for a period that is none', async () => {
      expect((await as.stranger(app).get('/ratings/summary')).code).toBe('session/required');
      expect((await agent.get('/ratings/summary')).code).toBe('permission/missing');
      const lead = await as.agent(app, { role: 'lead' });
      for (const days of ['0', '367', '1.5', 'all']) expect((await lead.get(`/ratings/summary?days=${days}`)).code).toBe('request/invalid');
    });
  });

  test('goes with a visitor’s other windows', async () => {
    const talk = await ended();
    const window = await talk.visitor.socket();
    await done(window, 'conversation:open', { conversationId: talk.ticketId });
    const heard = new Recorder(window);
    await talk.visitor.put(address(talk), answers(talk));
    expect((await heard.until('changed', ({ kind }) => kind === 'rating')).id).toBe(talk.ticketId);
    window.disconnect();
  });
});
