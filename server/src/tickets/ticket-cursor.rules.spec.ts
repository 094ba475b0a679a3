import fc from 'fast-check';
import { TicketGroup, TicketSort } from '#contracts/tickets.js';
import { Problem } from '../platform/problem.js';
import { decodeCursor, encodeCursor } from './ticket-cursor.rules.js';
import { typesOf } from './ticket-order.rules.js';

const ID = '019f0000-0000-7000-8000-000000000001';
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the cursor of the ticket list', () => {
  const orders = TicketSort.options.flatMap((sort) => [undefined, ...TicketGroup.options].map((group) => ({ sort, group })));
  it.each(orders)('comes back as it went out, in the order $sort by $group', (order) => {
    const of = { timestamptz: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), int: fc.nat(2_147_483_647), text: fc.string({ unit: 'grapheme', maxLength: 60 }), uuid: fc.uuid() };
    const values = fc.tuple(...typesOf(order).map((type) => fc.option<Date | number | string>(of[type])));
    fc.assert(
      fc.property(values, fc.uuid(), (key, id) => {
        expect(decodeCursor(order, encodeCursor(order, { values: key, id }))).toEqual({ values: key, id });
      }),
    );
  });

  it('fits where it is used: in an address, within the contract’s 300 characters', () => {
    expect(encodeCursor({ sort: 'priority' }, { values: [3, new Date(), new Date()], id: ID })).toMatch(/^[\w-]{1,300}$/);
  });

  it('fits with the longest name in it as well', () => {
    expect(encodeCursor({ sort: 'priority', group: 'assignee' }, { values: ['欣'.repeat(80), ID, 3, new Date(), new Date()], id: ID }).length).toBeLessThanOrEqual(1000);
  });

  it('of one group says nothing in another', () => {
    const cursor = encodeCursor({ sort: 'newest', group: 'assignee' }, { values: ['Ann', ID, 12], id: ID });
    expect(() => decodeCursor({ sort: 'newest', group: 'team' }, cursor)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
    expect(() => decodeCursor({ sort: 'newest' }, cursor)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });

  it('of one order says nothing in another', () => {
    const cursor = encodeCursor({ sort: 'newest' }, { values: [12], id: ID });
    expect(() => decodeCursor({ sort: 'oldest' }, cursor)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'AAAA'],
    ['another shape', encoded({ id: ID })],
    ['an order alone', encoded(['waiting'])],
    ['without its order', encoded([null, 1, ID])],
    ['too few parts', encoded(['waiting', null, ID])],
    ['too many parts', encoded(['waiting', null, 1, ID, 1])],
    ['a fraction of a millisecond', encoded(['waiting', null, 1.5, ID])],
    ['no identifier', encoded(['waiting', null, 1, "1' OR '1'='1"])],
    ['a time that no date holds', encoded(['waiting', null, 8.64e15 + 1, ID])],
    ['a time that no database row holds', encoded(['waiting', null, -8.64e15, ID])],
    ['a wait since before all time', encoded(['waiting', -8.64e15, 1, ID])],
    ['a text as time', encoded(['waiting', '2026-01-01', 1, ID])],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => decodeCursor({ sort: 'waiting' }, cursor)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });

  it.each([['beyond what a number column holds', 2_147_483_648], ['a fraction', 1.5], ['a text', '1']])('is refused when its number is %s', (_, value) => {
    expect(() => decodeCursor({ sort: 'newest' }, encoded(['newest', value, ID]))).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });

  it('never fails in any other way', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TicketSort.options), fc.oneof(fc.string(), fc.json().map((text) => Buffer.from(text).toString('base64url'))), (sort, cursor) => {
        try {
          decodeCursor({ sort }, cursor);
        } catch (fault) {
          expect(fault).toBeInstanceOf(Problem);
        }
      }),
    );
  });
});
