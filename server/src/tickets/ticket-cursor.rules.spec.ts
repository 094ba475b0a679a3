import fc from 'fast-check';
import { Problem } from '../platform/problem.js';
import { decodeCursor, encodeCursor } from './ticket-cursor.rules.js';

const ID = '019f0000-0000-7000-8000-000000000001';
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the cursor of the ticket list', () => {
  it('comes back as it went out', () => {
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.option(date), date, fc.uuid(), (first, lastMessageAt, id) => {
        const key = { first, lastMessageAt, id };
        expect(decodeCursor(encodeCursor(key))).toEqual(key);
      }),
    );
  });

  it('fits where it is used: in an address, within the contract’s 300 characters', () => {
    expect(encodeCursor({ first: new Date(), lastMessageAt: new Date(), id: ID })).toMatch(/^[\w-]{1,300}$/);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'AAAA'],
    ['another shape', encoded({ id: ID })],
    ['too few parts', encoded([null, 1])],
    ['too many parts', encoded([null, 1, ID, 1])],
    ['a fraction of a millisecond', encoded([null, 1.5, ID])],
    ['no identifier', encoded([null, 1, "1' OR '1'='1"])],
    ['a time that no date holds', encoded([null, 8.64e15 + 1, ID])],
    ['a time that no database row holds', encoded([null, -8.64e15, ID])],
    ['a wait since before all time', encoded([-8.64e15, 1, ID])],
    ['a text as time', encoded(['2026-01-01', 1, ID])],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });

  it('never fails in any other way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map((text) => Buffer.from(text).toString('base64url'))), (cursor) => {
        try {
          decodeCursor(cursor);
        } catch (fault) {
          expect(fault).toBeInstanceOf(Problem);
        }
      }),
    );
  });
});
