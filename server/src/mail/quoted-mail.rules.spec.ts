import { newWordsOf } from './quoted-mail.rules.js';

describe('the new words of a mail', () => {
  it.each([
    ['English', 'It still leaks.\n\nOn Fri, 20 Nov 2026 at 10:00, Mia <support@shop.example> wrote:\n> Did it stop?\n', 'It still leaks.'],
    ['English over two lines', 'Yes.\n\nOn Fri, 20 Nov 2026 at 10:00, Mia Chen\n<support@shop.example> wrote:\n> Did it stop?', 'Yes.'],
    ['German', 'Leider nicht.\n\nAm 20.11.2026 um 10:00 schrieb Mia:\n> Ging es?', 'Leider nicht.'],
    ['French', 'Non.\n\nLe ven. 20 nov. 2026 à 10:00, Mia a écrit :\n> ?', 'Non.'],
    ['Spanish', 'No.\n\nEl vie, 20 nov 2026 a las 10:00, Mia escribió:\n> ?', 'No.'],
    ['Italian', 'No.\n\nIl giorno ven 20 nov 2026 Mia ha scritto:\n> ?', 'No.'],
    ['Dutch', 'Nee.\n\nOp vr 20 nov 2026 schreef Mia:\n> ?', 'Nee.'],
    ['Swedish', 'Nej.\n\nDen fre 20 nov. 2026 skrev Mia:\n> ?', 'Nej.'],
    ['Polish', 'Nie.\n\nW dniu 20.11.2026 Mia napisał(a):\n> ?', 'Nie.'],
    ['mainland Chinese', '还在漏水。\n\n在 2026年11月20日 10:00，Mia <support@shop.example> 写道：\n> 好了吗？', '还在漏水。'],
    ['Taiwanese Chinese', '還在漏水。\n\nMia 於 2026年11月20日 週五 上午10:00寫道：\n> 好了嗎？', '還在漏水。'],
    ['QQ mail', '还是不行\n\n------------------ 原始邮件 ------------------\n发件人: "客服" <support@shop.example>', '还是不行'],
    ['Outlook', 'No.\n\n________________________________\nFrom: Support <support@shop.example>\nSent: Friday', 'No.'],
    ['Outlook in Chinese', '不行。\n\n寄件者: 客服 <support@shop.example>\n主旨: 水壺', '不行。'],
    ['a bare quote', 'No.\n\n> Did it stop?\n> Tell us.', 'No.'],
  ])('%s', (_, text, words) => {
    expect(newWordsOf(text)).toEqual({ words, folded: true });
  });

  it.each([
    ['nothing quoted', 'It leaks.\n\nOn Monday I wrote to you already.'],
    ['answers between the lines', '> Does it leak?\nYes.\n> Since when?\nMonday.'],
    ['nothing but a quote', '> Does it leak?'],
    ['a sentence with from', 'The parcel came from: Hamburg'],
    ['right-to-left words', 'الغلاية تسرب الماء'],
  ])('%s stays whole', (_, text) => {
    expect(newWordsOf(text)).toEqual({ words: text, folded: false });
  });

  it('is found in hostile text without delay', () => {
    const text = `On ${'a '.repeat(100_000)}\n${'- '.repeat(50_000)}\n${'> '.repeat(50_000)}`;
    const before = performance.now();
    newWordsOf(text);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
