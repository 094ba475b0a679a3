import fc from 'fast-check';
import { Message, systemCodes } from '#contracts/messages.js';
import { isPublicLine, mayRecall, PAGE_CHARACTERS, present, staffBound, type StoredMessage, withinPage } from './message.rules.js';

const AT = new Date('2026-03-05T12:00:00Z');
const stored = (change: Partial<StoredMessage> = {}): StoredMessage => ({
  id: '019f0000-0000-7000-8000-000000000001',
  ticketId: '019f0000-0000-7000-8000-000000000002',
  staffSeq: 7,
  publicSeq: 5,
  senderId: '019f0000-0000-7000-8000-000000000003',
  clientMessageId: 'mine',
  authorKind: 'customer',
  authorName: 'Wei',
  kind: 'text',
  text: 'The kettle leaks',
  card: null,
  system: null,
  internal: false,
  recalledAt: null,
  createdAt: AT,
  ...change,
});

describe('a message as its reader sees it', () => {
  it('carries the number of the reader’s own stream', () => {
    expect(present(stored(), 'staff')?.seq).toBe(7);
    expect(present(stored(), 'public')?.seq).toBe(5);
  });

  it('is nothing at all to the customer when it is internal', () => {
    const note = stored({ internal: true, publicSeq: null });
    expect(present(note, 'public')).toBeNull();
    expect(present(note, 'staff')).toMatchObject({ internal: true, text: 'The kettle leaks' });
  });

  it('has no content left on either side once it is recalled', () => {
    for (const stream of ['staff', 'public'] as const) {
      const shown = present(stored({ recalledAt: AT, card: { order: 'A1047' } }), stream);
      expect(shown).toMatchObject({ text: null, card: null, recalledAt: AT.toISOString() });
      expect(JSON.stringify(shown)).not.toContain('kettle');
    }
  });

  it('never says which ticket row it is or what was recalled, and keeps to the contract', () => {
    const shown = present(stored(), 'public');
    expect(Message.parse(shown)).toEqual(shown);
    expect(Object.keys(shown ?? {})).not.toEqual(expect.arrayContaining(['recalledText', 'ticketId', 'staffSeq']));
  });
});

describe('system lines', () => {
  it('tell the customer of the chat, and nothing of how we work', () => {
    expect(systemCodes.filter((code) => !isPublicLine(code))).toEqual(['chat.rated', 'chat.transfer_note', 'ticket.assigned', 'ticket.freed', 'ticket.closed', 'ticket.reopened', 'ticket.pending', 'ticket.on_hold', 'ticket.solved', 'ticket.resumed', 'ticket.resumed_by_word', 'ticket.closed_by_time', 'ticket.snoozed', 'ticket.unsnoozed', 'ticket.woken', 'ticket.woken_by_word', 'promise.broken', 'promise.withdrawn', 'callback.called', 'callback.moved', 'callback.handed', 'call.recorded', 'visit.invited', 'visitor.blocked', 'address.asked', 'address.shared', 'mail.bounced', 'mail.not_sent', 'ticket.spam_marked', 'ticket.spam_lifted', 'ticket.spam_again', 'ticket.merged', 'ticket.joined', 'ticket.unmerged', 'ticket.parted', 'ticket.wrote_apart', 'ticket.split_off', 'ticket.split_from', 'reply.returned', 'side.answered', 'side.failed', 'ticket.routed', 'ticket.given_back']);
  });
});

describe('a page', () => {
  const rows = (...lengths: number[]) => lengths.map((length, index) => ({ index, text: 'x'.repeat(length) }));
  const kept = (lengths: number[], limit: number, forward: boolean) => withinPage(rows(...lengths), limit, forward).map(({ index }) => index);

  it.each<[string, number[], number, boolean, number[]]>([
    ['holds what there is', [1, 1], 5, true, [0, 1]],
    ['holds no more than was asked for, from the front', [1, 1, 1], 2, true, [0, 1]],
    ['or from the end', [1, 1, 1], 2, false, [1, 2]],
    ['ends before it grows too long', [PAGE_CHARACTERS - 1, 1, 1], 5, true, [0, 1]],
    ['and begins after it would', [PAGE_CHARACTERS, 1, 1], 5, false, [1, 2]],
    ['holds one message, however long', [PAGE_CHARACTERS + 1, 1], 5, true, [0]],
    ['is empty where nothing is', [], 5, false, []],
  ])('%s', (_, lengths, limit, forward, expected) => {
    expect(kept(lengths, limit, forward)).toEqual(expected);
  });
});

describe('recalling', () => {
  it.each([
    [0, true],
    [120_000, true],
    [120_001, false],
  ])('%i ms after sending is allowed: %s', (ms, allowed) => {
    expect(mayRecall(AT, new Date(AT.getTime() + ms))).toBe(allowed);
  });
});

describe('the place of a public message in the staff stream', () => {
  it('lies between its public place and the bound, however notes are interleaved', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 200 }), (internals) => {
        let publicHead = 0;
        const places = internals.flatMap((internal, index) => (internal ? [] : [{ publicSeq: (publicHead += 1), staffSeq: index + 1 }]));
        for (const { publicSeq, staffSeq } of places) {
          expect(staffSeq).toBeGreaterThanOrEqual(publicSeq);
          expect(staffSeq).toBeLessThanOrEqual(staffBound(publicSeq, publicHead, internals.length));
        }
      }),
    );
  });
});
