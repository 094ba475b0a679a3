import type { CustomField, FieldKind } from '#contracts/custom-fields.js';
import { sortChatwoot } from './chatwoot.rules.js';
import { type KnownFields, toldFields } from './field.rules.js';
import type { HistoricField } from './historic.types.js';
import { sortZendesk } from './zendesk.rules.js';

const ours = (key: string, kind: FieldKind, names: CustomField['names'], parts: Partial<CustomField> = {}): CustomField => ({
  id: key, key, kind, names, options: [], multiline: false, decimals: 2, min: null, max: null, required: 'never', hidden: false, when: null, builtIn: false, retiredAt: null, version: 1, ...parts,
});
const option = (key: string, en: string) => ({ key, names: { en }, retired: false });
const known: KnownFields = {
  ours: [
    ours('colour', 'choice', { en: 'Colour', 'zh-CN': '颜色' }, { options: [option('red', 'Red'), option('blue', 'Blue')] }), ours('parts', 'multi_choice', { en: 'Parts' }, { options: [option('lid', 'Lid'), option('base', 'Base')] }),
    ours('serial', 'text', { en: 'Serial number' }), ours('price', 'number', { en: 'Price' }), ours('margin', 'number', { en: 'Margin' }, { hidden: true }), ours('bought', 'date', { en: 'Bought on' }), ours('gift', 'yes_no', { en: 'Gift' }), ours('page', 'link', { en: 'Page' }),
    ours('old', 'text', { en: 'Former' }, { retiredAt: '2026-01-01T00:00:00.000Z' }), ours('company', 'text', { en: 'Organization' }),
  ],
  theirs: new Map([['31', { name: '颜色', options: [{ value: 'farbe_rot', name: 'Red' }] }]]),
  organizations: new Map([['9', 'ACME ذ.م.م']]),
};
const told = (fields: readonly HistoricField[], organization: string | null = null) => toldFields({ fields, organization }, known).map(({ name, words, put }) => [name, words, put?.value ?? null]);
const field = (name: string, ...values: string[]): HistoricField => ({ id: null, name, values });

describe('a field of another desk', () => {
  it.each([
    ['Serial Number', ['SN-1 \u202e'], 'SN-1 \u202e'], ['price', ['12.50'], 12.5], ['Bought on', ['2026-11-20T00:00:00Z'], '2026-11-20'], ['GIFT', ['true'], true], ['Colour', ['blue'], 'blue'], ['Parts', ['Base', 'lid'], ['lid', 'base']], ['Page', ['https://x.example/a'], 'https://x.example/a'],
  ] as const)('is ours where one is called %s and the value fits', (name, values, value) => {
    expect(told([field(name, ...values)])[0]?.[2]).toEqual(value);
  });
  it.each([
    ['Price', 'twelve'], ['Bought on', 'yesterday'], ['Gift', 'perhaps'], ['Colour', 'green'], ['Page', 'javascript:alert(1)'], ['Former', 'x'], ['Nobody knows it', 'x'], ['Serial number', 'x'.repeat(300)],
  ])('is told in words where it is not: %s %s', (name, value) => {
    expect(told([field(name, value)])).toEqual([[name, value, null]]);
  });
  it('has the name and the options that its desk gives it, and a number where none is known', () => {
    expect(told([{ id: '31', name: null, values: ['farbe_rot'] }, { id: '32', name: null, values: ['x'] }])).toEqual([['颜色', 'Red', 'red'], ['#32', 'x', null]]);
  });
  it('is taken once, says nothing where nothing is in it, and names the company', () => {
    expect(told([field('Colour', 'red'), field('colour', 'blue'), field('Box', 'false'), field('Empty')], '9')).toEqual([['Organization', 'ACME ذ.م.م', 'ACME ذ.م.م'], ['Colour', 'red', 'red'], ['colour', 'blue', null]]);
    expect(told([], '404')).toEqual([]);
  });
  it('is told however many boxes stand before it, and not where it would be hidden', () => {
    expect(told([...Array.from({ length: 300 }, (_, n) => field(`Box ${n}`, 'false')), field('Note', 'x')], '9').map(([name]) => name)).toEqual(['Organization', 'Note']);
    expect([told([field('Margin', '12')]), told([field('Margin', '12 %')])]).toEqual([[['Margin', '12', 12]], []]);
  });
  it('is read from what the desks give out', () => {
    expect(sortZendesk({ id: 31, title: '颜色', raw_title: 'c', type: 'tagger', custom_field_options: [{ name: 'Red', value: 'farbe_rot' }, { name: 'x' }] }, 'ticket_fields')).toEqual({ kind: 'field', externalId: '31', data: { name: '颜色', options: [{ value: 'farbe_rot', name: 'Red' }] } });
    expect(sortZendesk({ id: 9, name: 'ACME', domain_names: [] }, 'organizations')).toEqual({ kind: 'organization', externalId: '9', data: { name: 'ACME' } });
    const ticket = sortZendesk({ id: 1, status: 'open', requester_id: 7, organization_id: 9, custom_fields: [{ id: 31, value: 'farbe_rot' }, { id: 32, value: null }, { id: 33, value: ['a', 'b'] }, { id: 34, value: true }] }, 'tickets');
    expect(ticket).toMatchObject({ kind: 'ticket', data: { organization: '9', fields: [{ id: '31', values: ['farbe_rot'] }, { id: '33', values: ['a', 'b'] }, { id: '34', values: ['true'] }] } });
    expect(sortChatwoot({ id: 1, status: 'open', inbox_id: 2, custom_attributes: { order: 4711, vip: false } }, 'payload')).toMatchObject({ data: { fields: [{ name: 'order', values: ['4711'] }, { name: 'vip', values: ['false'] }] } });
  });
});
