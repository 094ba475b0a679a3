import { blanksIn, fillIn, partsOf, unknownBlanks, type VariableValues } from './reply-variables.rules.js';

const values: VariableValues = { 'customer.name': '陈静', 'agent.name': 'Emily', 'ticket.number': '42', 'shop.name': null };

describe('the blanks of a saved reply', () => {
  it.each([
    ['Dear {{customer.name}}, ticket {{ticket.number}}.', 'Dear 陈静, ticket 42.'],
    ['{{ agent.name }}', 'Emily'],
    ['{{shop.name}} greets', '{{shop.name}} greets'],
    ['{{order.no}}', '{{order.no}}'],
    ['{{toString}}', '{{toString}}'],
    ['{customer.name} {{}} {{ }}', '{customer.name} {{}} {{ }}'],
    ['{{{{customer.name}}}}', '{{陈静}}'],
  ])('%s becomes %s', (text, filled) => {
    expect(fillIn(text, values)).toBe(filled);
  });

  it('that hold only spaces count as empty', () => {
    expect(fillIn('{{customer.name}}', { ...values, 'customer.name': '  ' })).toBe('{{customer.name}}');
  });

  it('are told apart from the words around them', () => {
    expect(partsOf('Hi {{customer.name}} of {{shop.name}}!', values)).toEqual([
      { text: 'Hi ' },
      { text: '陈静', variable: 'customer.name', filled: true },
      { text: ' of ' },
      { text: '{{shop.name}}', variable: 'shop.name', filled: false },
      { text: '!' },
    ]);
  });

  it('are found where they are still open, with where they stand', () => {
    expect(blanksIn('a {{shop.name}} b {{物流单号}}')).toEqual([
      { name: 'shop.name', from: 2, to: 15 },
      { name: '物流单号', from: 18, to: 26 },
    ]);
    expect(blanksIn('{{ a b }} { {x}}')).toEqual([]);
  });

  it('are warned of when nobody will ever fill them', () => {
    expect(unknownBlanks('{{order.no}} {{customer.name}} {{order.no}}')).toEqual(['order.no']);
  });
});
