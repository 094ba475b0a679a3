import { bodyOf, type Words } from './webhook-payload.rules.js';

const TOLD = {
  type: 'message.posted',
  sequence: 7,
  happenedAt: new Date('2026-03-01T08:00:00.123Z'),
  data: { ticket: { id: 't', number: 12 }, actor: { kind: 'customer', id: 'c' }, message: { id: 'm', seq: 3 } },
};
const said = (fields: Partial<NonNullable<Words['message']>> = {}): Words => ({
  subject: '退款 refund',
  customer: { name: '林美', email: 'mei@example.com' },
  message: { text: 'Where is it?', internal: false, recalled: false, author: '林美', ...fields },
});
const data = (words: Words, parts: Parameters<typeof bodyOf>[2]) => JSON.parse(bodyOf(TOLD, words, parts)).data;

describe('the body of a webhook', () => {
  it('says type, time and what it is about', () => {
    expect(JSON.parse(bodyOf(TOLD, said(), []))).toEqual({ type: 'message.posted', timestamp: '2026-03-01T08:00:00.123Z', data: { sequence: 7, ...TOLD.data } });
  });

  it('holds words only as far as the endpoint may have them', () => {
    expect(bodyOf(TOLD, said(), [])).not.toMatch(/退款|林美|mei@|Where/);
    expect(data(said(), ['messages'])).toMatchObject({ ticket: { subject: '退款 refund' }, message: { text: 'Where is it?' } });
    expect(bodyOf(TOLD, said(), ['messages'])).not.toMatch(/林美|mei@/);
    expect(data(said(), ['customer'])).toMatchObject({ ticket: { customer: { name: '林美', email: 'mei@example.com' } } });
    expect(bodyOf(TOLD, said({ internal: true }), ['messages', 'customer'])).not.toContain('Where');
    expect(data(said({ internal: true }), ['notes'])).toMatchObject({ message: { text: 'Where is it?' } });
    expect(bodyOf(TOLD, said(), ['notes'])).not.toContain('Where');
  });

  it('never holds what was taken back', () => {
    expect(data(said({ recalled: true }), ['messages']).message).toEqual({ id: 'm', seq: 3, text: null, recalled: true });
  });

  it.each([['latin', 'a'], ['chinese', '退'], ['pictures', '😀']])('stays below 20 KB in %s', (_, sign) => {
    const body = bodyOf(TOLD, said({ text: `x${sign.repeat(8_000)}`.slice(0, 8_000) }), ['messages', 'customer']);
    expect(Buffer.byteLength(body)).toBeLessThan(20_000);
    expect(JSON.parse(body).data.message.truncated).toBe(true);
    expect(JSON.parse(body).data.message.text.isWellFormed()).toBe(true);
  });
});
