import { cleaned, isEmail, isWhole, sends } from './compose.rules.js';

const enter = { key: 'Enter', keyCode: 13, isComposing: false, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

describe('Enter', () => {
  it.each([
    ['sends on a desk', enter, false, true],
    ['breaks the line with shift', { ...enter, shiftKey: true }, false, false],
    ['chooses a candidate while an input method composes', { ...enter, isComposing: true }, false, false],
    ['chooses a candidate in Safari, which marks it by code 229', { ...enter, keyCode: 229 }, false, false],
    ['never sends while composing, not even with ctrl', { ...enter, isComposing: true, ctrlKey: true }, true, false],
    ['breaks the line on a phone', enter, true, false],
    ['sends on a tablet keyboard with ctrl', { ...enter, ctrlKey: true }, true, true],
    ['is the only key that sends', { ...enter, key: 'a' }, false, false],
  ])('%s', (_, key, phone, expected) => expect(sends(key, phone)).toBe(expected));
});

describe('text to send', () => {
  it.each([['Where is my parcel?', true], ['怎么退货？', true], ['Where is my parcel? My order number is ', false], ['订单号：', false]])('%s is whole: %s', (text, is) =>
    expect(isWhole(text)).toBe(is));
  it('loses blank edges, NUL and lone surrogates, and nothing else', () => {
    expect(cleaned('  a\u0000b \n c\ud800 👋\n')).toBe('ab \n c\ufffd 👋');
    expect(cleaned(' \n\t ')).toBe('');
  });
  it.each([['mei@example.com', true], ['mei@example', false], ['mei example@x.com', false], ['@x.com', false]])('%s is an address: %s', (text, is) =>
    expect(isEmail(text)).toBe(is));
});
