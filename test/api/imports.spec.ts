import { randomUUID } from 'node:crypto';
import { Done } from '#contracts/common.js';
import { CustomField, TicketFields } from '#contracts/custom-fields.js';
import { Import, Imports, MOST_IMPORT_FILES, TicketOriginAnswer } from '#contracts/imports.js';
import { SearchPage } from '#contracts/search.js';
import { MessagePage, TicketDetail, TicketPage } from '#contracts/tickets.js';
import { WebhookMade } from '#contracts/webhooks.js';
import { ImportReading } from '../../server/src/imports/import-reading.service.js';
import { ImportWalk } from '../../server/src/imports/import-walk.service.js';
import { MOST_OPEN_IMPORTS } from '../../server/src/imports/imports.service.js';
import { as } from '../support/as.js';
import type { HttpClient } from '../support/http-client.js';
import { comment, ifMatch, ImportingDesk, lines, ticket, USERS } from '../support/imported.js';
import { after, type RuledDesk, TAG } from '../support/rules.js';

describe('imports', () => {
  let importing: ImportingDesk;
  let ruled: RuledDesk;
  beforeAll(async () => {
    importing = await ImportingDesk.open();
    ({ ruled } = importing);
  });
  beforeEach(() => importing.anew());
  afterAll(() => ruled.close());

  test('are for those who may, and find what there is', async () => {
    const { id } = await importing.make();
    const calls = (client: HttpClient, at: string) => [
      client.get(`/imports/${at}`), importing.send(client, at, 'x'), client.put(`/imports/${at}/mapping`, {}, ifMatch(1)), client.put(`/imports/${at}/work`), client.delete(`/imports/${at}/work`), client.post(`/imports/${at}/removal`), client.get(`/imports/${at}/report`), client.delete(`/imports/${at}`),
    ];
    for (const [client, code] of [[as.stranger(ruled.app), 'session/required'], [ruled.manager, 'permission/missing']] as const) {
      const answers = await Promise.all([client.get('/imports'), client.post('/imports', { source: 'csv' }), ...calls(client, id)]);
      expect(answers.map((answer) => answer.code)).toEqual(Array(10).fill(code));
    }
    for (const answer of await Promise.all(calls(importing.admin, randomUUID()))) expect(answer.code).toBe('resource/not_found');
    expect((await as.stranger(ruled.app).get(`/tickets/${id}/origin`)).code).toBe('session/required');
    expect((await importing.admin.get(`/tickets/${id}/origin`)).code).toBe('conversation/not_found');
    for (const bad of [{ source: 'paper' }, { source: 'csv', extra: 1 }, { source: 'csv', place: 'x'.repeat(41) }]) expect((await importing.admin.post('/imports', bad)).code).toBe('request/invalid');
    for (const missing of [{ channelId: randomUUID() }, { teamId: randomUUID() }]) expect((await importing.admin.post('/imports', { source: 'csv', ...missing })).code).toBe('resource/not_found');
    expect((await importing.admin.put(`/imports/${id}/mapping`, { states: [{ word: 'x', state: 'asleep' }] }, ifMatch(1))).code).toBe('request/invalid');
    expect((await importing.admin.put(`/imports/${id}/mapping`, { zone: 'Nowhere/Land' }, ifMatch(1))).code).toBe('request/invalid');
    expect((await importing.admin.put(`/imports/${id}/mapping`, {}, ifMatch(9))).code).toBe('request/stale');
    expect((await importing.send(importing.admin, id, '')).code).toBe('file/empty');
    expect((await importing.admin.post(`/imports/${id}/files`, undefined, { raw: 'x', headers: { 'content-type': 'text/plain' } })).code).toBe('request/unsupported_type');
    expect((await importing.admin.put(`/imports/${id}/work`)).code).toBe('import/busy');
    for (let n = 1; n < MOST_OPEN_IMPORTS; n += 1) await importing.make();
    expect((await importing.admin.post('/imports', { source: 'csv' })).code).toBe('import/too_many');
    expect((await importing.admin.delete(`/imports/${id}`)).as(Done)).toEqual({ ok: true });
    expect((await importing.admin.get('/imports')).as(Imports).items).toHaveLength(MOST_OPEN_IMPORTS - 1);
    expect((await importing.admin.get(`/imports/${id}`)).code).toBe('resource/not_found');
  });

  test('are tried before anything is written, and told of what would become of it', async () => {
    const first = await importing.tried(lines(...USERS, ticket(1), ticket(2, { status: 'brewing' }), ticket(3, { assignee_id: 9, requester_id: null, comments: [] }), ticket(3), { nonsense: true, id: 4 }, ticket(5, { created_at: '2031-01-01T00:00:00Z' })) + '\n{"id":6,"half');
    expect(first).toMatchObject({ state: 'ready', can: { bring: true, add: true, remove: false }, files: [{ name: 'tickets.json', charset: 'utf-8', state: 'read' }] });
    expect(first.tally).toMatchObject({ tickets: 4, people: 3, walked: 4, fit: 2, known: 0, refused: 2, brought: 0, withoutRequester: 1, strangers: [{ name: 'gone@shop.example', count: 1 }] });
    expect(first.tally.states).toEqual([{ word: 'open', state: 'open', count: 3 }, { word: 'brewing', state: null, count: 1 }]);
    expect(await importing.rows()).toEqual([]);
    expect(await importing.report(first.id)).toEqual(['tickets.json,7,3,duplicate,', 'tickets.json,8,,unknown_record,', 'tickets.json,10,,not_json,', 'tickets.json,5,2,state_unknown,brewing', 'tickets.json,9,5,time_in_future,2031-01-01T00:00:00Z']);
    const second = await importing.map(first, { states: [{ word: 'Brewing', state: 'on_hold' }] });
    expect(second.tally).toMatchObject({ fit: 3, refused: 1 });
    expect(await importing.report(first.id)).toHaveLength(4);
  });

  test('bring tickets with their people, words, times and ids, found and read like others', async () => {
    const done = await importing.brought(lines(...USERS, ticket(41, { status: 'solved', updated_at: '2025-03-02T10:00:00Z' }), ticket(42)));
    expect(done).toMatchObject({ state: 'done', tally: { brought: 2, refused: 0 }, can: { remove: true, bring: false, map: false } });
    const [closed, open] = await importing.rows();
    expect(closed).toMatchObject({ state: 'closed', externalId: '41', createdAt: new Date('2025-03-01T10:00:00Z'), solvedAt: new Date('2025-03-02T10:00:00Z') });
    expect(open).toMatchObject({ state: 'open', origin: 'zendesk', assigneeId: importing.agent.account.id, teamId: ruled.desk.team.id, priority: 'high', type: 'problem', tags: ['kettle'], visitor: { email: 'anna@customer.example', name: 'Anna 安娜', verified: false, customerId: null } });
    // One person, one visitor.
    expect(closed?.visitorId).toBe(open?.visitorId);
    expect(open?.messages.map(({ authorKind, authorName, internal, text, createdAt, senderId }) => [authorKind, authorName, internal, text, createdAt.toISOString(), senderId])).toEqual([
      ['customer', 'Anna 安娜', false, 'It leaks everywhere', '2025-03-01T10:00:00.000Z', open?.visitorId], ['agent', 'Mei Agent', true, 'ask the warehouse', '2025-03-01T12:00:00.000Z', importing.agent.account.id],
    ]);
    const id = open?.id ?? '';
    expect((await importing.agent.get(`/tickets/${id}`)).as(TicketDetail)).toMatchObject({ ticket: { subject: '水壶漏水 Kettle 42' }, head: 2, visitor: { earlier: [{ id: closed?.id }] } });
    expect((await importing.agent.get(`/tickets/${id}/messages`)).as(MessagePage).messages).toHaveLength(2);
    expect((await importing.agent.get(`/tickets/${id}/origin`)).as(TicketOriginAnswer).origin).toMatchObject({ source: 'zendesk', externalId: '42', url: 'https://x.zendesk.example/api/v2/tickets/42.json', assigneeName: null });
    expect((await importing.agent.get('/tickets?limit=200')).as(TicketPage).items.map((row) => row.id).filter((one) => [id, closed?.id].includes(one))).toEqual([id]);
    for (const [q, found] of [['everywhere', 2], ['水壶', 2], ['#42', 1], ['anna@customer.example', 2]] as const) expect([q, (await importing.agent.get(`/search?q=${encodeURIComponent(q)}`)).as(SearchPage).total]).toEqual([q, found]);
  });

  test('tell nobody of what they bring: no letter, rule, webhook, due time, line or event, then or later', async () => {
    const { app, sink, manager } = ruled;
    const { db } = app;
    await ruled.switchedOn({ name: 'opened' });
    for (const since of ['opened', 'customer_waits', 'unassigned', 'customer_word', 'staff_word', 'pending', 'solved'] as const) await ruled.switchedOn({ name: since, when: after(since, 1), actions: [...TAG, { do: 'notify', to: 'leads' }] });
    const targets = { first_answer: 5, next_answer: 5, resolution: 5 };
    await manager.post('/due-policies', { name: 'All', conditions: { teamIds: [], channelIds: [], types: [], tags: [] }, targets: { urgent: targets, high: targets, normal: targets, low: targets }, pausesOnHold: false });
    const hook = (await importing.admin.post('/webhooks', { url: 'https://erp.example/hooks', types: ['ticket.opened', 'ticket.state_changed', 'ticket.assigned', 'message.posted', 'note.posted', 'due.breached', 'due.warned'] })).as(WebhookMade).webhook;
    // Somebody is on duty in a team that gives tickets out, and somebody else is not.
    await db.teamRouting.create({ data: { teamId: ruled.desk.team.id, method: 'least_load', giveBackMinutes: 1 } });
    const duty = await ruled.agent.socket();
    await ruled.work();
    const newest = (await db.event.findFirst({ orderBy: { id: 'desc' }, select: { id: true } }))?.id ?? '';
    const answered = comment(5, 8, 'Which one?', '2025-03-01T13:00:00Z');
    const { id } = await importing.brought(lines(...USERS, ticket(1), ticket(2, { status: 'new', assignee_id: null }), ticket(3, { status: 'pending', comments: [comment(30, 7, 'x', '2025-03-01T10:00:00Z'), answered] }), ticket(4, { status: 'solved' }), ticket(6, { status: 'hold' })), { teamId: ruled.desk.team.id });
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
    await importing.brought(lines(...USERS, ticket(1)));
    const [row] = await importing.rows();
    importing.admin = await as.session(ruled.app, importing.admin.account);
    importing.agent = await as.session(ruled.app, importing.agent.account);
    const answer = await importing.agent.post(`/tickets/${row?.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'We looked into it' });
    expect(answer.status).toBe(201);
    await ruled.send();
    expect(ruled.sink.letters.map(({ to }) => to)).toEqual(['anna@customer.example']);
    ruled.sink.letters.length = 0;
  });

  test('double nothing: the same file, the same ids in another, a second start, two at once', async () => {
    const content = lines(...USERS, ticket(1), ticket(2));
    const { id } = await importing.tried(content);
    expect((await importing.send(importing.admin, id, content)).as(Import).files).toHaveLength(1);
    await Promise.all([importing.admin.put(`/imports/${id}/work`), importing.admin.put(`/imports/${id}/work`)]);
    await Promise.all([importing.work(), importing.work()]);
    expect((await importing.seen(id)).tally.brought).toBe(2);
    expect((await importing.admin.put(`/imports/${id}/work`)).code).toBe('import/busy');
    expect((await importing.send(importing.admin, id, 'x')).code).toBe('import/busy');
    const again = await importing.brought(lines(ticket(2), ticket(3)));
    expect(again.tally).toMatchObject({ brought: 1, known: 1 });
    // Another desk has its own ticket 1.
    expect((await importing.brought(lines(ticket(1)), { place: 'Berlin' })).tally).toMatchObject({ brought: 1, known: 0 });
    expect((await importing.rows()).map(({ origin, externalId }) => [origin, externalId]).sort()).toEqual([['zendesk', '1'], ['zendesk', '2'], ['zendesk', '3'], ['zendesk:berlin', '1']]);
    expect(await ruled.app.db.visitor.count({ where: { email: 'anna@customer.example' } })).toBe(1);
  });

  test('read on after a kill, and write on, without a row more or less', async () => {
    const { app } = ruled;
    const { id } = await importing.make();
    await importing.send(importing.admin, id, lines(...USERS, ...Array.from({ length: 700 }, (_, nth) => ticket(nth + 1, { comments: [], description: nth % 7 === 0 ? 'x' : '', subject: nth % 7 === 0 ? `T${nth}` : null }))));
    expect(await app.nest.get(ImportReading).step()).toBe(true);
    expect((await importing.seen(id)).files[0]?.records).toBe(500);
    // Whoever held the place in the file is gone.
    app.nest.get(ImportReading).onApplicationShutdown();
    while (await app.nest.get(ImportReading).step());
    while ((await importing.seen(id)).state === 'checking') await app.nest.get(ImportWalk).step();
    expect((await importing.seen(id)).tally).toMatchObject({ tickets: 700, fit: 100, refused: 600 });
    await importing.admin.put(`/imports/${id}/work`);
    await app.nest.get(ImportWalk).step();
    expect((await importing.admin.delete(`/imports/${id}/work`)).as(Import)).toMatchObject({ state: 'paused', can: { bring: true, remove: true } });
    const halted = await importing.rows();
    expect(halted.length).toBeLessThanOrEqual(25);
    await importing.work();
    expect(await importing.rows()).toHaveLength(halted.length);
    await importing.admin.put(`/imports/${id}/work`);
    while ((await importing.seen(id)).state === 'bringing') await app.nest.get(ImportWalk).step();
    expect((await importing.seen(id)).tally).toMatchObject({ brought: 100, refused: 600, walked: 700 });
    expect(new Set((await importing.rows()).map(({ externalId }) => externalId)).size).toBe(100);
  });

  test('take a table in any writing, by its columns, and its formulas harm nobody', async () => {
    const gb = Buffer.concat([Buffer.from('id,'), Buffer.from([0xd6, 0xf7, 0xcc, 0xe2]), Buffer.from(',status,email,created at\n7,'), Buffer.from([0xcb, 0xae, 0xba, 0xf8]), Buffer.from(',open,wang@customer.example,2025/3/1 9:00\n=cmd|x,Bad,brewing,,2025-03-01\n')]);
    const first = await importing.tried(gb, { source: 'csv', place: 'old' });
    expect(first.files).toMatchObject([{ charset: 'gb18030', columns: ['id', '主题', 'status', 'email', 'created at'] }]);
    expect(first.mapping.columns.map(({ field }) => field)).toEqual(['external_id', 'subject', 'state', 'requester_email', 'created_at']);
    expect(await importing.report(first.id)).toEqual(["tickets.json,3,'=cmd|x,state_unknown,brewing"]);
    const second = await importing.map(first, { zone: 'Asia/Shanghai' });
    await importing.admin.put(`/imports/${second.id}/work`);
    await importing.work();
    expect(await importing.rows('7')).toMatchObject([{ subject: '水壶', state: 'open', createdAt: new Date('2025-03-01T01:00:00Z'), visitor: { email: 'wang@customer.example' } }]);
    const wide = await importing.brought(Buffer.from('\ufeffticket;title;state\n1;"=1+1";closed\n1;again;closed\n;no id;done\n;;\n', 'utf16le'), { source: 'csv' });
    expect(wide).toMatchObject({ files: [{ charset: 'utf-16le' }], tally: { brought: 2, refused: 1, refusals: [{ code: 'duplicate', count: 1 }] } });
    const unmapped = await importing.tried('what,ever\n1,2\n', { source: 'csv', place: 'x' });
    expect([unmapped.can.bring, unmapped.tally.refusals]).toEqual([false, [{ code: 'state_missing', count: 1 }]]);
    expect((await importing.tried(Buffer.from([0x50, 0x4b, 3, 4, 0, 1, 0, 9, 9, 0, 3]), { source: 'csv', place: 'y' })).files).toMatchObject([{ state: 'failed', fault: 'charset_unknown' }]);
  });

  test('put what stands in fields there into fields here of the same name, and the rest into a note; the trial says which', async () => {
    const { db } = ruled.app;
    const names = { en: 'Kettle colour', 'zh-CN': '水壶颜色' };
    const made = (await ruled.manager.post('/custom-fields', { kind: 'choice', names, options: [{ names: { en: 'Red' } }] })).as(CustomField);
    const page = (custom_fields: object[]) => ({ custom_fields, organization_id: 9 });
    const { id } = await importing.make();
    await importing.send(importing.admin, id, lines(...USERS, ticket(1, page([{ id: 31, value: 'rot' }, { id: 32, value: '=1+1' }])), ticket(2, page([{ id: 31, value: 'gruen' }]))));
    await importing.send(importing.admin, id, JSON.stringify({ ticket_fields: [{ id: 31, title: 'kettle colour', raw_title: 'x', custom_field_options: [{ name: 'Red', value: 'rot' }, { name: 'Green', value: 'gruen' }] }, { id: 32, title: '批次', raw_title: 'y' }] }), 'fields.json');
    await importing.send(importing.admin, id, JSON.stringify({ organizations: [{ id: 9, name: 'ACME', domain_names: [] }] }), 'organizations.json');
    await importing.work();
    const { fields } = (await importing.seen(id)).tally;
    expect(fields).toHaveLength(4);
    expect(fields).toEqual(expect.arrayContaining([{ name: 'Organization', to: null, count: 2 }, { name: 'kettle colour', to: names, count: 1 }, { name: 'kettle colour', to: null, count: 1 }, { name: '批次', to: null, count: 1 }]));
    expect((await importing.bring(id)).tally).toMatchObject({ brought: 2, refused: 0, fields });
    const [one] = await importing.rows('1');
    const [two] = await importing.rows('2');
    const note = (row: typeof one) => row?.messages.filter(({ authorKind }) => authorKind === 'bot').map(({ text, internal, publicSeq, staffSeq }) => [text, internal, publicSeq, staffSeq]);
    expect([note(one), note(two)]).toEqual([[['Organization: ACME\n批次: =1+1', true, null, 1]], [['Organization: ACME\nkettle colour: Green', true, null, 1]]]);
    expect((await importing.agent.get(`/tickets/${one?.id}/fields`)).as(TicketFields).values).toEqual({ [made.key]: 'red' });
    expect(await db.ticketFieldValue.count({ where: { ticketId: two?.id ?? '' } })).toBe(0);
    (await importing.admin.post(`/imports/${id}/removal`)).as(Import);
    await importing.work();
    expect(await importing.rows()).toEqual([]);
  });

  test('take several files of Chatwoot, in whatever order', async () => {
    const { id } = await importing.make({ source: 'chatwoot' });
    const talk = { meta: { sender: { id: 3, name: '王芳', email: 'wang@customer.example' }, assignee: { id: 3, name: 'Nobody Here', email: 'nobody@old.example' } }, id: 12, status: 'open', created_at: 1_740_000_000, labels: ['billing'], inbox_id: 1, messages: [] };
    await importing.send(importing.admin, id, JSON.stringify({ payload: [{ id: 100, content: '你好 <script>alert(1)</script>', message_type: 0, conversation_id: 12, created_at: 1_740_000_000, sender: { id: 3, type: 'contact' } }] }), 'messages.json');
    await importing.send(importing.admin, id, JSON.stringify({ data: { meta: { all_count: 1 }, payload: [talk] } }), 'conversations.json');
    await importing.work();
    expect((await importing.seen(id)).tally).toMatchObject({ tickets: 1, messages: 1, fit: 1, strangers: [{ name: 'nobody@old.example', count: 1 }] });
    await importing.admin.put(`/imports/${id}/work`);
    await importing.work();
    const [row] = await importing.rows();
    expect(row?.messages.map(({ text }) => text)).toEqual(['你好 <script>alert(1)</script>']);
    expect((await importing.agent.get(`/tickets/${row?.id}/origin`)).as(TicketOriginAnswer).origin).toMatchObject({ source: 'chatwoot', assigneeName: 'Nobody Here' });
  });

  test(`have at most ${MOST_IMPORT_FILES} files`, async () => {
    const { id } = await importing.make();
    const { db } = ruled.app;
    await db.importFile.createMany({ data: Array.from({ length: MOST_IMPORT_FILES }, (_, nth) => ({ id: randomUUID(), importId: id, name: 'x', bytes: 1, sha256: String(nth), state: 'read', createdAt: new Date() })) });
    expect((await importing.send(importing.admin, id, 'x')).code).toBe('import/too_many_files');
  });
});
