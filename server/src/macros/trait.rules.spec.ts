import fc from 'fast-check';
import type { CustomField } from '#contracts/custom-fields.js';
import type { MacroAction, SetField, SetSubState } from '#contracts/macros.js';
import { fieldStep, type KnownSubState, type KnownTraits, partOnEntry, subStateStep, type Traits, unfitActions } from './trait.rules.js';

const field = (key: string, over: Partial<CustomField> = {}): CustomField => ({
  id: key, key, kind: 'text', names: { en: key }, options: [], multiline: false, decimals: 0, min: null, max: null, required: 'never', hidden: false, when: null, builtIn: false, retiredAt: null, version: 1, ...over,
});
const option = (key: string, retired = false) => ({ key, names: { en: key }, retired });
const PROBLEMS: CustomField['when'] = { match: 'all', of: [{ by: 'type', in: ['problem'] }] };
const FIELDS = [
  field('order'), field('price', { kind: 'number', decimals: 2, max: 100 }), field('bought', { kind: 'date' }), field('gift', { kind: 'yes_no' }), field('page', { kind: 'link' }),
  field('product', { kind: 'choice', options: [option('kettle'), option('pan', true)] }), field('faults', { kind: 'multi_choice', options: [option('leak'), option('dent'), option('smell')] }),
  field('old', { retiredAt: '2026-01-01T00:00:00.000Z' }), field('batch', { when: PROBLEMS }), field('constructor'),
];
const part = (id: string, state: string, over: Partial<KnownSubState> = {}): KnownSubState => ({ id, key: `${id}_key`, state, isDefault: false, retired: false, ...over });
const PARTS = [part('photo', 'pending'), part('address', 'pending', { isDefault: true }), part('gone', 'open', { retired: true }), part('mine', 'open'), part('refund', 'solved'), part('over', 'closed'), part('fresh', 'new')];
const known: KnownTraits = { fields: FIELDS, subStates: PARTS };
const ticket = (over: Partial<Traits> = {}): Traits => ({ state: 'open', type: 'question', tags: [], teamId: null, channelId: 'w', fields: {}, subStateId: null, chatting: false, ...over });

const put = (key: string, value: SetField['value'], over: Partial<Traits> = {}) => {
  const done = fieldStep({ do: 'set_field', key, value }, ticket(over), known);
  return 'code' in done ? done.code : [done.from, done.to, done.next.fields];
};
const choose = (subStateId: SetSubState['subStateId'], over: Partial<Traits> = {}, around = known) => {
  const done = subStateStep({ do: 'set_sub_state', subStateId }, ticket(over), around);
  return 'code' in done ? done.code : [done.from, done.to, done.next];
};

describe('a step that sets a field', () => {
  it.each<[string, SetField['value'], unknown]>([
    ['order', ' A1047 ', [null, 'A1047', { order: 'A1047' }]],
    ['price', 12.5, [null, '12.5', { price: 12.5 }]],
    ['bought', '2026-02-28', [null, '2026-02-28', { bought: '2026-02-28' }]],
    ['gift', false, [null, 'false', { gift: false }]],
    ['page', 'https://shop.example/订单', [null, 'https://shop.example/订单', { page: 'https://shop.example/订单' }]],
    ['product', 'kettle', [null, 'kettle', { product: 'kettle' }]],
    ['faults', ['smell', 'leak'], [null, 'leak, smell', { faults: ['leak', 'smell'] }]],
    ['constructor', '漏水', [null, '漏水', { constructor: '漏水' }]],
    ['price', 200, 'field/value_unfit'],
    ['price', '12', 'field/value_unfit'],
    ['bought', '2026-02-30', 'field/value_unfit'],
    ['page', 'javascript:alert(1)', 'field/value_unfit'],
    ['product', 'pan', 'field/value_unfit'],
    ['faults', ['rust'], 'field/value_unfit'],
    ['old', 'x', 'field/gone'],
    ['unknown', 'x', 'field/gone'],
    ['batch', 'B09', 'field/not_shown'],
  ])('%s to %j', (key, value, expected) => expect(put(key, value)).toEqual(expected));

  it('writes into what a step before has shown', () => expect(put('batch', 'B09', { type: 'problem' })).toEqual([null, 'B09', { batch: 'B09' }]));
  it('empties what stands there, shown or not', () => {
    expect(put('batch', null, { fields: { batch: 'B09' } })).toEqual(['B09', null, {}]);
    expect(put('batch', null)).toEqual([null, null, undefined]);
    expect(put('old', null, { fields: { old: 'x' } })).toBe('field/gone');
  });
  it('leaves what stands there already', () => {
    expect(put('order', 'A1047', { fields: { order: 'A1047' } })).toEqual(['A1047', 'A1047', undefined]);
    // An option that was taken away may stay where it was chosen.
    expect(put('product', 'pan', { fields: { product: 'pan' } })).toEqual(['pan', 'pan', undefined]);
  });
  it('changes nothing when it is done twice', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.constantFrom('leak', 'dent', 'rust')));
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS.map(({ key }) => key)), fc.option(value), (key, wanted) => {
        const action = { do: 'set_field', key, value: wanted } as const;
        const once = fieldStep(action, ticket(), known);
        if ('code' in once) return;
        const twice = fieldStep(action, { ...ticket(), ...once.next }, known);
        expect('code' in twice ? twice : twice.next).toEqual({});
      }),
    );
  });
});

