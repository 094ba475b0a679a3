import { owedOn, type TicketFacts } from './owed.rules.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 24) + minute * 60_000);
const facts = (fields: Partial<TicketFacts> = {}): TicketFacts => ({
  state: 'open', openedAt: at(0), firstCustomerAt: at(0), firstStaffAt: null, waitingSince: at(0), solvedAt: null, closedAt: null, importedAt: null, ...fields,
});

describe('what is owed on a ticket', () => {
  it('is the first answer and a solution, from its first word on', () => {
    expect(owedOn(facts(), null)).toEqual({ first_answer: { startedAt: at(0), metAt: null }, next_answer: null, resolution: { startedAt: at(0), metAt: null } });
  });

  it('is no answer once it was given', () => {
    expect(owedOn(facts({ firstStaffAt: at(5), waitingSince: null }), null)).toMatchObject({ first_answer: { metAt: at(5) }, next_answer: null });
  });

  it('is the next answer since the customer wrote again', () => {
    expect(owedOn(facts({ firstStaffAt: at(5), waitingSince: at(7) }), null).next_answer).toEqual({ startedAt: at(7), metAt: null });
  });

  it('is the next answer to a wait that came with a merged ticket, or crossed our first word', () => {
    expect(owedOn(facts({ firstStaffAt: at(5), waitingSince: at(3) }), null)).toMatchObject({ first_answer: { metAt: at(5) }, next_answer: { startedAt: at(3), metAt: null } });
  });

  it('keeps the last wait that was answered, and none that only ended', () => {
    const answered = facts({ firstStaffAt: at(5), waitingSince: null });
    expect(owedOn(answered, { startedAt: at(7), answeredAt: at(9) }).next_answer).toEqual({ startedAt: at(7), metAt: at(9) });
    expect(owedOn(answered, { startedAt: at(7), answeredAt: null }).next_answer).toBeNull();
  });

  it('is no first answer to whom we wrote first', () => {
    const ours = facts({ firstCustomerAt: null, firstStaffAt: at(0), waitingSince: null });
    expect(owedOn(ours, null).first_answer).toBeNull();
    expect(owedOn({ ...ours, firstCustomerAt: at(3), waitingSince: at(3) }, null)).toMatchObject({ first_answer: null, next_answer: { startedAt: at(3) } });
  });

  it('is no answer to whom nobody answered before the end', () => {
    expect(owedOn(facts({ state: 'closed', closedAt: at(9), waitingSince: null }), null)).toEqual({
      first_answer: null, next_answer: null, resolution: { startedAt: at(0), metAt: at(9) },
    });
  });

  it('is the first answer still where it only waits for the customer, and again where an end is taken back', () => {
    expect(owedOn(facts({ state: 'pending', waitingSince: null }), null).first_answer).toEqual({ startedAt: at(0), metAt: null });
    expect(owedOn(facts({ state: 'open', waitingSince: null }), null).first_answer).toEqual({ startedAt: at(0), metAt: null });
  });

  it('is a solution again when one is taken back', () => {
    expect(owedOn(facts({ state: 'solved', solvedAt: at(9) }), null).resolution).toEqual({ startedAt: at(0), metAt: at(9) });
    expect(owedOn(facts({ state: 'open' }), null).resolution).toEqual({ startedAt: at(0), metAt: null });
  });
  it('owes nothing for what was before a ticket came here, and an answer to a word that came since', () => {
    const brought = facts({ importedAt: at(10), firstStaffAt: at(1), waitingSince: at(2) });
    expect(owedOn(brought, null)).toEqual({ first_answer: null, next_answer: null, resolution: null });
    expect(owedOn(facts({ importedAt: at(10) }), null)).toEqual({ first_answer: null, next_answer: null, resolution: null });
    expect(owedOn({ ...brought, firstStaffAt: null, waitingSince: at(11) }, null).next_answer).toEqual({ startedAt: at(11), metAt: null });
    expect(owedOn({ ...brought, waitingSince: at(11) }, null)).toEqual({ first_answer: null, next_answer: { startedAt: at(11), metAt: null }, resolution: null });
  });
});
