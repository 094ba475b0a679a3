import fc from 'fast-check';
import { RuleCondition, RuleConditions, RuleDraft } from '#contracts/automation.js';
import { CONDITION_FIELDS, CONDITION_OPS, type ConditionField } from '#contracts/automation.fields.js';
import { judged, type Known, matches, verdictOf } from './condition.rules.js';

const KNOWN: Known = {
  state: ['open'], priority: ['high'], tags: ['vip', '水壶'], assignee: [], team: ['t1'], language: undefined, subject: ['Re: ＫＥＴＴＬＥ leaks'], text: ['水壶漏水，麻烦退货'],
  earlier_tickets: ['3'], waiting: ['yes'], open_now: ['no'],
};
const one = (field: ConditionField, op: RuleCondition['op'], ...values: string[]): RuleCondition => ({ field, op, values });

describe('a condition', () => {
  it.each<[RuleCondition, boolean | null]>([
    [one('state', 'is', 'new', 'open'), true],
    [one('state', 'is_not', 'new', 'open'), false],
    [one('tags', 'is', 'vip'), true],
    [one('tags', 'is_not', 'spam'), true],
    [one('tags', 'is', 'none'), false],
    [one('assignee', 'is', 'none'), true],
    [one('assignee', 'is_not', 'none'), false],
    [one('assignee', 'is', 'none', 'a1'), true],
    [one('subject', 'contains', 'kettle'), true],
    [one('text', 'contains', '退货'), true],
    [one('text', 'contains_not', '退货', '换货'), false],
    [one('text', 'contains', '退款'), false],
    [one('earlier_tickets', 'at_least', '3'), true],
    [one('earlier_tickets', 'at_most', '2'), false],
    [one('waiting', 'holds'), true],
    [one('open_now', 'holds'), false],
    [one('open_now', 'holds_not'), true],
    [one('language', 'is', 'en'), null],
    [one('language', 'is_not', 'en'), null],
    [one('state_before', 'is', 'pending'), null],
  ])('%j is %s', (condition, verdict) => {
    expect(verdictOf(condition, KNOWN)).toBe(verdict);
  });

  it('knows what stood before a change', () => {
    const change: Known = { ...KNOWN, state: ['open'], state_before: ['pending'], assignee_before: [] };
    expect(verdictOf(one('state_before', 'is', 'pending'), change)).toBe(true);
    expect(verdictOf(one('assignee_before', 'is', 'none'), change)).toBe(true);
    expect(verdictOf(one('assignee_before', 'is_not', 'none'), change)).toBe(false);
  });
});

