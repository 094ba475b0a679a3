import { BROWSERS } from './browsers.js';
import type { DemoPromise } from './demo.types.js';

const ORDERS = ['/account/orders', 'My orders'] as const;
const KETTLE = ['/products/ember-gooseneck-kettle', 'Ember gooseneck kettle 1.0 L'] as const;

/** What visitors left when nobody was there: some answered in time, one late, one overdue, the others still to come. */
export const PROMISES: readonly DemoPromise[] = [
  {
    by: { name: 'Ingrid Vogt', email: 'ingrid.vogt@mail.example', locale: 'en', zone: 'Europe/Berlin', browser: BROWSERS.iphone }, team: 'aftersales', page: ORDERS,
    kind: 'answer', minutesAgo: 228, dueAfter: 240, openMinutes: 240,
    text: 'My parcel says “delivered to a neighbour”, but no neighbour has it. Who took it?',
  },
  {
    by: { name: 'Grant Whitley', email: 'grant.whitley@mail.example', locale: 'en', zone: 'America/Chicago', browser: BROWSERS.edgeWindows }, team: 'aftersales', page: ORDERS,
    kind: 'answer', minutesAgo: 265, dueAfter: 240, openMinutes: 240,
    text: 'I sent the rucksack back eight days ago. The tracking says you have it. When do I get my money?',
  },
  {
    by: { name: 'Amelia Rhodes', email: 'amelia.rhodes@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.safariMac }, team: 'aftersales', page: KETTLE,
    kind: 'complaint', minutesAgo: 300, dueAfter: 480, openMinutes: 480, complaint: { remedy: 'refund', severity: 'critical' },
    text: 'The kettle from batch B09 leaked onto the hob while I was pouring. The cable was wet and the fuse blew. My daughter stood right beside it.',
  },
  {
    by: { name: '陈思远', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.android }, team: 'chinese', page: ['/account/orders', '我的订单'],
    kind: 'callback', minutesAgo: 95, dueAfter: 395, openMinutes: 120, call: { number: '+8613800138000', country: 'CN', windowMinutes: 120 },
    text: '保温杯退货的运费想电话里说清楚，今晚方便接听。',
  },
  {
    by: { name: '林佳穎', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.iphone }, team: 'chinese', page: ['/account/orders', '我的訂單'],
    kind: 'callback', minutesAgo: 150, dueAfter: 255, openMinutes: 120,
    call: { number: '+886912345678', country: 'TW', missed: { by: 'xiaowen', minutesAgo: 40, note: '響了很久沒人接，晚一點再撥。' } },
    text: '刷卡被扣了兩次，想請你們打電話給我確認。',
  },
  {
    by: { name: 'Peter Aldous', email: 'p.aldous@mail.example', locale: 'en', zone: 'Europe/London', browser: BROWSERS.safariMac }, team: 'presales', page: ['/products/ridge-40-pack', 'Ridge 40 L travel pack'],
    kind: 'answer', minutesAgo: 20, dueAfter: 240, openMinutes: 240,
    text: 'Does the Ridge 40 count as cabin luggage with the usual budget airlines?',
  },
  {
    by: { name: 'Hanna Lund', email: 'hanna.lund@mail.example', locale: 'en', zone: 'Europe/Stockholm', browser: BROWSERS.iphone }, team: 'aftersales', page: ORDERS,
    kind: 'answer', minutesAgo: 2_990, dueAfter: 240, openMinutes: 240,
    text: 'Can I still change the address of my order? It has not been sent yet.',
    answer: { by: 'emily', after: 71, text: 'Good morning Hanna. Yes, it goes to your new address now; the parcel leaves us today.' },
  },
  {
    by: { name: 'Owen Brandt', email: 'owen.brandt@mail.example', locale: 'en', zone: 'America/Los_Angeles', browser: BROWSERS.android }, team: 'aftersales', page: KETTLE,
    kind: 'complaint', minutesAgo: 8_700, dueAfter: 480, openMinutes: 480, complaint: { remedy: 'replacement', severity: 'major' },
    text: 'Second kettle, second leak. I do not want a third one that drips.',
    answer: { by: 'lena', after: 332, text: 'Hello Owen, I am sorry, twice is twice too often. The new one comes from batch B10, which is tight; and you keep the old lid as a spare.' },
  },
  {
    by: { name: '周雨桐', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.android }, team: 'chinese', page: ['/products/trail-mug', '山径马克杯 350 ml'],
    kind: 'callback', minutesAgo: 5_800, dueAfter: 120, openMinutes: 120, call: { number: '+8613912345678', country: 'CN' },
    text: '想订 50 个马克杯做年会礼品，请电话联系。',
    answer: { by: 'jiahao', after: 64 },
  },
  {
    by: { name: 'Rosa Delgado', email: 'rosa.delgado@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.edgeWindows }, team: 'aftersales', page: ORDERS,
    kind: 'answer', minutesAgo: 11_500, dueAfter: 240, openMinutes: 240,
    text: 'The invoice has the wrong company name on it.',
    answer: { by: 'marcus', after: 197, text: 'Hello Rosa, the corrected invoice is in your account under order A1052.' },
  },
  {
    by: { name: '張庭瑋', email: 'tingwei@mail.example', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.iphone }, team: 'chinese', page: ['/account/orders', '我的訂單'],
    kind: 'answer', minutesAgo: 14_600, dueAfter: 240, openMinutes: 240,
    text: '請問鍋子可以用洗碗機洗嗎？',
    answer: { by: 'min', after: 288, text: '您好，鑄鐵鍋請不要放進洗碗機，用熱水刷洗後擦乾即可。回覆晚了，不好意思。' },
  },
  {
    by: { name: 'Fiona Marsh', email: 'fiona.marsh@mail.example', locale: 'en', zone: 'Europe/London', browser: BROWSERS.safariMac }, team: 'aftersales', page: ORDERS,
    kind: 'callback', minutesAgo: 20_200, dueAfter: 120, openMinutes: 120, call: { number: '+442079460958', country: 'GB' },
    text: 'I would rather talk about the damaged parcel than type.',
    answer: { by: 'emily', after: 38 },
  },
];
