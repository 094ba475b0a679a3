import { randomUUID } from 'node:crypto';
import { ProblemBody } from '#contracts/errors.js';
import { ProofStanding, TicketAddresses } from '#contracts/proofs.js';
import { Conversation, WidgetSession } from '#contracts/widget.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, linesOf, type Talk } from '../support/desk.js';
import { identityToken } from '../support/identity.js';
import { Mailbox } from '../support/mailbox.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';

const codeIn = (text = ''): string => /^(\d{6})$/m.exec(text)?.[1] ?? '';
const wrongOf = (code: string): string => (code === '000000' ? '000001' : '000000');

describe('proving an address', () => {
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
  const talks: Talk[] = [];
  afterEach(() => talks.splice(0).forEach((talk) => talk.socket.disconnect()));

  // One after the other: two that settle at once would each find the other's events taken.
  const talk = async (email?: string): Promise<Talk> => {
    const begun = await aTalk(app, desk);
    talks.push(begun);
    if (email) await begun.visitor.patch('/widget/visitor', { email });
    return begun;
  };
  const address = ({ ticketId }: Talk) => `/widget/conversations/${ticketId}/proof`;
  const begin = (one: Talk, email: string) => one.visitor.put(address(one), { kind: 'email', address: email });
  const confirm = (one: Talk, code: string) => one.visitor.post(`${address(one)}/confirmation`, { code });
  const addresses = async (one: Talk) => (await agent.get(`/tickets/${one.ticketId}/addresses`)).as(TicketAddresses);
  const sent = async (to: string) => {
    // A sweep takes a few letters at a time, and other tests have left some.
    for (let round = 0; round < 4; round += 1) await settle(app, { sweeps: true });
    return box.letters.findLast((letter) => letter.to === to);
  };
  /** Begins and gives the code that came. */
  const coded = async (one: Talk, email: string): Promise<string> => {
    (await begin(one, email)).as(ProofStanding);
    return codeIn((await sent(email))?.text);
  };

  test('goes from the agent’s question to a confirmed address that both see', async () => {
    const one = await talk('Wei.Chen@example.com');
    const heard = new Recorder(one.socket);
    const asked = (await agent.post(`/tickets/${one.ticketId}/proof`, { kind: 'email', address: 'wei.chen@example.com' })).as(TicketAddresses);
    expect(asked).toMatchObject({ open: { kind: 'email', address: 'wei.chen@example.com', askedBy: 'Agnes' }, channels: ['email'], can: { ask: true } });
    expect(asked.items).toEqual([{ kind: 'email', address: 'wei.chen@example.com', proof: 'claimed', provenAt: null, elsewhere: false }]);
    expect((await heard.until('changed', ({ kind }) => kind === 'ticket')).id).toBe(one.ticketId);
    const conversation = (await one.visitor.get(`/widget/conversations/${one.ticketId}`)).as(Conversation);
    expect(conversation.proof).toMatchObject({ kind: 'email', to: 'w…@example.com', by: 'staff', triesLeft: 5 });
    const letter = await sent('wei.chen@example.com');
    expect(letter?.subject).toMatch(/^Your code for /);
    expect((await confirm(one, ` ${codeIn(letter?.text).replace(/(...)/, '$1 ')}`)).as(ProofStanding)).toEqual({ proof: null });
    await settle(app);
    const now = await addresses(one);
    expect(now).toMatchObject({ open: null, items: [{ address: 'wei.chen@example.com', proof: 'code', elsewhere: false }], history: [{ askedBy: 'Agnes', confirmed: true }] });
    expect(now.items[0]?.provenAt).not.toBeNull();
    expect(await linesOf(app, one.ticketId)).toEqual(expect.arrayContaining(['address.asked', 'address.confirmed']));
    expect(await app.db.customerIdentity.findMany({ where: { value: 'wei.chen@example.com' } })).toMatchObject([{ kind: 'email', proof: 'code' }]);
    const ticket = await app.db.ticket.findUniqueOrThrow({ where: { id: one.ticketId } });
    expect(ticket.customerId).not.toBeNull();
  });

  test('keeps the digits nowhere but in the letter', async () => {
    const one = await talk();
    const code = await coded(one, 'nowhere@example.com');
    expect(code).toMatch(/^\d{6}$/);
    const kept = await app.db.proofCode.findFirstOrThrow({ where: { proof: { ticketId: one.ticketId } } });
    expect(kept.hash).toHaveLength(32);
    const rows = await Promise.all([
      app.db.event.findMany({ where: { name: { startsWith: 'address.' } } }), app.db.delivery.findMany(), app.db.message.findMany({ where: { ticketId: one.ticketId } }),
    ]);
    const written = JSON.stringify(rows).replaceAll(/"(id|eventId|subject|recipient|codeId|proofId|ticketId|\w*At)":"[^"]*"/g, '');
    expect(written).not.toContain(code);
    expect(written).not.toContain('nowhere@example.com');
  });

  test.each([
    ['zh-CN', '验证码', '请勿告诉他人'],
    ['zh-TW', '驗證碼', '請不要告訴任何人'],
  ])('writes in the customer’s language (%s)', async (locale, subject, words) => {
    const one = await talk();
    await app.db.visitor.update({ where: { id: one.visitor.visitor.id }, data: { locale } });
    await begin(one, `${locale.toLowerCase()}@example.com`);
    const letter = await sent(`${locale.toLowerCase()}@example.com`);
    expect(letter?.subject).toContain(subject);
    expect(letter?.text).toContain(words);
  });

  test('takes a code once, of many at once exactly one', async () => {
    const one = await talk();
    const code = await coded(one, 'once@example.com');
    const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(one, code)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'proof/code_over')).toHaveLength(7);
    expect((await linesOf(app, one.ticketId)).filter((line) => line === 'address.confirmed')).toHaveLength(1);
    expect((await confirm(one, code)).code).toBe('proof/code_over');
  });

  test('takes five tries, even when they come at once, and then not the right one either', async () => {
    const one = await talk();
    const code = await coded(one, 'tries@example.com');
    expect((await confirm(one, wrongOf(code))).body).toMatchObject({ code: 'proof/code_wrong', data: { triesLeft: 4 } });
    expect((await confirm(one, 'abcdef')).body).toMatchObject({ data: { triesLeft: 3 } });
    const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(one, wrongOf(code))));
    expect(answers.filter((answer) => answer.code === 'proof/code_wrong')).toHaveLength(2);
    expect((await app.db.proofCode.findFirstOrThrow({ where: { proof: { ticketId: one.ticketId } } })).tries).toBe(5);
    expect((await confirm(one, code)).code).toBe('proof/code_over');
    app.clock.advance({ seconds: 31 });
    expect((await one.visitor.post(`${address(one)}/code`)).as(ProofStanding).proof?.triesLeft).toBe(5);
    expect((await confirm(one, codeIn((await sent('tries@example.com'))?.text))).status).toBe(200);
  });

  test('takes no code after ten minutes, nor one that a newer one replaced', async () => {
    const one = await talk();
    const first = await coded(one, 'late@example.com');
    app.clock.advance({ minutes: 10 });
    expect((await confirm(one, first)).code).toBe('proof/code_over');
    await one.visitor.post(`${address(one)}/code`);
    const second = codeIn((await sent('late@example.com'))?.text);
    // One in a million that both have the same digits; then nothing is to be told here.
    if (second !== first) expect((await confirm(one, first)).code).toBe('proof/code_wrong');
    app.clock.advance({ minutes: 9 });
    expect((await confirm(one, second)).status).toBe(200);
  });

  test('takes no code of another customer’s talk', async () => {
    const [mine, theirs] = [await talk(), await talk()];
    const code = await coded(theirs, 'theirs@example.com');
    const own = await coded(mine, 'mine@example.com');
    if (own !== code) expect((await confirm(mine, code)).code).toBe('proof/code_wrong');
    expect((await confirm(mine, own)).status).toBe(200);
    expect((await confirm(theirs, code)).status).toBe(200);
  });

  test('waits between codes, and bounds them for each address whoever asks', async () => {
    const one = await talk();
    await begin(one, 'often@example.com');
    const soon = await one.visitor.post(`${address(one)}/code`);
    const { retryAfterMs } = ProblemBody.parse(soon.body);
    expect([soon.code, Math.ceil((retryAfterMs ?? 0) / 10_000)]).toEqual(['request/too_many', 3]);
    const others = [await talk(), await talk()];
    for (let at = 1; at < 5; at += 1) {
      app.clock.advance({ seconds: 31 });
      const asks = others[at % 2];
      if (asks) expect((await begin(asks, 'often@example.com')).status).toBe(200);
    }
    app.clock.advance({ seconds: 31 });
    const answers = await Promise.all([one, ...others].map((asks) => begin(asks, 'often@example.com')));
    expect(answers.map((answer) => answer.code)).toEqual(Array.from({ length: 3 }, () => 'request/too_many'));
    expect((await begin(one, 'another@example.com')).status).toBe(200);
    app.clock.advance({ hours: 1 });
    expect((await begin(one, 'often@example.com')).status).toBe(200);
  });

  test('sends one code to who asks many times at once, and few from one browser whatever the addresses', async () => {
    const one = await talk();
    const answers = await Promise.all(Array.from({ length: 6 }, () => begin(one, 'storm@example.com')));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (let at = 0; at < 7; at += 1) expect((await begin(one, `victim${at}@example.com`)).status).toBe(200);
    expect((await begin(one, 'victim8@example.com')).code).toBe('request/too_many');
  });

  test('tells nobody whether an address is known', async () => {
    const customer = await aCustomer(app.db);
    await app.db.customerIdentity.create({ data: { id: newId(), customerId: customer.id, kind: 'email', value: 'known@example.com', proof: 'signed', provenAt: new Date() } });
    const [one, other] = [await talk(), await talk()];
    const shape = (body: unknown) => JSON.stringify(body).replaceAll(/[kv]…|"(id|resendAt)":"[^"]*"/g, '');
    expect(shape((await begin(one, 'known@example.com')).body)).toBe(shape((await begin(other, 'void@example.com')).body));
  });

  test('never joins two customers: who proves the same address sees nothing of the other, staff is told', async () => {
    const [first, second] = [await talk(), await talk()];
    expect((await confirm(first, await coded(first, 'both@example.com'))).status).toBe(200);
    app.clock.advance({ seconds: 31 });
    expect((await confirm(second, await coded(second, 'both@example.com'))).status).toBe(200);
    await settle(app);
    const owners = await app.db.customerIdentity.findMany({ where: { value: 'both@example.com' } });
    expect(new Set(owners.map((owner) => owner.customerId)).size).toBe(2);
    expect((await second.visitor.get(`/widget/conversations/${first.ticketId}`)).code).toBe('conversation/not_found');
    expect(JSON.stringify((await second.visitor.get(`/widget/conversations/${second.ticketId}/messages`)).body)).not.toContain('address.shared');
    expect(await linesOf(app, second.ticketId)).toContain('address.shared');
    expect(await linesOf(app, first.ticketId)).not.toContain('address.shared');
    expect((await addresses(second)).items).toMatchObject([{ address: 'both@example.com', proof: 'code', elsewhere: true }]);
  });

  test('may be asked for without an address, changed to another one, and put aside', async () => {
    const one = await talk();
    (await agent.post(`/tickets/${one.ticketId}/proof`, { kind: 'email' })).as(TicketAddresses);
    expect((await one.visitor.get(`/widget/conversations/${one.ticketId}`)).as(Conversation).proof).toMatchObject({ to: null, resendAt: null, triesLeft: null });
    expect((await one.visitor.post(`${address(one)}/code`)).code).toBe('proof/none_open');
    const typo = await coded(one, 'tpyo@example.com');
    (await begin(one, 'typo@example.com')).as(ProofStanding);
    if (typo !== codeIn((await sent('typo@example.com'))?.text)) expect((await confirm(one, typo)).code).toBe('proof/code_wrong');
    expect(await addresses(one)).toMatchObject({ open: { address: 'typo@example.com', askedBy: 'Agnes' } });
    expect((await one.visitor.delete(address(one))).as(ProofStanding)).toEqual({ proof: null });
    expect((await one.visitor.delete(address(one))).status).toBe(200);
    expect((await addresses(one)).history.map(({ confirmed }) => confirmed)).toEqual([false, false]);
    expect((await agent.post(`/tickets/${one.ticketId}/proof`, { kind: 'email' })).status).toBe(200);
    expect((await agent.delete(`/tickets/${one.ticketId}/proof`)).as(TicketAddresses).open).toBeNull();
  });

  test('does not exist for anybody else', async () => {
    const one = await talk('own@example.com');
    const other = await as.visitor(app, { channelId: desk.channel.id });
    for (const stranger of [other, as.stranger(app), agent]) {
      const calls = [stranger.put(address(one), { kind: 'email', address: 'a@example.com' }), stranger.post(`${address(one)}/code`), stranger.post(`${address(one)}/confirmation`, { code: '123456' }), stranger.delete(address(one))];
      const code = stranger === other ? 'conversation/not_found' : 'visitor/token_invalid';
      expect((await Promise.all(calls)).map((answer) => answer.code)).toEqual([code, code, code, code]);
    }
    const elsewhere = await as.agent(app);
    const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    const staff = `/tickets/${one.ticketId}`;
    const calls = async (caller: typeof agent | typeof other) => [(await caller.get(`${staff}/addresses`)).code, (await caller.post(`${staff}/proof`, { kind: 'email' })).code, (await caller.delete(`${staff}/proof`)).code];
    expect(await calls(elsewhere)).toEqual(['conversation/not_found', 'conversation/not_found', 'conversation/not_found']);
    expect(await calls(reader)).toEqual([null, 'permission/missing', 'permission/missing']);
    expect((await reader.get(`${staff}/addresses`)).as(TicketAddresses).can.ask).toBe(false);
    expect(await calls(other)).toEqual(['session/required', 'session/required', 'session/required']);
    expect((await agent.post(`/tickets/${randomUUID()}/proof`, { kind: 'email' })).code).toBe('conversation/not_found');
    expect(await app.db.addressProof.count({ where: { ticketId: one.ticketId } })).toBe(0);
  });

  test.each([
    ['no e-mail', { kind: 'email', address: 'nobody' }],
    ['two addresses in one', { kind: 'email', address: 'a@example.com, b@example.com' }],
    ['a header in the address', { kind: 'email', address: 'a@example.com\r\nBcc: b@example.com' }],
    ['no kind', { address: 'a@example.com' }],
    ['something else', { kind: 'email', address: 'a@example.com', code: '123456' }],
  ])('refuses %s', async (_, wish) => {
    const one = await talk();
    expect((await one.visitor.put(address(one), wish)).code).toBe('request/invalid');
    expect((await agent.post(`/tickets/${one.ticketId}/proof`, { ...wish, kind: 'email', address: 'stranger@example.com' })).code).toBe('request/invalid');
  });

  test('is not asked on a closed ticket, nor by phone without SMS', async () => {
    const one = await talk();
    expect((await one.visitor.put(address(one), { kind: 'phone', address: '+8613800138000' })).body).toMatchObject({ code: 'proof/no_channel', data: { kind: 'phone' } });
    expect((await agent.post(`/tickets/${one.ticketId}/proof`, { kind: 'phone' })).code).toBe('proof/no_channel');
    await app.db.ticket.update({ where: { id: one.ticketId }, data: { state: 'closed' } });
    expect((await agent.post(`/tickets/${one.ticketId}/proof`, { kind: 'email' })).code).toBe('ticket/closed');
  });

  describe('before a customer signs in at the shop', () => {
    const enter = async (one: Talk, email: string, sub: string) => {
      const token = await identityToken(desk.channel.secret, { sub, email, name: 'Signed', expiresIn: 2 * 24 * 3600 });
      return (await as.stranger(app).post('/widget/session', { widgetKey: desk.channel.key, visitorToken: one.visitor.token, identityToken: token })).as(WidgetSession);
    };

    test('lets him go on with his talk where the shop names the same address', async () => {
      const one = await talk();
      await confirm(one, await coded(one, 'same@example.com'));
      await settle(app);
      const session = await enter(one, 'same@example.com', 'c-same');
      await settle(app);
      expect(session).toMatchObject({ visitor: { id: one.visitor.visitor.id, verified: true } });
      const ticket = await app.db.ticket.findUniqueOrThrow({ where: { id: one.ticketId }, include: { customer: { include: { identities: true } } } });
      expect(ticket.customer?.identities.map(({ kind }) => kind).sort()).toEqual(['email', 'shop']);
    });

    test('begins afresh for whoever else signs in at that browser', async () => {
      const one = await talk();
      await confirm(one, await coded(one, 'alice@example.com'));
      await settle(app);
      const session = await enter(one, 'bob@example.com', 'c-bob');
      await settle(app);
      expect(session.visitor.id).not.toBe(one.visitor.visitor.id);
      expect(session.conversations).toEqual([]);
      const ticket = await app.db.ticket.findUniqueOrThrow({ where: { id: one.ticketId }, include: { customer: { include: { identities: true } } } });
      expect(ticket.customer?.identities).toMatchObject([{ value: 'alice@example.com', proof: 'code' }]);
    });
  });

  test('sends no letter that has lost its sense', async () => {
    const one = await talk();
    box.answer({ at: 'recipient', code: 451 });
    await begin(one, 'void@lost.example');
    expect(await sent('void@lost.example')).toBeUndefined();
    app.clock.advance({ minutes: 11 });
    await settle(app, { sweeps: true });
    const delivery = await app.db.delivery.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(delivery).toMatchObject({ channel: 'mail', state: 'void' });
    expect(box.letters.some((letter) => letter.to === 'void@lost.example')).toBe(false);
  });
});