const FIELDS = Object.keys(CONDITION_FIELDS) as ConditionField[];
const condition: fc.Arbitrary<RuleCondition> = fc.constantFrom(...FIELDS).chain((field) =>
  fc.record({ field: fc.constant(field), op: fc.constantFrom(...CONDITION_OPS[CONDITION_FIELDS[field].kind]), values: fc.array(fc.constantFrom('a', 'b', 'none', '1', '2'), { minLength: 1, maxLength: 3 }) }),
);
const match = fc.constantFrom('all' as const, 'any' as const, 'none' as const);
const inner = fc.record({ match, items: fc.array(fc.oneof(condition, fc.record({ match, items: fc.array(condition, { minLength: 1, maxLength: 3 }) })), { minLength: 1, maxLength: 3 }) });
const conditions = fc.record({ match, items: fc.array(fc.oneof(condition, inner), { maxLength: 4 }) });
const known = fc.dictionary(fc.constantFrom(...FIELDS), fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', '1', '2', 'yes')), { nil: undefined })) as fc.Arbitrary<Known>;

describe('conditions together', () => {
  it('without any hold for every ticket, however they are joined', () => {
    fc.assert(fc.property(match, known, (how, ticket) => expect(matches({ match: how, items: [] }, ticket)).toBe(true)));
  });
  it('of which nothing is known hold for no ticket', () => {
    fc.assert(fc.property(conditions.filter(({ items }) => items.length > 0), (all) => expect(matches(all, {})).toBe(false)));
  });
  it('none is the opposite of any, and neither where nobody can tell', () => {
    fc.assert(
      fc.property(conditions.filter(({ items }) => items.length > 0), known, ({ items }, ticket) => {
        const [any, none] = [judged({ match: 'any', items }, ticket), judged({ match: 'none', items }, ticket)];
        expect(none).toBe(any === null ? null : !any);
      }),
    );
  });
  it('do not depend on their order', () => {
    fc.assert(fc.property(conditions, known, ({ match: how, items }, ticket) => expect(matches({ match: how, items: items.toReversed() }, ticket)).toBe(matches({ match: how, items }, ticket))));
  });
  it('that hold for what is known of a ticket hold whatever else becomes known', () => {
    fc.assert(
      fc.property(conditions, known, known, (all, ticket, more) => {
        const learnt = { ...more, ...Object.fromEntries(Object.entries(ticket).filter(([, values]) => values !== undefined)) };
        if (all.items.length > 0 && matches(all, ticket)) expect(matches(all, learnt)).toBe(true);
      }),
    );
  });
  it('a group of one says what that one says', () => {
    fc.assert(fc.property(condition, known, (only, ticket) => expect(judged({ match: 'all', items: [{ match: 'any', items: [only] }] }, ticket)).toBe(verdictOf(only, ticket))));
  });
});

describe('what may be saved as a rule', () => {
  const draft = (parts: object) => RuleDraft.safeParse({ name: 'R', when: { on: 'event', event: 'opened' }, conditions: { match: 'all', items: [] }, actions: [{ do: 'escalate' }], ...parts }).success;
  const holds = (item: unknown) => draft({ conditions: { match: 'all', items: [item] } });
  const id = '0199c1de-0000-7000-8000-000000000001';

  it.each<[string, unknown, boolean]>([
    ['a state', one('state', 'is', 'open'), true],
    ['a word for a state', one('state', 'is', 'opened'), false],
    ['a state that contains', one('state', 'contains', 'open'), false],
    ['nobody', one('assignee', 'is', 'none'), true],
    ['a ticket without a state', one('state', 'is', 'none'), false],
    ['a person by name', one('assignee', 'is', 'Mei'), false],
    ['a person', one('assignee', 'is', id), true],
    ['no value', one('state', 'is'), false],
    ['a value for yes or no', one('waiting', 'holds', 'yes'), false],
    ['yes', one('waiting', 'holds'), true],
    ['two counts', one('earlier_tickets', 'at_least', '1', '2'), false],
    ['a count below none', one('earlier_tickets', 'at_least', '-1'), false],
    ['an unknown field', { field: 'colour', op: 'is', values: ['red'] }, false],
    ['more than is asked', { ...one('state', 'is', 'open'), extra: 1 }, false],
    ['a group of nothing', { match: 'any', items: [] }, false],
    ['three deep', { match: 'any', items: [{ match: 'none', items: [one('state', 'is', 'open')] }] }, true],
    ['four deep', { match: 'any', items: [{ match: 'none', items: [{ match: 'all', items: [one('state', 'is', 'open')] }] }] }, false],
  ])('%s', (_, item, isFine) => {
    expect(holds(item)).toBe(isFine);
  });
  it('not without an action, and not on a state that only time brings', () => {
    expect([draft({ actions: [] }), draft({ actions: [{ do: 'set_state', state: 'closed' }] }), draft({ when: { on: 'time', since: 'pending', minutes: 0, hours: 'calendar' } })]).toEqual([false, false, false]);
  });
  it('reads back what it was written from', () => {
    expect(RuleConditions.safeParse({ match: 'any', items: [RuleCondition.parse(one('tags', 'is', 'vip', 'none'))] }).success).toBe(true);
  });
});
