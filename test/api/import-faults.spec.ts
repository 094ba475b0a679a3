import { randomUUID } from 'node:crypto';
import { Import } from '#contracts/imports.js';
import { ImportReading } from '../../server/src/imports/import-reading.service.js';
import { ImportWalk } from '../../server/src/imports/import-walk.service.js';
import { ImportsJobs } from '../../server/src/imports/imports.jobs.js';
import { Database } from '../../server/src/platform/db.js';
import { Storage } from '../../server/src/platform/files/storage.js';
import { as } from '../support/as.js';
import { comment, ImportingDesk, lines, ticket, USERS } from '../support/imported.js';
import type { RuledDesk } from '../support/rules.js';

describe('imports of hostile and heavy files', () => {
  let importing: ImportingDesk;
  let ruled: RuledDesk;
  beforeAll(async () => {
    importing = await ImportingDesk.open();
    ({ ruled } = importing);
  });
  beforeEach(() => importing.anew());
  afterAll(() => ruled.close());

  test('bring of heavy tickets few at a time, and of too heavy ones nothing', async () => {
    const { app } = ruled;
    const page = (of: number, count: number) => ({ comments: Array.from({ length: count }, (_, nth) => comment(of * 1_000 + nth, 7, 'w'.repeat(100_000), '2025-03-01T10:00:00Z', { ticket_id: of })) });
    const { id } = await importing.make();
    await importing.send(importing.admin, id, lines(...USERS, ...[1, 2, 3].map((of) => ticket(of, { comments: [] }))));
    for (const [of, count] of [[1, 12], [2, 90], [3, 12]] as const) await importing.send(importing.admin, id, JSON.stringify(page(of, count)), `comments-${of}.json`);
    await importing.work();
    expect((await importing.seen(id)).tally).toMatchObject({ walked: 3, fit: 2, refused: 1, refusals: [{ code: 'too_large', count: 1 }] });
    await importing.admin.put(`/imports/${id}/work`);
    await app.nest.get(ImportWalk).step();
    expect((await importing.rows()).map(({ externalId, messages }) => [externalId, messages.length])).toEqual([['1', 12]]);
    await importing.work();
    expect((await importing.rows()).map(({ externalId, messages }) => [externalId, messages.length]).toSorted()).toEqual([['1', 12], ['3', 12]]);
    expect(await importing.report(id)).toEqual(['tickets.json,5,2,too_large,']);
  });

  test('are read once by two who begin at the same place', async () => {
    const { nest } = ruled.app;
    const { id } = await importing.make();
    await importing.send(importing.admin, id, lines(...USERS, ...Array.from({ length: 1_200 }, (_, nth) => ticket(nth + 1, { comments: [] }))));
    const another = new ImportReading(nest.get(Database), nest.get(Storage));
    while ((await Promise.all([nest.get(ImportReading).step(), another.step()])).some((more) => more));
    expect(await importing.seen(id)).toMatchObject({ files: [{ state: 'read', records: 1_203 }], tally: { tickets: 1_200, people: 3, refusals: [] } });
    expect(await importing.report(id)).toEqual([]);
  });

  test('find in earnest what the trial found, also of a table whose ids stand far apart', async () => {
    const table = ['id,subject,state', ...Array.from({ length: 240 }, (_, nth) => `${nth % 120},T${nth},${nth === 3 ? 'brewing' : 'open'}`)].join('\n');
    const trial = await importing.tried(table, { source: 'csv', place: 'twice' });
    expect(trial.tally).toMatchObject({ walked: 240, fit: 119, known: 0, refused: 121, refusals: [{ code: 'duplicate', count: 120 }, { code: 'state_unknown', count: 1 }] });
    await importing.admin.put(`/imports/${trial.id}/work`);
    await importing.work();
    const done = (await importing.seen(trial.id)).tally;
    expect(done).toMatchObject({ walked: 240, brought: 119, known: 0, refused: 121, refusals: trial.tally.refusals });
    expect((await importing.rows()).map(({ externalId }) => externalId)).not.toContain('3');
  });

  test('are not held up by signs that no database keeps, by a kind of work that fails, nor by a full disk once', async () => {
    const { nest } = ruled.app;
    const done = await importing.brought(lines(...USERS, ticket(1, { tags: ['a\u0000b', 'half \ud83d', 7], created_at: '2025-03-01T10:00:00Z\u0000', updated_at: `${'x'.repeat(59)}😀` }), ticket(2, { status: `${'x'.repeat(59)}😀` })));
    expect(done.tally).toMatchObject({ brought: 1, refused: 1, states: [{ word: 'open' }, { word: `${'x'.repeat(59)}\ufffd` }] });
    expect((await importing.rows()).map(({ tags }) => tags)).toEqual([['ab', 'half \ufffd']]);
    const full = jest.spyOn(nest.get(Storage), 'incoming').mockRejectedValue(Object.assign(new Error('no room'), { code: 'ENOSPC' }));
    const { id } = await importing.make({ place: 'full' });
    for (let nth = 0; nth < 3; nth += 1) expect((await importing.send(importing.admin, id, 'x')).code).toBe('server/storage_full');
    full.mockRestore();
    (await importing.send(importing.admin, id, lines(ticket(1)))).as(Import);
    const stumbling = jest.spyOn(nest.get(ImportReading), 'step').mockRejectedValue(new Error('it cannot be read'));
    (await importing.admin.post(`/imports/${done.id}/removal`)).as(Import);
    await expect(nest.get(ImportsJobs).workOff()).rejects.toThrow('it cannot be read');
    stumbling.mockRestore();
    expect(await importing.rows('1')).toEqual([]);
    await importing.work();
    expect((await importing.seen(id)).tally).toMatchObject({ fit: 1 });
  });

  test('tell nobody an address by a name, make no two people one, and give nothing to who cannot answer', async () => {
    const { app, desk } = ruled;
    await as.agent(app, { role: 'light', name: 'Lena Light', email: 'lena@shop.example', teamIds: [desk.team.id] });
    const phoned = { id: 5, inbox_id: 1, status: 'open', created_at: 1_740_000_000, meta: { sender: { id: 3, name: null, phone_number: '+49 170 1234567' }, assignee: { id: 4, name: 'Lena', email: 'lena@shop.example' } }, messages: [{ id: 1, content: 'Hello', message_type: 0, created_at: 1_740_000_000, sender: { id: 3, name: null, phone_number: '+49 170 1234567' } }] };
    const { id } = await importing.brought(lines(phoned), { source: 'chatwoot' });
    expect(await importing.rows('5')).toMatchObject([{ assigneeId: null, visitor: { name: '+49 170 1234567' }, messages: [{ authorName: '… 67' }] }]);
    expect((await importing.seen(id)).tally.strangers).toEqual([{ name: 'lena@shop.example', count: 1 }]);
    await importing.brought('id,subject,state,name\n1,A,open,Anna\n2,B,open,Anna\n', { source: 'csv', place: 'names' });
    const [one, two] = [await importing.rows('1'), await importing.rows('2')].map(([row]) => row?.visitor);
    expect([one?.name, two?.name, one?.id === two?.id]).toEqual(['Anna', 'Anna', false]);
  });

  test('keep the bytes of what is not over, and no others', async () => {
    const { nest, db } = ruled.app;
    const [over, open] = [await importing.brought(lines(ticket(1))), await importing.tried(lines(ticket(2)))];
    const kept = async ({ files }: Import) => db.file.findUnique({ where: { id: files[0]?.id ?? '' } });
    const [gone, stays] = [await kept(over), await kept(open)];
    await nest.get(ImportsJobs).forget();
    expect([await kept(over), await kept(open)]).toEqual([null, stays]);
    await expect(nest.get(Storage).read(gone?.storageKey ?? '', null)).rejects.toThrow();
    (await nest.get(Storage).read(stays?.storageKey ?? '', null)).destroy();
    expect((await importing.seen(over.id)).files).toMatchObject([{ name: 'tickets.json', state: 'read' }]);
  });

  test('are taken away again, but for what somebody has worked on since', async () => {
    const { db } = ruled.app;
    const single = (nth: number, name: string) => ticket(nth, { requester_id: nth * 10, requester: { id: nth * 10, name, email: `${name}@customer.example` } });
    const { id } = await importing.brought(lines(...USERS, ticket(1), ticket(2), single(3, 'only'), single(4, 'blocked'), ...Array.from({ length: 120 }, (_, nth) => ticket(nth + 10, { comments: [] })), ticket(5)));
    const [touched] = await importing.rows('2');
    expect((await importing.agent.patch(`/tickets/${touched?.id}/facts`, { version: 1, priority: 'low' })).status).toBe(200);
    // Of a question to the warehouse nothing stands in the ticket itself.
    const [asked] = await importing.rows('5');
    await db.sideConversation.create({ data: { id: randomUUID(), ticketId: asked?.id ?? '', channelId: ruled.box.channelId, subject: 'Stock?', addresses: ['warehouse@partner.example'], openedById: importing.agent.account.id } });
    await db.visitor.updateMany({ where: { email: 'blocked@customer.example' }, data: { blockedAt: new Date() } });
    (await importing.admin.post(`/imports/${id}/removal`)).as(Import);
    await importing.work();
    expect(await importing.seen(id)).toMatchObject({ state: 'removed', tally: { removed: 123, kept: 2 }, can: { discard: true } });
    expect((await importing.rows()).map(({ externalId }) => externalId).toSorted()).toEqual(['2', '5']);
    const people = await db.visitor.findMany({ where: { email: { in: ['anna@customer.example', 'only@customer.example', 'blocked@customer.example'] } }, select: { email: true }, orderBy: { email: 'asc' } });
    expect(people.map(({ email }) => email)).toEqual(['anna@customer.example', 'blocked@customer.example']);
    // What is gone may come again.
    expect((await importing.brought(lines(...USERS, ticket(1), ticket(2)))).tally).toMatchObject({ brought: 1, known: 1 });
  });
});
