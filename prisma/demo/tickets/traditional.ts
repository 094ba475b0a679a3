import { BROWSERS } from '../browsers.js';
import type { DemoTicket } from '../demo.types.js';

const KETTLE = ['/products/ember-gooseneck-kettle', 'Ember 細口電熱水壺 1.0 L'] as const;
const ORDERS = ['/account/orders', '我的訂單'] as const;

/** 繁體中文的對話。 */
export const TRADITIONAL_TICKETS: readonly DemoTicket[] = [
  {
    by: 'zhihong', team: 'chinese', agent: 'jiahao', page: KETTLE, when: [21, '05:27'], closed: true,
    about: { subject: '手沖壺壺嘴滲水', type: 'problem', priority: 'high', tags: ['手沖壺', 'b09'] },
    end: { reason: 'defect', result: 'solved' },
    rating: { score: 4, tags: ['settled'], solved: true },
    talk: `
> 你好，我的手沖壺壺嘴底下會滲水，才用一個多月
< 您好，真的很抱歉。請先拔掉插頭、把水倒掉，暫時先不要使用喔。
< 方便看一下壺底的批號嗎？B 開頭的那一個。
> B09
< 這一批的壺嘴焊接確實有瑕疵，是我們的問題。可以幫您換新品或全額退款，運費都由我們負擔。
> 退款好了，我先用別的牌子
< 好的，明天黑貓會到府收件，收到後 5 個工作天內刷退到您的信用卡。
# B09，焊縫滲水，台灣第二件。@林雅婷 再請您一併回報。
> 了解，感謝處理這麼快
< 應該的，造成不便再次跟您說聲抱歉。
`,
  },
  {
    by: 'yijun', team: 'chinese', agent: 'jiahao', page: ORDERS, when: [18, '11:48'], closed: true,
    about: { subject: 'A1061 改超商取貨', type: 'task', tags: ['配送'] },
    end: { reason: 'where_is_my_parcel', result: 'solved' },
    rating: { score: 5, tags: ['friendly', 'quick'], solved: true, comment: '家豪很有耐心，謝謝' },
    talk: `
> 請問 A1061 可以改成超商取貨嗎？我平日白天都不在家
< 您好，可以的，包裹還沒出倉。請問要 7-11 還是全家？
> 全家 高雄中山華夏店
< 已經幫您改好了，到店會傳簡訊給您，取貨期限是 7 天。
> 到貨當天可以先通知嗎 我怕漏看簡訊
< 我在訂單上加了備註，到店那天我們會再從這裡跟您說一聲。
+ 2880
< 怡君您好，包裹今天中午到店囉，記得帶證件。
> 收到！謝謝家豪
< 不客氣，祝您用得順手。
`,
  },
  {
    by: 'peixuan', team: 'chinese', agent: 'jiahao', page: ['/products/meridian-carry-on', 'Meridian 登機箱 38 L'], when: [13, '08:16'], closed: true,
    about: { subject: '登機箱尺寸與虎航規定', tags: ['售前', '尺寸'] },
    end: { reason: 'product_question', result: 'solved' },
    talk: `
> 登機箱可以帶上虎航嗎？尺寸怕被擋
< 您好，Meridian 是 55 × 38 × 20 公分。虎航的限制是 54 × 38 × 23 公分，高度差 1 公分。
> 所以不行？
< 嚴格量的話會超過，不敢跟您打包票。下週會到貨的 Meridian 24 是 40 × 30 × 20 公分，就沒有這個問題。
> 謝謝你老實講，那我等小的
< 好的，到貨我再通知您。
# Meridian 24 到貨通知：吳佩璇。
`,
  },
  {
    by: { name: '蔡小姐', email: 'tsai.mh@mail.example', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.iphone }, team: 'chinese', agent: 'jiahao', page: ORDERS, when: [11, '02:55'], closed: true,
    about: { subject: 'A1044 發票補統編', type: 'task', tags: ['發票'] },
    end: { reason: 'payment', result: 'solved', by: 'customer' },
    rating: { score: 5, tags: ['quick'], solved: true },
    talk: `
> 發票可以打統編嗎 我忘了填
< 您好，可以的，請提供統一編號與訂單編號，我們會作廢重開。
> A1044，統編我寫在訂單備註了
< 看到了，已重新開立，三聯式電子發票會寄到您的信箱。
> 收到 感恩
`,
  },
  {
    by: 'yijun', team: 'chinese', agent: 'yating', page: ['/help/returns', '退換貨'], when: [7, '13:20'], closed: true,
    about: { subject: '七天鑑賞期退貨', tags: ['退貨'] },
    end: { reason: 'return_or_exchange', result: 'solved' },
    rating: { score: 5, tags: ['friendly', 'settled'], solved: true },
    talk: `
> 想問七天鑑賞期的退貨，馬克杯顏色跟照片差蠻多的
< 您好，鑑賞期內都可以退，不需要理由。請保持杯子未使用、包裝完整就好。
> 盒子我拆得有點破…
< 外盒破損沒關係，杯子完好就可以。我幫您安排收件，運費由我們負擔。
> 那刷退多久
< 我們收到後三個工作天內刷退，實際入帳看發卡銀行，通常一週左右。
> 好，麻煩了
< 不會，也謝謝您告訴我們顏色的落差，照片我們會重拍。
# 商品頁「苔綠」色偏黃，請商品部重拍。
`,
  },
  {
    by: 'zhihong', team: 'chinese', agent: 'jiahao', page: ['/products/ridge-40-pack', 'Ridge 40 L 旅行背包'], when: [3, '14:33'], stand: 'solved',
    about: { subject: '背包有沒有防雨套', priority: 'low', tags: ['售前'] },
    end: { reason: 'product_question', result: 'solved' },
    rating: { score: 4, tags: ['knew_well'], solved: null },
    talk: `
> 背包有附防雨套嗎？
< 您好，有的，收在底部的夾層裡，拉出來就能用。
> 黑色的還有現貨嗎
< 台灣倉還有 6 個，今天下單明天出貨。
> 好喔謝謝
`,
  },
  {
    by: { name: '阿哲', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.android }, team: 'chinese', agent: 'jiahao', page: ['/', 'Hearth & Trail'], when: [1, '16:12'], stand: 'solved',
    about: { priority: 'low', tags: ['門市'] },
    end: { reason: 'other', result: 'no_reply', by: 'system' },
    talk: `
> 請問你們台北有門市嗎
< 您好，目前只有線上商店。不過每季會在華山文創園區辦快閃，下一場的時間公布後會放在首頁。
+ 5
< 請問還有其他需要協助的地方嗎？
`,
  },
  {
    by: 'peixuan', team: 'chinese', agent: 'yating', page: ORDERS, when: [1, '04:36'], stand: 'solved',
    about: { subject: '少了一件旅行毛巾', type: 'problem', tags: ['漏寄'] },
    end: { reason: 'where_is_my_parcel', result: 'solved' },
    talk: `
> 我兩樣東西一起訂，只收到餐具，旅行毛巾沒有在箱子裡
< 您好，我查一下。出貨紀錄上毛巾是另一箱，但那一箱還沒有掃描，應該是漏出了，非常抱歉。
> 我後天要出國…
< 我請倉庫今天用快遞補寄，明天中午前會到。要是沒到，您直接在這裡跟我說，我來處理。
# 倉庫漏出，已補寄。@林雅婷 明天中午我休假，再麻煩您確認是否送達。
> 好，那先謝謝你
`,
  },
];
