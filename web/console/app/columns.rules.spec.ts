import { columnsIn, columnsText, shifted, USUAL, widened } from './columns.rules.js';

describe('columns of a list', () => {
  it('stand in the address and are read from it', () => {
    expect(columnsIn(columnsText(USUAL))).toEqual(USUAL);
  });

  it.each([
    [undefined, []],
    ['', []],
    ['nonsense:1,customer:200', [{ key: 'customer', width: 200 }]],
    ['customer:200,customer:300', [{ key: 'customer', width: 200 }]],
    ['customer:9999,number:1', [{ key: 'customer', width: 600 }, { key: 'number', width: 60 }]],
    ['customer,number:x', [{ key: 'customer', width: 180 }, { key: 'number', width: 72 }]],
    ['constructor:100,__proto__:100', []],
    ['field.order_number,field.constructor:90,field.:80,field.No:80', [{ key: 'field.order_number', width: 140 }, { key: 'field.constructor', width: 90 }]],
  ])('are read from %p as %p', (said, columns) => expect(columnsIn(said)).toEqual(columns));

  it('can be made wider and put elsewhere', () => {
    const two = columnsIn('customer:200,number:72');
    expect(columnsText(widened(two, 'number', 90.4))).toBe('customer:200,number:90');
    expect(columnsText(shifted(two, 'number', -1))).toBe('number:72,customer:200');
    expect(columnsText(shifted(two, 'number', 1))).toBe('customer:200,number:72');
  });
});
