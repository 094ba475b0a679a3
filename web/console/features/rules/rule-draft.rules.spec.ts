import { RuleDraft } from '#contracts/automation.js';
import { CONDITION_FIELDS } from '#contracts/automation.fields.js';
import { blankRule, DEEDS, emptyAction, emptyCondition, fieldsFor, type Group, isComplete, isField, savedConditions, unitOf } from './rule-draft.rules.js';

const rule = (parts: Partial<RuleDraft>) => ({ ...blankRule(), name: 'R', ...parts });

describe('a rule that is being written', () => {
  it('may be saved from the start, once it has a name', () => {
    expect([isComplete(blankRule()), RuleDraft.safeParse(rule({})).success]).toEqual([true, true]);
  });
  it.each(DEEDS.map((deed) => [deed]))('knows what %s needs', (deed) => {
    const action = emptyAction(deed);
    expect(RuleDraft.safeParse(rule({ actions: [action] })).success).toBe(isComplete({ conditions: { match: 'all', items: [] }, actions: [action] }));
  });
  it.each(Object.keys(CONDITION_FIELDS).filter(isField).map((field) => [field]))('knows what a condition on %s needs', (field) => {
    const conditions = { match: 'all' as const, items: [emptyCondition(field)] };
    expect(isComplete(rule({ conditions }))).toBe(['yes', 'number'].includes(CONDITION_FIELDS[field].kind));
  });
  it('asks of changes only what they tell', () => {
    expect(fieldsFor({ on: 'event', event: 'opened' })).not.toContain('state_before');
    expect(fieldsFor({ on: 'event', event: 'state_changed' })).toContain('state_before');
    expect(fieldsFor({ on: 'time', since: 'pending', minutes: 60, hours: 'calendar' })).not.toContain('due');
    expect(fieldsFor({ on: 'event', event: 'opened' }, 'due')).toContain('due');
  });
  it('saves groups in groups as they are, and nothing deeper than may be', () => {
    const one = emptyCondition('waiting');
    const group: Group = { match: 'all', items: [one, { match: 'any', items: [one, { match: 'none', items: [one, { match: 'all', items: [one] }] }] }] };
    expect(savedConditions(group)).toEqual({ match: 'all', items: [one, { match: 'any', items: [one, { match: 'none', items: [one] }] }] });
    expect(RuleDraft.safeParse(rule({ conditions: savedConditions(group) })).success).toBe(true);
  });
  it.each([[30, 'minutes'], [120, 'hours'], [1440, 'days'], [1500, 'hours']])('says %i minutes in %s', (minutes, unit) => {
    expect(unitOf(minutes)).toBe(unit);
  });
});
