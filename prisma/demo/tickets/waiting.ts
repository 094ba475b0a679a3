import { BROWSERS } from '../browsers.js';
import type { DemoTicket } from '../demo.types.js';

/** Who stands in the queue at the first start, so that there is somebody to answer. */
export const WAITING_TICKETS: readonly DemoTicket[] = [
  {
    by: 'priya', team: 'aftersales', page: ['/products/trail-mug', 'Trail mug 350 ml'], when: { minutesAgo: 4.2 },
    about: { subject: 'Hairline crack in a trail mug', type: 'problem', priority: 'high', tags: ['mug', 'safety'] },
    talk: `
> hey, me again. one of the mugs from my last order has a hairline crack inside
> should i still use it or is that unsafe?
`,
  },
  {
    by: { name: 'Walter Simms', email: 'walter.simms@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.edgeWindows }, team: 'aftersales', page: ['/help/returns', 'Returns'], when: { minutesAgo: 1.4 },
    about: { subject: 'Return delivered three weeks ago, no refund', type: 'problem', priority: 'urgent', tags: ['refund', 'return'] },
    talk: `
> Hello. I returned a pack three weeks ago, the tracking says delivered to you, and I have not heard anything since.
`,
  },
  {
    by: { name: 'Nadine', locale: 'en', zone: 'Europe/Berlin', browser: BROWSERS.iphone }, team: 'aftersales', page: ['/products/ember-gooseneck-kettle', 'Ember gooseneck kettle 1.0 L'], when: { minutesAgo: 0.4 },
    about: { tags: ['kettle', 'b09'] },
    talk: `
> Hallo, mein Wasserkocher ist aus der Charge B09. Muss ich mir Sorgen machen? Bisher ist er dicht.
`,
  },
  {
    by: { name: null, locale: 'en', zone: 'America/Los_Angeles', browser: BROWSERS.safariMac }, team: 'presales', page: ['/products/ridge-40-pack', 'Ridge 40 L travel pack'], when: { minutesAgo: 2.3 },
    talk: `
> Is the Ridge 40 coming back in rust red, or is that colour gone for good?
`,
  },
  {
    by: { name: '小周', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.android }, team: 'chinese', page: ['/products/trail-mug', '山径马克杯 350 ml'], when: { minutesAgo: 6.5 },
    about: { subject: '定制刻字马克杯 20 个', tags: ['团购', '刻字'] },
    talk: `
> 在吗？想买 20 个马克杯送同事，可以刻字吗
> 大概什么价，下周五前能到杭州吗
`,
  },
  {
    by: { name: '怡萱', email: 'yihsuan@mail.example', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.iphone }, team: 'chinese', page: ['/account/orders', '我的訂單'], when: { minutesAgo: 0.9 },
    about: { subject: '修改收件地址', type: 'task', priority: 'high', tags: ['地址'] },
    talk: `
> 不好意思，我剛剛下單地址填錯了，可以幫我改嗎？還沒付款超過十分鐘
`,
  },
];