describe('a step that sets a sub-state', () => {
  it.each<[string, SetSubState['subStateId'], Partial<Traits>, unknown]>([
    ['moves to its state', 'photo', {}, [null, 'photo_key', { state: 'pending', subStateId: 'photo' }]],
    ['changes it within a state', 'photo', { state: 'pending', subStateId: 'address' }, ['address_key', 'photo_key', { state: 'pending', subStateId: 'photo' }]],
    ['leaves the one it has', 'photo', { state: 'pending', subStateId: 'photo' }, ['photo_key', 'photo_key', {}]],
    ['leaves one that was retired since', 'gone', { subStateId: 'gone' }, ['gone_key', 'gone_key', {}]],
    ['takes it away', null, { state: 'pending', subStateId: 'photo' }, ['photo_key', null, { subStateId: null }]],
    ['has none to take away', null, {}, [null, null, {}]],
    ['chooses none that is retired', 'gone', {}, 'substate/gone'],
    ['chooses none that never was', 'never', {}, 'substate/gone'],
    ['closes nothing', 'over', {}, 'substate/unfit'],
    ['makes nothing new', 'fresh', {}, 'substate/unfit'],
    ['names a part of new', 'fresh', { state: 'new' }, [null, 'fresh_key', { state: 'new', subStateId: 'fresh' }]],
    ['makes nothing open that is new', 'mine', { state: 'new' }, 'substate/unfit'],
    ['leaves a ticket whose chat runs', 'photo', { chatting: true }, 'ticket/chat_running'],
    ['goes back to work beside a chat', 'mine', { state: 'pending', chatting: true }, [null, 'mine_key', { state: 'open', subStateId: 'mine' }]],
  ])('%s', (_, id, over, expected) => expect(choose(id, over)).toEqual(expected));

  it('solves nothing that is asked for something', () => {
    const asking = { ...known, fields: [field('order', { required: 'to_solve' }), field('batch', { required: 'to_solve', when: PROBLEMS })] };
    expect(choose('refund', {}, asking)).toBe('ticket/fields_missing');
    expect(choose('refund', { fields: { order: 'A1' }, type: 'problem' }, asking)).toBe('ticket/fields_missing');
    expect(choose('refund', { fields: { order: 'A1' } }, asking)).toEqual([null, 'refund_key', { state: 'solved', subStateId: 'refund' }]);
  });
  it('knows what a state gives by itself', () => expect([partOnEntry('pending', known), partOnEntry('open', known)]).toEqual(['address', null]));
});

describe('what is written down as a step', () => {
  it.each<[MacroAction, string[]]>([
    [{ do: 'set_field', key: 'batch', value: 'B09' }, []],
    [{ do: 'set_field', key: 'order', value: null }, []],
    [{ do: 'set_field', key: 'old', value: null }, ['field/gone']],
    [{ do: 'set_field', key: 'unknown', value: 'x' }, ['field/gone']],
    [{ do: 'set_field', key: 'product', value: 'pan' }, ['field/value_unfit']],
    [{ do: 'set_sub_state', subStateId: 'photo' }, []],
    [{ do: 'set_sub_state', subStateId: null }, []],
    [{ do: 'set_sub_state', subStateId: 'gone' }, ['substate/gone']],
    [{ do: 'set_sub_state', subStateId: 'over' }, ['substate/unfit']],
    [{ do: 'set_spam', spam: true }, []],
  ])('%j is refused for %j', (action, codes) => expect(unfitActions([{ do: 'assign' }, action], known)).toEqual(codes.map((code) => ({ place: 1, code }))));
});
