import { randomUUID } from 'node:crypto';
import { Done } from '#contracts/common.js';
import { TranscriptAddress } from '#contracts/transcripts.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, done, speak, type Talk } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { settle } from '../support/settle.js';

describe('a transcript', () => {
  let app: TestApp;
  let box: Mailbox;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    box = await Mailbox.open();
    app = await startApp({ SMTP_URL: box.url });
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes' });
  });
  afterAll(async () => {
    await app.close();
    await box.close();
  });

  /** A talk with a hostile word, a note, and a word that was taken back. */
  const talked = async (): Promise<Talk> => {
    const talk = await aTalk(app, desk, '<script>alert(1)</script> 水壶 \u202eعربي');
    await agent.post(`/chats/${talk.chat.id}/acceptance`);
    const desktop = await agent.socket();
    await speak(desktop, talk.ticketId, 'Which batch?');
    await speak(desktop, talk.ticketId, 'Never tell him this', { internal: true });
    const slip = await speak(desktop, talk.ticketId, 'A slip of the tongue');
    await done(desktop, 'message:recall', { conversationId: talk.ticketId, messageId: slip.message.id });
    desktop.disconnect();
    talk.socket.disconnect();
    return talk;
  };
  const own = (talk: Talk, query = '') => talk.visitor.get(`/widget/conversations/${talk.ticketId}/transcript${query}`);
  const staff = (talk: Talk, query = '') => agent.get(`/tickets/${talk.ticketId}/transcript${query}`);

  test('holds for the customer what he may read, and nothing else', async () => {
    const talk = await talked();
    const answer = await own(talk, '?zone=Asia/Shanghai');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; filename="[^"]+\.html"; filename\*=UTF-8''\S+\.html$/),
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    const paper = String(answer.body);
    expect(paper).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 水壶');
    expect(paper).not.toContain('<script');
    for (const words of ['Which batch?', 'Agnes', '(recalled)', 'GMT+8', 'Asia/Shanghai']) expect(paper).toContain(words);
    for (const words of ['Never tell', 'slip of the tongue', 'Internal']) expect(paper).not.toContain(words);
    expect(paper.trimEnd().endsWith('</html>')).toBe(true);
  });

  test('is plain text in the reader’s language where that is wanted', async () => {
    const talk = await talked();
    const answer = await own(talk, '?format=text&locale=zh-CN&zone=Mars/Olympus');
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(String(answer.body)).toMatch(/^与 .+ 的对话，编号 \d+\n保存于 .+。时间以 UTC 为准。/);
    expect(String(answer.body)).toContain('    <script>alert(1)</script> 水壶');
  });

  test('holds notes for staff by choice alone, is labelled then, and who took it is on the record', async () => {
    const talk = await talked();
    expect(String((await staff(talk)).body)).not.toContain('Never tell');
    const internal = String((await staff(talk, '?notes=true&format=text')).body);
    expect(internal).toContain('*** Internal: holds notes that the customer does not see');
    expect(internal).toMatch(/Agnes\u2069 \(Internal\)\n {4}Never tell him this/);
    expect(internal).not.toContain('slip of the tongue');
    const events = await app.db.event.findMany({ where: { subject: talk.ticketId, name: 'transcript.taken' }, orderBy: { id: 'asc' } });
    expect(events.map(({ actorId, payload }) => [actorId, payload])).toEqual([
      [agent.account.id, { ticketId: talk.ticketId, format: 'html', notes: false }],
      [agent.account.id, { ticketId: talk.ticketId, format: 'text', notes: true }],
    ]);
  });

  test('has a safe name, whatever the shop is called', async () => {
    const channel = await aChannel(app.db, { teamId: desk.team.id });
    await app.db.store.update({ where: { id: channel.storeId }, data: { name: '../a"; x=y\u202e茶/..\\壶 <b>' } });
    const talk = await aTalk(app, { channel });
    talk.socket.disconnect();
    const disposition = String((await own(talk)).headers['content-disposition']);
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]+\.html"; filename\*=UTF-8''[\w.%~!-]+\.html$/);
    expect(disposition).not.toMatch(/[\r\n]|\.\.\/|%E2%80%AE/);
  });

  test('of ten thousand entries comes whole', async () => {
    const talk = await talked();
    const { staffHead, publicHead } = await app.db.timeline.findUniqueOrThrow({ where: { ticketId: talk.ticketId } });
    await app.db.$executeRaw`
      INSERT INTO "Message" ("id", "ticketId", "staffSeq", "publicSeq", "authorKind", "authorName", "kind", "text", "internal", "createdAt")
      SELECT gen_random_uuid(), ${talk.ticketId}::uuid, ${staffHead}::int + n, ${publicHead}::int + n, 'customer', 'Wei', 'text', 'Word ' || n || '.', false, now() FROM generate_series(1, 10000) n`;
    await app.db.timeline.update({ where: { ticketId: talk.ticketId }, data: { staffHead: staffHead + 10_000, publicHead: publicHead + 10_000 } });
    const paper = String((await own(talk, '?format=text')).body);
    expect([...paper.matchAll(/^ {4}Word (\d+)\.$/gm)].map(([, n]) => Number(n))).toEqual(Array.from({ length: 10_000 }, (_, at) => at + 1));
    expect(paper).toContain('End of what was said');
  });

  test('does not exist for anybody else', async () => {
    const talk = await talked();
    const other = await as.visitor(app, { channelId: desk.channel.id });
    const path = `/widget/conversations/${talk.ticketId}/transcript`;
    for (const stranger of [other, as.stranger(app), agent]) {
      const code = stranger === other ? 'conversation/not_found' : 'visitor/token_invalid';
      expect([(await stranger.get(path)).code, (await stranger.get(`${path}/address`)).code, (await stranger.post(`${path}/letter`)).code]).toEqual([code, code, code]);
    }
    const elsewhere = await as.agent(app);
    const nobody = await as.agent(app, { permissions: ['profile.read'], teamIds: [desk.team.id] });
    expect((await elsewhere.get(`/tickets/${talk.ticketId}/transcript?notes=true`)).code).toBe('conversation/not_found');
    expect((await nobody.get(`/tickets/${talk.ticketId}/transcript`)).code).toBe('permission/missing');
    expect((await as.stranger(app).get(`/tickets/${talk.ticketId}/transcript`)).code).toBe('session/required');
    expect((await agent.get(`/tickets/${randomUUID()}/transcript`)).code).toBe('conversation/not_found');
    expect(await app.db.event.count({ where: { subject: talk.ticketId, name: 'transcript.taken' } })).toBe(0);
  });

  test.each(['?format=pdf', '?locale=de', '?notes=true', '?format=html&x=1'])('is refused to a customer for %s', async (query) => {
    expect((await own(await talked(), query)).code).toBe('request/invalid');
  });

  describe('by mail', () => {
    const letter = (talk: Talk) => talk.visitor.post(`/widget/conversations/${talk.ticketId}/transcript/letter`);
    const address = async (talk: Talk) => (await talk.visitor.get(`/widget/conversations/${talk.ticketId}/transcript/address`)).as(TranscriptAddress).to;
    const prove = async (talk: Talk, email: string, proof = 'code') => {
      const id = newId();
      await app.db.customer.create({ data: { id: newId(), identities: { create: [{ id, kind: 'email', value: email, proof, provenAt: app.clock.now() }] }, visitors: { connect: { id: talk.visitor.visitor.id } } } });
      return id;
    };

    test('goes to a proven address alone', async () => {
      const talk = await talked();
      await talk.visitor.patch('/widget/visitor', { email: 'claimed@example.com' });
      expect(await address(talk)).toBeNull();
      expect((await letter(talk)).code).toBe('transcript/no_address');
      await prove(talk, 'only.said@example.com', 'claimed');
      expect((await letter(talk)).code).toBe('transcript/no_address');
    });

    test('brings the talk as a file, in the customer’s language', async () => {
      const talk = await talked();
      await app.db.visitor.update({ where: { id: talk.visitor.visitor.id }, data: { locale: 'zh-TW' } });
      await prove(talk, 'proven@example.com');
      expect(await address(talk)).toBe('p…@example.com');
      (await letter(talk)).as(Done);
      await settle(app, { sweeps: true });
      const sent = box.letters.find(({ to }) => to === 'proven@example.com');
      expect(sent?.subject).toContain('對話紀錄');
      expect(sent?.source).toMatch(/Content-Disposition: attachment/i);
      const file = Buffer.from(/Content-Disposition: attachment[\s\S]*?\r\n\r\n([\w+/=\r\n]+)\r\n--/i.exec(sent?.source ?? '')?.[1] ?? '', 'base64').toString();
      expect(file).toContain('&lt;script&gt;alert(1)');
      expect(file).toContain('（已收回）');
      expect(file).not.toContain('Never tell');
    });

    test('is not sent once the address is not proven any more', async () => {
      const talk = await talked();
      const id = await prove(talk, 'gone@example.com');
      (await letter(talk)).as(Done);
      await app.db.customerIdentity.delete({ where: { id } });
      await settle(app, { sweeps: true });
      expect(box.letters.some(({ to }) => to === 'gone@example.com')).toBe(false);
      expect(await app.db.delivery.findFirstOrThrow({ orderBy: { id: 'desc' } })).toMatchObject({ state: 'void' });
    });
  });
});
