import { randomUUID } from 'node:crypto';
import { Done } from '#contracts/common.js';
import { Import, type ImportDraft, type ImportMapping, Imports, MOST_IMPORT_FILES, TicketOriginAnswer } from '#contracts/imports.js';
import { SearchPage } from '#contracts/search.js';
import { MessagePage, TicketDetail, TicketPage } from '#contracts/tickets.js';
import { WebhookMade } from '#contracts/webhooks.js';
import { ImportReading } from '../../server/src/imports/import-reading.service.js';
import { ImportRemoval } from '../../server/src/imports/import-removal.service.js';
import { ImportWalk } from '../../server/src/imports/import-walk.service.js';
import { ImportsJobs } from '../../server/src/imports/imports.jobs.js';
import { MOST_OPEN_IMPORTS } from '../../server/src/imports/imports.service.js';
import { Database } from '../../server/src/platform/db.js';
import { Storage } from '../../server/src/platform/files/storage.js';
import type { Answer, HttpClient } from '../support/http-client.js';
import { as, type StaffClient } from '../support/as.js';
import { after, RuledDesk, TAG } from '../support/rules.js';
import { form, FORM, part } from '../support/uploads.js';

const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
const comment = (id: number, author_id: number, body: string, at: string, more: object = {}) => ({ id, author_id, body, public: true, created_at: at, ...more });
const ticket = (id: number, parts: object = {}) => ({
  url: `https://x.zendesk.example/api/v2/tickets/${id}.json`, id, created_at: '2025-03-01T10:00:00Z', updated_at: '2025-03-02T10:00:00Z', type: 'incident', subject: `水壶漏水 Kettle ${id}`, description: 'It leaks', priority: 'high', status: 'open',
  requester_id: 7, assignee_id: 8, tags: ['kettle'], comments: [comment(id * 10, 7, 'It leaks everywhere', '2025-03-01T10:00:00Z'), comment(id * 10 + 1, 8, 'ask the warehouse', '2025-03-01T12:00:00Z', { public: false })], ...parts,
});
const USERS = [{ id: 7, name: 'Anna 安娜', email: 'anna@customer.example', role: 'end-user' }, { id: 8, name: 'Mei Agent', email: 'MEI@shop.example', role: 'agent' }, { id: 9, name: 'Long Gone', email: 'gone@shop.example', role: 'agent' }];
const lines = (...records: unknown[]): string => records.map((record) => JSON.stringify(record)).join('\n');

