import type { CustomField } from '#contracts/custom-fields.js';
import { TemplateContent } from '#contracts/ticket-templates.js';
import { keptFields, standing, type There } from './template.rules.js';

const field = (key: string, fields: Partial<CustomField> = {}): CustomField => ({
  id: key, key, kind: 'text', names: { en: key }, options: [], multiline: false, decimals: 0, min: null, max: null, required: 'never', hidden: false, when: null, builtIn: false, retiredAt: null, version: 1, ...fields,
});
const option = (key: string, retired = false) => ({ key, names: { en: key }, retired });
const TEAM = '01890a5d-ac96-774b-bcce-b302099a8057';
const there: There = {
  teams: new Set([TEAM]),
  fields: [field('order'), field('old', { retiredAt: '2026-01-01T00:00:00.000Z' }), field('margin', { hidden: true }), field('reason', { kind: 'choice', options: [option('late'), option('lost', true)] }), field('parts', { kind: 'multi_choice', options: [option('lid'), option('base', true)] })],
  readable: new Set(['order', 'old', 'reason', 'parts']),
};
const content = (fields: object) => TemplateContent.parse(fields);

describe('what of a template still holds', () => {
  it('is all of it while everything it names is there', () => {
    const whole = content({ teamId: TEAM, fields: { order: 'A1047', reason: 'late', parts: ['lid'] } });
    expect(standing(whole, there)).toEqual({ opens: whole, gone: [] });
  });
  it.each([
    [{ teamId: '01890a5d-ac96-774b-bcce-b302099a8058' }, { teamId: null, fields: {} }, [{ what: 'team' }]],
    [{ fields: { old: 'x', never: 'y' } }, { teamId: null, fields: {} }, [{ what: 'field', key: 'old' }, { what: 'field', key: 'never' }]],
    [{ fields: { reason: 'lost', parts: ['lid', 'base'] } }, { teamId: null, fields: { parts: ['lid'] } }, [{ what: 'option', key: 'reason' }, { what: 'option', key: 'parts' }]],
    [{ fields: { margin: 'secret' } }, { teamId: null, fields: {} }, []],
  ])('of %j is %j, and gone is %j', (stored, opens, gone) => {
    expect(standing(content(stored), there)).toMatchObject({ opens, gone });
  });
});

describe('what is kept of fields', () => {
  it('is what they take, and what the writer could not see', () => {
    expect(keptFields({ order: ' A1047 ', reason: 'late' }, { margin: 'secret', order: 'before' }, there)).toEqual({ fields: { margin: 'secret', order: 'A1047', reason: 'late' } });
  });
  it.each([[{ margin: 'guessed' }], [{ old: 'x' }], [{ never: 'x' }], [{ reason: 'lost' }], [{ order: 7 }]])('is nothing of %j', (wish) => {
    expect(keptFields(wish, {}, there)).toEqual({ faults: [expect.objectContaining({ path: `opens.fields.${Object.keys(wish)[0]}` })] });
  });
});
