import { BROWSERS } from '../browsers.js';
import type { DemoTicket } from '../demo.types.js';

const ORDERS = ['/account/orders', 'My orders'] as const;

/** What was settled in the hours before the first start, so that the figures of today have something to count. */
export const TODAY_TICKETS: readonly DemoTicket[] = [
  {
    by: { name: 'Joanna Pike', email: 'jo.pike@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.iphone }, team: 'aftersales', agent: 'emily', page: ORDERS, when: { minutesAgo: 23 }, closed: true,
    about: { subject: 'Got two neck pillows instead of one', tags: ['parcel'] },
    end: { reason: 'return_or_exchange', result: 'solved' },
    rating: { score: 5, tags: ['quick', 'settled'], solved: true, comment: 'Fast and kind.' },
    talk: `
> I got two neck pillows but only ordered one. Do I have to send it back?
< Hi Joanna, thank you for telling us! You need not: the second one is on us, the mistake was ours.
> Really? My sister will be delighted
< Then it has found the right home.
`,
  },
  {
    by: { name: 'Carlos Mendes', locale: 'en', zone: 'America/Chicago', browser: BROWSERS.android }, team: 'aftersales', agent: 'lena', page: ['/products/harbor-cast-iron-pan', 'Harbor cast-iron pan 28 cm'], when: { minutesAgo: 27 }, closed: true,
    about: { priority: 'low', tags: ['before buying', 'pan'] },
    end: { reason: 'product_question', result: 'solved', by: 'customer' },
    talk: `
> does the harbor pan work on induction
< Yes, on every kind of stove. On induction, warm it up slowly for the first two minutes, cast iron does not like shocks.
> and in the oven?
< Up to any temperature your oven has, handle included.
> thx
`,
  },
  {
    by: { name: 'Dorothy Lang', email: 'dorothy.lang@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.edgeWindows }, team: 'aftersales', agent: 'emily', page: ORDERS, when: { minutesAgo: 19 }, closed: true,
    about: { subject: 'Charged twice for A1066', type: 'problem', priority: 'high', tags: ['payment'] },
    end: { reason: 'payment', result: 'solved' },
    rating: { score: 4, tags: ['friendly'], solved: true },
    talk: `
> Hello. I was charged twice for A1066.
< Hello Dorothy. I see two lines as well: one is the charge, the other is only a hold that your bank took first. It falls away by itself within three days.
> It made me nervous, that is a lot of money.
< I understand. I have mailed you the reference of the hold; with it your bank can release it today if you call them.
> I will do that. Thank you for explaining it so well.
< You are very welcome.
`,
  },
  {
    by: { name: 'Timo', locale: 'en', zone: 'Europe/Berlin', browser: BROWSERS.chromeWindows }, team: 'aftersales', agent: 'lena', page: ['/products/ember-gooseneck-kettle', 'Ember gooseneck kettle 1.0 L'], when: { minutesAgo: 14 }, closed: true,
    about: { subject: 'Deckel des Ember schließt nicht', type: 'problem', tags: ['kettle'] },
    end: { reason: 'defect', result: 'solved' },
    talk: `
> Hallo, der Deckel von meinem Ember-Kessel schließt nicht mehr richtig.
< Hallo Timo, sitzt der Silikonring noch in der Nut? Er löst sich manchmal beim Spülen.
> Moment … der Ring fehlt tatsächlich, der liegt im Geschirrkorb.
< Mit der flachen Seite nach oben wieder eindrücken, dann schließt der Deckel.
# @Emily Carter, that is the second ring this week. Shall we put it into the saved reply about lids?
> Passt. Etwas peinlich, danke!
< Gar nicht, das fragen uns viele. Viel Freude damit!
`,
  },
  {
    by: { name: null, locale: 'en', zone: 'America/Denver', browser: BROWSERS.safariMac }, team: 'aftersales', agent: 'emily', page: ['/help/shipping', 'Shipping'], when: { minutesAgo: 31 }, closed: true,
    end: { reason: 'where_is_my_parcel', result: 'solved', by: 'customer' },
    talk: `
> is northline still on strike?? ordering a gift
< Good news: the strike ended three weeks ago, and parcels are back to two to four days.
> great, ordering now
`,
  },
  {
    by: 'peixuan', team: 'chinese', agent: 'jiahao', page: ['/products/alpine-towel', '快乾旅行毛巾'], when: { minutesAgo: 66 }, closed: true,
    end: { reason: 'where_is_my_parcel', result: 'solved' },
    talk: `
> 毛巾收到了！剛好趕上，明天早上的飛機
< 太好了，真的不好意思讓您擔心了。祝您旅途愉快！
> 謝謝雅婷跟家豪
< 我會轉告雅婷，謝謝您。
`,
  },
  {
    by: { name: '孙女士', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.iphone }, team: 'chinese', agent: 'xiaowen', page: ['/products/compass-packing-cubes', 'Compass 收纳袋套装'], when: { minutesAgo: 134 }, closed: true,
    about: { subject: '收纳袋放得进20寸箱吗', priority: 'low', tags: ['售前'] },
    end: { reason: 'product_question', result: 'solved' },
    rating: { score: 5, tags: ['knew_well'], solved: true },
    talk: `
> 收纳袋四件套放得进20寸箱子吗
< 您好，可以的。大号平铺占半边，两个中号加小号正好占另外半边。
> 防水吗？
< 面料防泼水，淋一点没关系，但不能泡水。
> 好的，拍了
`,
  },
  {
    by: { name: 'Hugh Bennett', email: 'hugh.bennett@mail.example', locale: 'en', zone: 'America/Los_Angeles', browser: BROWSERS.firefoxLinux }, team: 'presales', agent: 'marcus', page: ['/products/meridian-carry-on', 'Meridian carry-on 38 L'], when: { minutesAgo: 151 }, stand: 'solved',
    about: { subject: 'Wheels of the Meridian', priority: 'low', tags: ['before buying'] },
    end: { reason: 'product_question', result: 'solved' },
    rating: { score: 3, tags: ['unclear'], solved: null },
    talk: `
> Are the wheels of the Meridian replaceable?
< Hi Hugh, yes. Two screws each, and we keep spare wheels in stock; for the first five years they cost you nothing.
> That's what I like to hear. Which screwdriver?
< A Torx T20. There is one in the lid pocket of every Meridian.
> You've thought of everything. Thanks.
`,
  },
];