describe('imports', () => {
  let ruled: RuledDesk;
  let admin: StaffClient;
  let agent: StaffClient;
  beforeAll(async () => {
    ruled = await RuledDesk.open();
    admin = await as.agent(ruled.app, { role: 'admin', name: 'Ada Admin', teamIds: [ruled.desk.team.id] });
    agent = await as.agent(ruled.app, { name: 'Mei Agent', email: 'mei@shop.example', teamIds: [ruled.desk.team.id] });
  });
  afterAll(() => ruled.close());
  beforeEach(async () => {
    const { db } = ruled.app;
    await db.ticket.deleteMany({ where: { origin: { not: null } } });
    await db.import.deleteMany();
    await db.visitor.deleteMany({ where: { tickets: { none: {} } } });
  });

  const make = async (draft: Partial<ImportDraft> = {}) => (await admin.post('/imports', { source: 'zendesk', channelId: ruled.box.channelId, ...draft })).as(Import);
  const send = (client: HttpClient, id: string, content: string | Buffer, name = 'tickets.json'): Promise<Answer> => client.post(`/imports/${id}/files`, undefined, { raw: form(part(name, Buffer.from(content))), headers: FORM });
  /** All there is to do, however long it takes. */
  const work = async () => {
    const { nest } = ruled.app;
    for (let more = true; more; ) more = [await nest.get(ImportReading).step(), await nest.get(ImportWalk).step(), await nest.get(ImportRemoval).step()].some((one) => one);
  };
  const seen = async (id: string) => (await admin.get(`/imports/${id}`)).as(Import);
  /** Made, read and tried. */
  const tried = async (content: string | Buffer, draft: Partial<ImportDraft> = {}) => {
    const { id } = await make(draft);
    (await send(admin, id, content)).as(Import);
    await work();
    return seen(id);
  };
  const brought = async (content: string | Buffer, draft: Partial<ImportDraft> = {}) => {
    const { id } = await tried(content, draft);
    (await admin.put(`/imports/${id}/work`)).as(Import);
    await work();
    return seen(id);
  };
  const map = async ({ id, version, mapping }: Import, parts: Partial<ImportMapping>) => {
    (await admin.put(`/imports/${id}/mapping`, { ...mapping, ...parts }, ifMatch(version))).as(Import);
    await work();
    return seen(id);
  };
  const report = async (id: string) => String((await admin.get(`/imports/${id}/report`)).body).split('\r\n').slice(1, -1);
  const rows = (externalId?: string) => ruled.app.db.ticket.findMany({ where: { origin: { not: null }, ...(externalId ? { externalId } : {}) }, orderBy: { createdAt: 'asc' }, include: { visitor: true, messages: { orderBy: { staffSeq: 'asc' } } } });

  test('are for those who may, and find what there is', async () => {
    const { id } = await make();
    const calls = (client: HttpClient, at: string) => [
      client.get(`/imports/${at}`), send(client, at, 'x'), client.put(`/imports/${at}/mapping`, {}, ifMatch(1)), client.put(`/imports/${at}/work`), client.delete(`/imports/${at}/work`), client.post(`/imports/${at}/removal`), client.get(`/imports/${at}/report`), client.delete(`/imports/${at}`),
    ];
    for (const [client, code] of [[as.stranger(ruled.app), 'session/required'], [ruled.manager, 'permission/missing']] as const) {
      const answers = await Promise.all([client.get('/imports'), client.post('/imports', { source: 'csv' }), ...calls(client, id)]);
      expect(answers.map((answer) => answer.code)).toEqual(Array(10).fill(code));
    }
    for (const answer of await Promise.all(calls(admin, randomUUID()))) expect(answer.code).toBe('resource/not_found');
    expect((await as.stranger(ruled.app).get(`/tickets/${id}/origin`)).code).toBe('session/required');
    expect((await admin.get(`/tickets/${id}/origin`)).code).toBe('conversation/not_found');
    for (const bad of [{ source: 'paper' }, { source: 'csv', extra: 1 }, { source: 'csv', place: 'x'.repeat(41) }]) expect((await admin.post('/imports', bad)).code).toBe('request/invalid');
    for (const missing of [{ channelId: randomUUID() }, { teamId: randomUUID() }]) expect((await admin.post('/imports', { source: 'csv', ...missing })).code).toBe('resource/not_found');
    expect((await admin.put(`/imports/${id}/mapping`, { states: [{ word: 'x', state: 'asleep' }] }, ifMatch(1))).code).toBe('request/invalid');
    expect((await admin.put(`/imports/${id}/mapping`, { zone: 'Nowhere/Land' }, ifMatch(1))).code).toBe('request/invalid');
    expect((await admin.put(`/imports/${id}/mapping`, {}, ifMatch(9))).code).toBe('request/stale');
    expect((await send(admin, id, '')).code).toBe('file/empty');
    expect((await admin.post(`/imports/${id}/files`, undefined, { raw: 'x', headers: { 'content-type': 'text/plain' } })).code).toBe('request/unsupported_type');
    expect((await admin.put(`/imports/${id}/work`)).code).toBe('import/busy');
    for (let n = 1; n < MOST_OPEN_IMPORTS; n += 1) await make();
    expect((await admin.post('/imports', { source: 'csv' })).code).toBe('import/too_many');
    expect((await admin.delete(`/imports/${id}`)).as(Done)).toEqual({ ok: true });
    expect((await admin.get('/imports')).as(Imports).items).toHaveLength(MOST_OPEN_IMPORTS - 1);
    expect((await admin.get(`/imports/${id}`)).code).toBe('resource/not_found');
  });

  test('are tried before anything is written, and told of what would become of it', async () => {
    const first = await tried(lines(...USERS, ticket(1), ticket(2, { status: 'brewing' }), ticket(3, { assignee_id: 9, requester_id: null, comments: [] }), ticket(3), { nonsense: true, id: 4 }, ticket(5, { created_at: '2031-01-01T00:00:00Z' })) + '\n{"id":6,"half');
    expect(first).toMatchObject({ state: 'ready', can: { bring: true, add: true, remove: false }, files: [{ name: 'tickets.json', charset: 'utf-8', state: 'read' }] });
    expect(first.tally).toMatchObject({ tickets: 4, people: 3, walked: 4, fit: 2, known: 0, refused: 2, brought: 0, withoutRequester: 1, strangers: [{ name: 'gone@shop.example', count: 1 }] });
    expect(first.tally.states).toEqual([{ word: 'open', state: 'open', count: 3 }, { word: 'brewing', state: null, count: 1 }]);
    expect(await rows()).toEqual([]);
    expect(await report(first.id)).toEqual(['tickets.json,7,3,duplicate,', 'tickets.json,8,,unknown_record,', 'tickets.json,10,,not_json,', 'tickets.json,5,2,state_unknown,brewing', 'tickets.json,9,5,time_in_future,2031-01-01T00:00:00Z']);
    const second = await map(first, { states: [{ word: 'Brewing', state: 'on_hold' }] });
    expect(second.tally).toMatchObject({ fit: 3, refused: 1 });
    expect(await report(first.id)).toHaveLength(4);
  });

  test('bring tickets with their people, words, times and ids, found and read like others', async () => {
    const done = await brought(lines(...USERS, ticket(41, { status: 'solved', updated_at: '2025-03-02T10:00:00Z' }), ticket(42)));
    expect(done).toMatchObject({ state: 'done', tally: { brought: 2, refused: 0 }, can: { remove: true, bring: false, map: false } });
    const [closed, open] = await rows();
    expect(closed).toMatchObject({ state: 'closed', externalId: '41', createdAt: new Date('2025-03-01T10:00:00Z'), solvedAt: new Date('2025-03-02T10:00:00Z') });
    expect(open).toMatchObject({ state: 'open', origin: 'zendesk', assigneeId: agent.account.id, teamId: ruled.desk.team.id, priority: 'high', type: 'problem', tags: ['kettle'], visitor: { email: 'anna@customer.example', name: 'Anna 安娜', verified: false, customerId: null } });
    // One person, one visitor.
    expect(closed?.visitorId).toBe(open?.visitorId);
    expect(open?.messages.map(({ authorKind, authorName, internal, text, createdAt, senderId }) => [authorKind, authorName, internal, text, createdAt.toISOString(), senderId])).toEqual([
      ['customer', 'Anna 安娜', false, 'It leaks everywhere', '2025-03-01T10:00:00.000Z', open?.visitorId], ['agent', 'Mei Agent', true, 'ask the warehouse', '2025-03-01T12:00:00.000Z', agent.account.id],
    ]);
    const id = open?.id ?? '';
    expect((await agent.get(`/tickets/${id}`)).as(TicketDetail)).toMatchObject({ ticket: { subject: '水壶漏水 Kettle 42' }, head: 2, visitor: { earlier: [{ id: closed?.id }] } });
    expect((await agent.get(`/tickets/${id}/messages`)).as(MessagePage).messages).toHaveLength(2);
    expect((await agent.get(`/tickets/${id}/origin`)).as(TicketOriginAnswer).origin).toMatchObject({ source: 'zendesk', externalId: '42', url: 'https://x.zendesk.example/api/v2/tickets/42.json', assigneeName: null });
    expect((await agent.get('/tickets?limit=200')).as(TicketPage).items.map((row) => row.id).filter((one) => [id, closed?.id].includes(one))).toEqual([id]);
    for (const [q, found] of [['everywhere', 2], ['水壶', 2], ['#42', 1], ['anna@customer.example', 2]] as const) expect([q, (await agent.get(`/search?q=${encodeURIComponent(q)}`)).as(SearchPage).total]).toEqual([q, found]);
  });

  test('tell nobody of what they bring: no letter, rule, webhook, due time, line or event, then or later', async () => {
    const { app, sink, manager } = ruled;
    const { db } = app;
    await ruled.switchedOn({ name: 'opened' });
    for (const since of ['opened', 'customer_waits', 'unassigned', 'customer_word', 'staff_word', 'pending', 'solved'] as const) await ruled.switchedOn({ name: since, when: after(since, 1), actions: [...TAG, { do: 'notify', to: 'leads' }] });
    const targets = { first_answer: 5, next_answer: 5, resolution: 5 };
    await manager.post('/due-policies', { name: 'All', conditions: { teamIds: [], channelIds: [], types: [], tags: [] }, targets: { urgent: targets, high: targets, normal: targets, low: targets }, pausesOnHold: false });
    const hook = (await admin.post('/webhooks', { url: 'https://erp.example/hooks', types: ['ticket.opened', 'ticket.state_changed', 'ticket.assigned', 'message.posted', 'note.posted', 'due.breached', 'due.warned'] })).as(WebhookMade).webhook;
    // Somebody is on duty in a team that gives tickets out, and somebody else is not.
    await db.teamRouting.create({ data: { teamId: ruled.desk.team.id, method: 'least_load', giveBackMinutes: 1 } });
    const duty = await ruled.agent.socket();
    await ruled.work();
    const newest = (await db.event.findFirst({ orderBy: { id: 'desc' }, select: { id: true } }))?.id ?? '';
    const answered = comment(5, 8, 'Which one?', '2025-03-01T13:00:00Z');
    const { id } = await brought(lines(...USERS, ticket(1), ticket(2, { status: 'new', assignee_id: null }), ticket(3, { status: 'pending', comments: [comment(30, 7, 'x', '2025-03-01T10:00:00Z'), answered] }), ticket(4, { status: 'solved' }), ticket(6, { status: 'hold' })), { teamId: ruled.desk.team.id });
    await ruled.work();
    // Rules and policies that come later, and time.
    await ruled.switchedOn({ name: 'later', when: after('customer_waits', 1) });
    await manager.post('/due-policies', { name: 'High', conditions: { teamIds: [], channelIds: [], types: ['problem'], tags: [] }, targets: { urgent: targets, high: targets, normal: targets, low: targets }, pausesOnHold: false });
    await ruled.later({ hours: 3 });
    await ruled.work();
    await ruled.send();
    const brands = await db.importedTicket.findMany({ where: { importId: id }, select: { ticketId: true } });
    const mine = { in: brands.map(({ ticketId }) => ticketId) };
    expect(brands).toHaveLength(5);
    expect(await db.event.findMany({ where: { subject: mine, NOT: { name: 'due.moved' } } })).toEqual([]);
    expect(await db.ruleRun.count({ where: { ticketId: mine } })).toBe(0);
    expect(await db.ruleClock.count({ where: { ticketId: mine } })).toBe(0);
    expect(await db.ticketDue.count({ where: { ticketId: mine } })).toBe(0);
    expect(await db.webhookDelivery.count({ where: { endpointId: hook.id, ticketId: mine } })).toBe(0);
    expect(await db.outgoingMail.count({ where: { ticketId: mine } })).toBe(0);
    expect(await db.chat.count({ where: { ticketId: mine } })).toBe(0);
    expect(await db.answerPromise.count({ where: { ticketId: mine } })).toBe(0);
    expect(sink.letters).toEqual([]);
    expect(await db.message.count({ where: { ticketId: mine, kind: 'system' } })).toBe(0);
    expect((await db.ticket.findMany({ where: { id: mine } })).flatMap(({ tags }) => tags)).not.toContain('ruled');
    const names = await db.event.findMany({ where: { id: { gt: newest }, name: { startsWith: 'import.' } }, orderBy: { id: 'asc' }, select: { name: true } });
    expect(names.map(({ name }) => name)).toEqual(['import.made', 'import.begun', 'import.finished']);
    duty.close();
    await db.teamRouting.deleteMany();
    await db.duePolicy.deleteMany();
    await ruled.clear();
  });

  test('go on as any ticket from there: an answer leaves by mail, and is told of', async () => {
    await brought(lines(...USERS, ticket(1)));
    const [row] = await rows();
    admin = await as.session(ruled.app, admin.account);
    agent = await as.session(ruled.app, agent.account);
    const answer = await agent.post(`/tickets/${row?.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'We looked into it' });
    expect(answer.status).toBe(201);
    await ruled.send();
    expect(ruled.sink.letters.map(({ to }) => to)).toEqual(['anna@customer.example']);
    ruled.sink.letters.length = 0;
  });

  test('double nothing: the same file, the same ids in another, a second start, two at once', async () => {
    const content = lines(...USERS, ticket(1), ticket(2));
    const { id } = await tried(content);
    expect((await send(admin, id, content)).as(Import).files).toHaveLength(1);
    await Promise.all([admin.put(`/imports/${id}/work`), admin.put(`/imports/${id}/work`)]);
    await Promise.all([work(), work()]);
    expect((await seen(id)).tally.brought).toBe(2);
    expect((await admin.put(`/imports/${id}/work`)).code).toBe('import/busy');
    expect((await send(admin, id, 'x')).code).toBe('import/busy');
    const again = await brought(lines(ticket(2), ticket(3)));
    expect(again.tally).toMatchObject({ brought: 1, known: 1 });
    // Another desk has its own ticket 1.
    expect((await brought(lines(ticket(1)), { place: 'Berlin' })).tally).toMatchObject({ brought: 1, known: 0 });
    expect((await rows()).map(({ origin, externalId }) => [origin, externalId]).sort()).toEqual([['zendesk', '1'], ['zendesk', '2'], ['zendesk', '3'], ['zendesk:berlin', '1']]);
    expect(await ruled.app.db.visitor.count({ where: { email: 'anna@customer.example' } })).toBe(1);
  });

  test('read on after a kill, and write on, without a row more or less', async () => {
    const { app } = ruled;
    const { id } = await make();
    await send(admin, id, lines(...USERS, ...Array.from({ length: 700 }, (_, nth) => ticket(nth + 1, { comments: [], description: nth % 7 === 0 ? 'x' : '', subject: nth % 7 === 0 ? `T${nth}` : null }))));
    expect(await app.nest.get(ImportReading).step()).toBe(true);
    expect((await seen(id)).files[0]?.records).toBe(500);
    // Whoever held the place in the file is gone.
    app.nest.get(ImportReading).onApplicationShutdown();
    while (await app.nest.get(ImportReading).step());
    while ((await seen(id)).state === 'checking') await app.nest.get(ImportWalk).step();
    expect((await seen(id)).tally).toMatchObject({ tickets: 700, fit: 100, refused: 600 });
    await admin.put(`/imports/${id}/work`);
    await app.nest.get(ImportWalk).step();
    expect((await admin.delete(`/imports/${id}/work`)).as(Import)).toMatchObject({ state: 'paused', can: { bring: true, remove: true } });
    const halted = await rows();
    expect(halted.length).toBeLessThanOrEqual(25);
    await work();
    expect(await rows()).toHaveLength(halted.length);
    await admin.put(`/imports/${id}/work`);
    while ((await seen(id)).state === 'bringing') await app.nest.get(ImportWalk).step();
    expect((await seen(id)).tally).toMatchObject({ brought: 100, refused: 600, walked: 700 });
    expect(new Set((await rows()).map(({ externalId }) => externalId)).size).toBe(100);
  });

  test('bring of heavy tickets few at a time, and of too heavy ones nothing', async () => {
    const { app } = ruled;
    const page = (of: number, count: number) => ({ comments: Array.from({ length: count }, (_, nth) => comment(of * 1_000 + nth, 7, 'w'.repeat(100_000), '2025-03-01T10:00:00Z', { ticket_id: of })) });
    const { id } = await make();
    await send(admin, id, lines(...USERS, ...[1, 2, 3].map((of) => ticket(of, { comments: [] }))));
    for (const [of, count] of [[1, 12], [2, 90], [3, 12]] as const) await send(admin, id, JSON.stringify(page(of, count)), `comments-${of}.json`);
    await work();
    expect((await seen(id)).tally).toMatchObject({ walked: 3, fit: 2, refused: 1, refusals: [{ code: 'too_large', count: 1 }] });
    await admin.put(`/imports/${id}/work`);
    await app.nest.get(ImportWalk).step();
    expect((await rows()).map(({ externalId, messages }) => [externalId, messages.length])).toEqual([['1', 12]]);
    await work();
    expect((await rows()).map(({ externalId, messages }) => [externalId, messages.length]).toSorted()).toEqual([['1', 12], ['3', 12]]);
    expect(await report(id)).toEqual(['tickets.json,5,2,too_large,']);
  });

  test('are read once by two who begin at the same place', async () => {
    const { nest } = ruled.app;
    const { id } = await make();
    await send(admin, id, lines(...USERS, ...Array.from({ length: 1_200 }, (_, nth) => ticket(nth + 1, { comments: [] }))));
    const another = new ImportReading(nest.get(Database), nest.get(Storage));
    while ((await Promise.all([nest.get(ImportReading).step(), another.step()])).some((more) => more));
    expect(await seen(id)).toMatchObject({ files: [{ state: 'read', records: 1_203 }], tally: { tickets: 1_200, people: 3, refusals: [] } });
    expect(await report(id)).toEqual([]);
  });

  test('find in earnest what the trial found, also of a table whose ids stand far apart', async () => {
    const table = ['id,subject,state', ...Array.from({ length: 240 }, (_, nth) => `${nth % 120},T${nth},${nth === 3 ? 'brewing' : 'open'}`)].join('\n');
    const trial = await tried(table, { source: 'csv', place: 'twice' });
    expect(trial.tally).toMatchObject({ walked: 240, fit: 119, known: 0, refused: 121, refusals: [{ code: 'duplicate', count: 120 }, { code: 'state_unknown', count: 1 }] });
    await admin.put(`/imports/${trial.id}/work`);
    await work();
    const done = (await seen(trial.id)).tally;
    expect(done).toMatchObject({ walked: 240, brought: 119, known: 0, refused: 121, refusals: trial.tally.refusals });
    expect((await rows()).map(({ externalId }) => externalId)).not.toContain('3');
  });

  test('take a table in any writing, by its columns, and its formulas harm nobody', async () => {
    const gb = Buffer.concat([Buffer.from('id,'), Buffer.from([0xd6, 0xf7, 0xcc, 0xe2]), Buffer.from(',status,email,created at\n7,'), Buffer.from([0xcb, 0xae, 0xba, 0xf8]), Buffer.from(',open,wang@customer.example,2025/3/1 9:00\n=cmd|x,Bad,brewing,,2025-03-01\n')]);
    const first = await tried(gb, { source: 'csv', place: 'old' });
    expect(first.files).toMatchObject([{ charset: 'gb18030', columns: ['id', '主题', 'status', 'email', 'created at'] }]);
    expect(first.mapping.columns.map(({ field }) => field)).toEqual(['external_id', 'subject', 'state', 'requester_email', 'created_at']);
    expect(await report(first.id)).toEqual(["tickets.json,3,'=cmd|x,state_unknown,brewing"]);
    const second = await map(first, { zone: 'Asia/Shanghai' });
    await admin.put(`/imports/${second.id}/work`);
    await work();
    expect(await rows('7')).toMatchObject([{ subject: '水壶', state: 'open', createdAt: new Date('2025-03-01T01:00:00Z'), visitor: { email: 'wang@customer.example' } }]);
    const wide = await brought(Buffer.from('\ufeffticket;title;state\n1;"=1+1";closed\n1;again;closed\n;no id;done\n;;\n', 'utf16le'), { source: 'csv' });
    expect(wide).toMatchObject({ files: [{ charset: 'utf-16le' }], tally: { brought: 2, refused: 1, refusals: [{ code: 'duplicate', count: 1 }] } });
    const unmapped = await tried('what,ever\n1,2\n', { source: 'csv', place: 'x' });
    expect([unmapped.can.bring, unmapped.tally.refusals]).toEqual([false, [{ code: 'state_missing', count: 1 }]]);
    expect((await tried(Buffer.from([0x50, 0x4b, 3, 4, 0, 1, 0, 9, 9, 0, 3]), { source: 'csv', place: 'y' })).files).toMatchObject([{ state: 'failed', fault: 'charset_unknown' }]);
  });

  test('are not held up by signs that no database keeps, by a kind of work that fails, nor by a full disk once', async () => {
    const { nest } = ruled.app;
    const done = await brought(lines(...USERS, ticket(1, { tags: ['a\u0000b', 'half \ud83d', 7], created_at: '2025-03-01T10:00:00Z\u0000', updated_at: `${'x'.repeat(59)}😀` }), ticket(2, { status: `${'x'.repeat(59)}😀` })));
    expect(done.tally).toMatchObject({ brought: 1, refused: 1, states: [{ word: 'open' }, { word: `${'x'.repeat(59)}\ufffd` }] });
    expect((await rows()).map(({ tags }) => tags)).toEqual([['ab', 'half \ufffd']]);
    const full = jest.spyOn(nest.get(Storage), 'incoming').mockRejectedValue(Object.assign(new Error('no room'), { code: 'ENOSPC' }));
    const { id } = await make({ place: 'full' });
    for (let nth = 0; nth < 3; nth += 1) expect((await send(admin, id, 'x')).code).toBe('server/storage_full');
    full.mockRestore();
    (await send(admin, id, lines(ticket(1)))).as(Import);
    const stumbling = jest.spyOn(nest.get(ImportReading), 'step').mockRejectedValue(new Error('it cannot be read'));
    (await admin.post(`/imports/${done.id}/removal`)).as(Import);
    await expect(nest.get(ImportsJobs).workOff()).rejects.toThrow('it cannot be read');
    stumbling.mockRestore();
    expect(await rows('1')).toEqual([]);
    await work();
    expect((await seen(id)).tally).toMatchObject({ fit: 1 });
  });

  test('tell nobody an address by a name, make no two people one, and give nothing to who cannot answer', async () => {
    const { app, desk } = ruled;
    await as.agent(app, { role: 'light', name: 'Lena Light', email: 'lena@shop.example', teamIds: [desk.team.id] });
    const phoned = { id: 5, inbox_id: 1, status: 'open', created_at: 1_740_000_000, meta: { sender: { id: 3, name: null, phone_number: '+49 170 1234567' }, assignee: { id: 4, name: 'Lena', email: 'lena@shop.example' } }, messages: [{ id: 1, content: 'Hello', message_type: 0, created_at: 1_740_000_000, sender: { id: 3, name: null, phone_number: '+49 170 1234567' } }] };
    const { id } = await brought(lines(phoned), { source: 'chatwoot' });
    expect(await rows('5')).toMatchObject([{ assigneeId: null, visitor: { name: '+49 170 1234567' }, messages: [{ authorName: '… 67' }] }]);
    expect((await seen(id)).tally.strangers).toEqual([{ name: 'lena@shop.example', count: 1 }]);
    await brought('id,subject,state,name\n1,A,open,Anna\n2,B,open,Anna\n', { source: 'csv', place: 'names' });
    const [one, two] = [await rows('1'), await rows('2')].map(([row]) => row?.visitor);
    expect([one?.name, two?.name, one?.id === two?.id]).toEqual(['Anna', 'Anna', false]);
  });

  test('keep the bytes of what is not over, and no others', async () => {
    const { nest, db } = ruled.app;
    const [over, open] = [await brought(lines(ticket(1))), await tried(lines(ticket(2)))];
    const kept = async ({ files }: Import) => db.file.findUnique({ where: { id: files[0]?.id ?? '' } });
    const [gone, stays] = [await kept(over), await kept(open)];
    await nest.get(ImportsJobs).forget();
    expect([await kept(over), await kept(open)]).toEqual([null, stays]);
    await expect(nest.get(Storage).read(gone?.storageKey ?? '', null)).rejects.toThrow();
    (await nest.get(Storage).read(stays?.storageKey ?? '', null)).destroy();
    expect((await seen(over.id)).files).toMatchObject([{ name: 'tickets.json', state: 'read' }]);
  });

  test('take several files of Chatwoot, in whatever order', async () => {
    const { id } = await make({ source: 'chatwoot' });
    const talk = { meta: { sender: { id: 3, name: '王芳', email: 'wang@customer.example' }, assignee: { id: 3, name: 'Nobody Here', email: 'nobody@old.example' } }, id: 12, status: 'open', created_at: 1_740_000_000, labels: ['billing'], inbox_id: 1, messages: [] };
    await send(admin, id, JSON.stringify({ payload: [{ id: 100, content: '你好 <script>alert(1)</script>', message_type: 0, conversation_id: 12, created_at: 1_740_000_000, sender: { id: 3, type: 'contact' } }] }), 'messages.json');
    await send(admin, id, JSON.stringify({ data: { meta: { all_count: 1 }, payload: [talk] } }), 'conversations.json');
    await work();
    expect((await seen(id)).tally).toMatchObject({ tickets: 1, messages: 1, fit: 1, strangers: [{ name: 'nobody@old.example', count: 1 }] });
    await admin.put(`/imports/${id}/work`);
    await work();
    const [row] = await rows();
    expect(row?.messages.map(({ text }) => text)).toEqual(['你好 <script>alert(1)</script>']);
    expect((await agent.get(`/tickets/${row?.id}/origin`)).as(TicketOriginAnswer).origin).toMatchObject({ source: 'chatwoot', assigneeName: 'Nobody Here' });
  });

  test('are taken away again, but for what somebody has worked on since', async () => {
    const { db } = ruled.app;
    const single = (nth: number, name: string) => ticket(nth, { requester_id: nth * 10, requester: { id: nth * 10, name, email: `${name}@customer.example` } });
    const { id } = await brought(lines(...USERS, ticket(1), ticket(2), single(3, 'only'), single(4, 'blocked'), ...Array.from({ length: 120 }, (_, nth) => ticket(nth + 10, { comments: [] })), ticket(5)));
    const [touched] = await rows('2');
    expect((await agent.patch(`/tickets/${touched?.id}/facts`, { version: 1, priority: 'low' })).status).toBe(200);
    // Of a question to the warehouse nothing stands in the ticket itself.
    const [asked] = await rows('5');
    await db.sideConversation.create({ data: { id: randomUUID(), ticketId: asked?.id ?? '', channelId: ruled.box.channelId, subject: 'Stock?', addresses: ['warehouse@partner.example'], openedById: agent.account.id } });
    await db.visitor.updateMany({ where: { email: 'blocked@customer.example' }, data: { blockedAt: new Date() } });
    (await admin.post(`/imports/${id}/removal`)).as(Import);
    await work();
    expect(await seen(id)).toMatchObject({ state: 'removed', tally: { removed: 123, kept: 2 }, can: { discard: true } });
    expect((await rows()).map(({ externalId }) => externalId).toSorted()).toEqual(['2', '5']);
    const people = await db.visitor.findMany({ where: { email: { in: ['anna@customer.example', 'only@customer.example', 'blocked@customer.example'] } }, select: { email: true }, orderBy: { email: 'asc' } });
    expect(people.map(({ email }) => email)).toEqual(['anna@customer.example', 'blocked@customer.example']);
    // What is gone may come again.
    expect((await brought(lines(...USERS, ticket(1), ticket(2)))).tally).toMatchObject({ brought: 1, known: 1 });
  });

  test(`have at most ${MOST_IMPORT_FILES} files`, async () => {
    const { id } = await make();
    const { db } = ruled.app;
    await db.importFile.createMany({ data: Array.from({ length: MOST_IMPORT_FILES }, (_, nth) => ({ id: randomUUID(), importId: id, name: 'x', bytes: 1, sha256: String(nth), state: 'read', createdAt: new Date() })) });
    expect((await send(admin, id, 'x')).code).toBe('import/too_many_files');
  });
});
