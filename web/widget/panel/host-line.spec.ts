import { readFromLoader } from './host-line.js';

const wishes = { locale: 'zh-TW', theme: 'dark', page: { url: 'https://shop.example/kettle?a=1#secret', title: 'Kettle' }, phone: true, key: 'wk' };
const init = { n: '1', t: 'init', wishes, kept: { entries: { token: 'vt_1', odd: 7 }, lasting: true }, open: true, focus: false };

describe('what the panel hears', () => {
  it('takes the first word of the loader', () => {
    expect(readFromLoader(init, '1')).toEqual({
      t: 'init', open: true, focus: false, prefill: null, view: 'home', kept: { entries: { token: 'vt_1' }, lasting: true },
      wishes: { locale: 'zh-TW', theme: 'dark', accent: null, identity: null, phone: true, page: { url: 'https://shop.example/kettle?a=1', title: 'Kettle' } },
    });
  });
  it('knows where the page wants one to look, and takes anything odd for home', () => {
    const seen = ['new', 'conversations', 'home', 'admin', 7, undefined].map((view) => readFromLoader({ n: '1', t: 'open', view }, '1'));
    expect(seen).toEqual(['new', 'conversations', 'home', 'home', 'home', 'home'].map((view) => ({ t: 'open', focus: false, view })));
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
