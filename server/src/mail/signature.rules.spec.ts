import { filled, signatureOf } from './signature.rules.js';

test.each([
  [{ own: 'Mia', team: 'After-sales', mailbox: 'Shop' }, 'Mia\n\nAfter-sales'],
  [{ own: '', team: ' ', mailbox: 'Shop' }, 'Shop'],
  [{ own: ' Mia\n', team: '', mailbox: 'Shop' }, 'Mia\n\nShop'],
  [{ own: '', team: '', mailbox: '' }, ''],
])('of %o stands %j under a mail', (signatures, text) => {
  expect(signatureOf(signatures)).toBe(text);
});

test('fills in what it is given and nothing else', () => {
  expect(filled('#{number} at {shop} {name} ${shop} %s', { shop: '{number} $& <b>', number: 7 })).toBe('#7 at {number} $& <b> {name} ${number} $& <b> %s');
});
