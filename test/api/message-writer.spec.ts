import fc from 'fast-check';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { Clock } from '../../server/src/platform/clock.js';
import { Database } from '../../server/src/platform/db.js';
import { newId } from '../../server/src/platform/ids.js';
import { Relay } from '../../server/src/platform/events/relay.js';
import { MessageWriter, type NewMessage } from '../../server/src/tickets/message-writer.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { timelineOf } from '../support/desk.js';

const [visitorId, accountId] = [newId(), newId()];
const word = (ticketId: string, fields: Partial<NewMessage> = {}): NewMessage => ({
  ticketId, senderId: visitorId, clientMessageId: newId(), authorKind: 'customer', authorName: 'Mei', kind: 'text', text: 'The kettle leaks',
  card: null, system: null, internal: false, ...fields,
});

/** What somebody says, or that the relay carries what was announced. */
const aStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ step: fc.constant('word' as const), customer: fc.boolean(), text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter((text) => !text.includes('\0')), afterMs: fc.integer({ min: -50, max: 5_000 }) }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('relay' as const) }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('read' as const) }) },
);
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never;

describe('the message writer', () => {
  let app: TestApp;
  let writer: MessageWriter;
  beforeAll(async () => {
    app = await startApp();
    writer = app.nest.get(MessageWriter);
  });
  afterAll(() => app.close());

  const eventsOf = async (subject: string) =>
    (await app.db.event.findMany({ where: { subject, name: 'message.posted' }, orderBy: { id: 'asc' } })).map(({ actorKind, actorId, payload }) => ({ actorKind, actorId, from: Reflect.get(Object(payload), 'fromSeq') }));

  test('leaves the same behind whichever way a message goes', async () => {
    const run = async (steps: Step[]) => {
      let now = Date.now();
      app.nest.get(Clock).now = () => new Date(now);
      const began = { timeline: { lastMessageAt: new Date(now) } };
      const [short, long] = [await aTicket(app.db, began), await aTicket(app.db, began)];
      const relay = app.nest.get(Relay);
      for (const step of steps) {
        if (step.step === 'relay') await relay.lease();
        if (step.step === 'read') await app.db.timeline.updateMany({ where: { ticketId: { in: [short.id, long.id] } }, data: { customerUnread: 0 } });
        if (step.step !== 'word') continue;
        now += step.afterMs;
        const said = { text: step.text, ...(step.customer ? {} : { authorKind: 'agent' as const, senderId: accountId, authorName: 'Lin' }) };
        const one = await writer.write(word(short.id, said));
        const [other] = await app.nest.get(Database).transaction((tx) => writer.writeIn(tx, [word(long.id, said)]));
        expect(one.outcome).toBe('posted');
        expect(other?.outcome).toBe('posted');
      }
      const heads = async (ticketId: string) => {
        const { announcedFrom, ...row } = await app.db.timeline.findUniqueOrThrow({ where: { ticketId } });
        // Only the short way keeps this: so it was the one that was gone.
        expect(announcedFrom > 0).toBe(ticketId === short.id && row.staffHead > 0);
        return { ...row, ticketId: null };
      };
      const entries = async (ticketId: string) => (await timelineOf(app, ticketId)).map((row) => ({ ...row, id: null, ticketId: null, clientMessageId: null }));
      expect(await heads(short.id)).toEqual(await heads(long.id));
      expect(await entries(short.id)).toEqual(await entries(long.id));
      expect(await eventsOf(short.id)).toEqual(await eventsOf(long.id));
    };
    await fc.assert(fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 12 }), run), { numRuns: 25 });
    app.nest.get(Clock).now = () => app.clock.now();
  });

  test('writes the rest of a batch though one repeats, one is closed and one is nowhere', async () => {
    const tickets = await Promise.all(Array.from({ length: 12 }, () => aTicket(app.db)));
    const [repeated, closed] = tickets;
    if (!repeated || !closed) throw new Error('no tickets');
    const first = word(repeated.id);
    const before = await writer.write(first);
    await app.db.timeline.update({ where: { ticketId: closed.id }, data: { gate: 'closed' } });
    const answers = await Promise.all([writer.write(first), writer.write({ ...first, text: 'Another' }).catch((fault: Error) => fault.message), ...tickets.slice(1).map((one) => writer.write(word(one.id))), writer.write(word(newId()))]);
    expect(answers[0]).toEqual({ ...before, outcome: 'repeat' });
    expect(answers[1]).toBe('message/id_reused');
    expect(answers.slice(2).map((one) => typeof one === 'object' && one.outcome)).toEqual(['closed', ...tickets.slice(2).map(() => 'posted'), 'missing']);
  });

  test('answers one id at once in many conversations for one of them only', async () => {
    const tickets = await Promise.all(Array.from({ length: 8 }, () => aTicket(app.db)));
    const clientMessageId = newId();
    const answers = await Promise.all(tickets.map((one) => writer.write(word(one.id, { clientMessageId }))));
    expect(answers.filter(({ outcome }) => outcome === 'posted')).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'repeat')).toHaveLength(7);
    expect(new Set(answers.map((one) => 'message' in one && one.message.id)).size).toBe(1);
    expect(await app.db.message.count({ where: { clientMessageId } })).toBe(1);
  });

  test('keeps the order of one conversation between plain and other messages', async () => {
    const ticket = await aTicket(app.db);
    const all = await Promise.all(Array.from({ length: 60 }, (_, n) => writer.write(word(ticket.id, { text: `${n}`, internal: n % 7 === 3, senderId: accountId, authorKind: 'agent' }))));
    expect(all.map((one) => 'message' in one && one.message.staffSeq)).toEqual(all.map((_, n) => n + 1));
    expect((await timelineOf(app, ticket.id)).map(({ text }) => text)).toEqual(all.map((_, n) => `${n}`));
  });

  test('takes quotes, backslashes, braces, commas and NULL for what they are', async () => {
    const ticket = await aTicket(app.db);
    const texts = ['"', '\\', '\\"', '{a,b}', ',', 'NULL', '', ' ', '\n\t', 'e\\u0000', '退货', '😀"\\😀', "'; DROP TABLE x --"];
    for (const text of texts) await writer.write(word(ticket.id, { text, authorName: text, clientMessageId: `${text}${newId()}` }));
    expect((await timelineOf(app, ticket.id)).map((row) => [row.text, row.authorName])).toEqual(texts.map((text) => [text, text]));
  });
});
