import { mayOpenFor, peopleOf, type Trace } from './caller.rules.js';

const trace = (ticketId: string, fields: Partial<Trace> = {}): Trace => ({ ticketId, customerId: null, visitorId: `v-${ticketId}`, customerName: null, visitorName: null, ...fields });
const nobody = { proven: new Set<string>(), named: new Set<string>() };

describe('whose number it is', () => {
  it('tells a customer once, however many tickets and browsers are his', () => {
    const traces = [trace('1', { customerId: 'c', customerName: '林怡君' }), trace('2', { customerId: 'c', customerName: '林怡君', visitorName: 'Yi' }), trace('3', { visitorName: 'Ana' })];
    expect(peopleOf(traces, nobody).map(({ id, kind, name }) => [id, kind, name])).toEqual([['c', 'customer', '林怡君'], ['v-3', 'visitor', 'Ana']]);
  });

  it('goes by the best that is known, and names whoever is known best first', () => {
    const traces = [trace('1', { visitorId: 'v' }), trace('2', { visitorId: 'v', visitorName: 'Ana' }), trace('3', { customerId: 'c' })];
    expect(peopleOf(traces, { proven: new Set(['c']), named: new Set(['2']) })).toEqual([
      { id: 'c', kind: 'customer', name: null, proof: 'proven' },
      { id: 'v', kind: 'visitor', name: 'Ana', proof: 'called' },
    ]);
  });

  it('opens tickets for nobody by what he merely claimed', () => {
    expect((['proven', 'called', 'claimed'] as const).map((proof) => mayOpenFor({ proof }))).toEqual([true, true, false]);
  });
});
