import { readFromLoader } from './host-line.js';

const wishes = { locale: 'zh-TW', theme: 'dark', page: { url: 'https://shop.example/kettle?a=1#secret', title: 'Kettle' }, phone: true, key: 'wk' };
const init = { n: '1', t: 'init', wishes, kept: { entries: { token: 'vt_1', odd: 7 }, lasting: true }, open: true, focus: false };

describe('what the panel hears', () => {
  it('takes the first word of the loader', () => {
    expect(readFromLoader(init, '1')).toEqual({
      t: 'init', open: true, focus: false, prefill: null, kept: { entries: { token: 'vt_1' }, lasting: true },
      wishes: { locale: 'zh-TW', theme: 'dark', accent: null, identity: null, phone: true, page: { url: 'https://shop.example/kettle?a=1', title: 'Kettle' } },
    });
  });
  it.each([
    ['another boot', { ...init, n: '2' }, '1'],
    ['a boot without a nonce', { ...init, n: '' }, ''],
    ['no wishes', { n: '1', t: 'init' }, '1'],
    ['an unknown kind', { n: '1', t: 'eval', wishes }, '1'],
    ['a text', '1', '1'],
    ['nothing', null, '1'],
  ])('refuses %s', (_, data, nonce) => expect(readFromLoader(data, nonce)).toBeNull());
});
