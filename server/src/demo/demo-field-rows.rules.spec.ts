import { FIELDS } from '#prisma/demo/fields.js';
import { answerIn } from './demo-field-rows.rules.js';

const all = (words: string, page = '/') => Object.fromEntries(FIELDS.flatMap((field) => { const value = answerIn(field, { words, page }); return value === null ? [] : [[field.key, value]]; }));

test.each([
  ['My Ember kettle (order A1047) leaks. It says B09.', '/products/ember-gooseneck-kettle', { order_number: 'A1047', product: 'kettle', batch: 'B09', reason: ['leaks'] }],
  ['订单A1022的水壶漏水，底部也裂了', '/', { order_number: 'A1022', reason: ['leaks', 'broken'] }],
  ['Do you ship to Taiwan?', '/products/trail-mug', { product: 'mug' }],
  ['Hello', '/', {}],
])('%s', (words, page, values) => expect(all(words, page)).toEqual(values));
