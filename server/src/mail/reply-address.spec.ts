import { readSignedAddress, recipientsIn, signedAddress } from './reply-address.js';

const BOX = 'support@shop.example';
const KEY = 'the secret of the mailbox';
const made = signedAddress(BOX, KEY, { use: 'thread', number: 1042 });

describe('a signed address', () => {
  it('names what it is for and fits into 64 characters with the longest mailbox and number', () => {
    expect(made).toMatch(/^support\+t1042-[a-z2-7]{26}@shop\.example$/);
    expect(signedAddress(`${'a'.repeat(24)}@shop.example`, KEY, { use: 'back', number: 2_147_483_647 }).indexOf('@')).toBeLessThanOrEqual(64);
  });

  it.each([
    ['as it was made', made, { use: 'thread', number: 1042 }],
    ['in capitals, as some servers write it', made.toUpperCase(), { use: 'thread', number: 1042 }],
    ['for another ticket', made.replace('t1042', 't1043'), null],
    ['for another use', made.replace('+t', '+b'), null],
    ['with another letter', made.replace(/.@/, (end) => (end.startsWith('a') ? 'b@' : 'a@')), null],
    ['of another mailbox', made.replace('support', 'sales'), null],
    ['of another domain', made.replace('shop.example', 'shop.example.evil.example'), null],
    ['without signature', 'support+t1042@shop.example', null],
    ['with leading zeros', made.replace('t1042', 't01042'), { use: 'thread', number: 1042 }],
    ['the plain mailbox', BOX, null],
    ['nothing', '', null],
  ])('%s', (_, address, is) => {
    expect(readSignedAddress(address, BOX, KEY)).toEqual(is);
  });

  it('is another one under another key', () => {
    expect(readSignedAddress(made, BOX, 'some other secret')).toBeNull();
  });
});

test('finds recipients wherever a server writes them, and nowhere else', () => {
  const headers = [
    { key: 'delivered-to', value: 'a@x.example' },
    { key: 'to', value: '"Shop, Support" <b@x.example>, c@x.example' },
    { key: 'cc', value: 'Team: d@x.example;' },
    { key: 'reply-to', value: 'no@x.example' },
    { key: 'x-helpdesk-ticket', value: 'no@x.example' },
  ];
  expect(recipientsIn(headers)).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']);
});
