import type { DemoAsideMail, DemoMailThread, DemoPartner } from './demo.types.js';

export const MAILBOX = { local: 'hello', name: 'Hearth & Trail', signature: 'Hearth & Trail\nKitchen and travel goods since 2014\nhearthandtrail.example', teamSignature: 'After-sales team, Hearth & Trail\nMonday to Saturday, 9 to 18 h\nhearthandtrail.example' } as const;

const TABLE = '<table border="1" cellpadding="6"><tr><th align="left">Item</th><th align="left">Order</th><th align="left">Ordered</th><th align="left">Arrived</th></tr><tr><td>Ember kettle 1.7 l</td><td>B2214</td><td>12</td><td>11</td></tr><tr><td>Ridge pack 40 l</td><td>B2214</td><td>4</td><td>4</td></tr></table>';

/** Threads that came by mail, oldest first. */
export const MAIL_THREADS: readonly DemoMailThread[] = [
  {
    from: { name: 'Margaret Osei', address: 'm.osei@postbox.example', locale: 'en', zone: 'Europe/London' }, team: 'aftersales', agent: 'emily', subject: 'Wrong size lid with order A0981', when: [24, '09:14'], state: 'closed',
    words: [
      { by: 'in', minutes: 0, text: 'Dear Hearth & Trail,\n\nThe casserole in order A0981 came with a lid that is clearly for the 24 cm model. Mine is 28 cm. The casserole itself is fine and already in use, so I would rather not send everything back.\n\nCould you post me just the lid?\n\nKind regards,\nMargaret Osei' },
      { by: 'out', minutes: 52, text: 'Dear Margaret,\n\nOf course, there is no need to send anything back. The 28 cm lid leaves our warehouse today and should be with you on Thursday.\n\nPlease keep the small one; some customers use it as a trivet.' },
      { by: 'in', minutes: 4_420, text: 'It arrived this morning and fits. Thank you for the quick help, and the trivet idea is rather good.\n\nMargaret' },
      { by: 'out', minutes: 31, text: 'Lovely to hear. Enjoy the casserole, Margaret.' },
    ],
  },
  {
    from: { name: 'Katrin Albers', address: 'katrin.albers@postfach.example', locale: null, zone: 'Europe/Berlin' }, team: 'aftersales', agent: 'lena', subject: 'Rechnung zu Bestellung A1003 fehlt', when: [19, '07:40'], state: 'closed',
    words: [
      { by: 'in', minutes: 0, text: 'Guten Morgen,\n\nzu meiner Bestellung A1003 habe ich leider keine Rechnung bekommen. Für die Buchhaltung brauche ich sie auf die Firma:\n\nAlbers Ferienwohnungen GbR\nDeichstraße 14, 26548 Norderney\n\nVielen Dank und freundliche Grüße\nKatrin Albers' },
      { by: 'out', minutes: 95, text: 'Guten Morgen Frau Albers,\n\ndie Rechnung auf Ihre Firma ist ausgestellt und liegt jetzt in Ihrem Konto unter „Meine Bestellungen“. Die Adresse haben wir für künftige Bestellungen so hinterlegt.\n\nViele Grüße\nLena' },
      { by: 'in', minutes: 210, text: 'Perfekt, gefunden. Herzlichen Dank!' },
    ],
  },
  {
    from: { name: '沈佳宁', address: 'shenjianing@youxiang.example', locale: 'zh-CN', zone: 'Asia/Shanghai' }, team: 'chinese', agent: 'xiaowen', subject: '订单 A1018 申请开具发票', when: [15, '02:20'], state: 'solved',
    words: [
      { by: 'in', minutes: 0, text: '您好：\n\n订单 A1018 需要开公司抬头的发票，信息如下：\n\n杭州拾柒号咖啡有限公司\n税号 91330106MA2XXXXX7K\n\n麻烦开好后发到这个邮箱，谢谢。\n\n沈佳宁' },
      { by: 'out', minutes: 46, text: '沈女士您好：\n\n发票已按您提供的抬头和税号申请，预计 3 个工作日内开出，电子版会发到本邮箱。\n\n如信息有误，直接回复本邮件即可更正。' },
      { by: 'in', minutes: 3_060, text: '已收到发票，信息无误，谢谢！' },
    ],
  },
  {
    from: { name: 'Purchasing, Hotel Sonnwend', address: 'einkauf@sonnwend.example', locale: null, zone: 'Europe/Vienna' }, team: 'presales', agent: 'marcus', subject: 'Delivery B2214 incomplete', when: [9, '12:05'], state: 'pending',
    side: {
      subject: 'Damaged carton, consignment NL-448812', partner: 'claims@northline.example',
      words: [
        { by: 'out', minutes: 14, text: 'Hello,\n\nThe carton of consignment NL-448812 arrived open at one corner and one of twelve kettles was missing. Could you confirm the damage and open a claim? Photos follow as soon as our customer sends them.' },
        { by: 'in', minutes: 95, text: 'Hello,\n\nConfirmed: scanned as damaged at the Linz depot on arrival. Claim C-20931 is open. Please keep the carton for inspection until Friday.\n\nNorthline claims' },
      ],
    },
    later: { hours: 20, text: 'Dear Mr Egger,\n\nA short check before Friday: did the twelfth kettle arrive, and has the carrier been to look at the carton?' },
    beside: [{ name: 'Lager, Hotel Sonnwend', address: 'lager@sonnwend.example', state: 'included' }],
    words: [
      { by: 'in', minutes: 0, text: 'Good afternoon,\n\nplease see the count of yesterday\'s delivery. One kettle is missing, the carton was open at one corner.\n\n- Item Order Ordered Arrived\n- Ember kettle 1.7 l B2214 12 11\n- Ridge pack 40 l B2214 4 4\n\nWe need twelve for the opening on Friday.\n\nBest regards\nJohann Egger, Hotel Sonnwend', html: `<p>Good afternoon,</p><p>please see the count of yesterday's delivery. <b>One kettle is missing</b>, the carton was open at one corner.</p>${TABLE}<p>We need twelve for the opening on Friday.</p><p>Best regards<br>Johann Egger, Hotel Sonnwend</p>` },
      { by: 'note', minutes: 12, text: 'Northline confirms damage at the Linz depot. Claim opened. Batch of the eleven that arrived is B11, no recall there.' },
      { by: 'out', minutes: 20, text: 'Dear Mr Egger,\n\nThank you for the exact count. I have booked one Ember kettle with express delivery for tomorrow morning, free of charge, and the carrier has confirmed that the carton was damaged at their depot.\n\nCould you keep the open carton until Friday? The carrier may want to look at it.' },
    ],
  },
  {
    from: { name: '郭品妤', address: 'pinyu.kuo@xinxiang.example', locale: 'zh-TW', zone: 'Asia/Taipei' }, team: 'chinese', agent: 'jiahao', subject: '鑄鐵鍋有刮痕，想換貨', when: [1, '00:31'], state: 'open',
    words: [
      { by: 'in', minutes: 0, text: '您好，\n\n昨天收到訂單 A1066 的鑄鐵鍋，外箱完好，但鍋身琺瑯有一道約三公分的刮痕，摸起來會卡手。\n\n想請問可以換一個嗎？需要我先寄回，還是可以同時換貨？\n\n謝謝\n郭品妤' },
      { by: 'out', minutes: 38, text: '郭小姐您好，\n\n很抱歉讓您收到有瑕疵的商品。這次可以直接換貨：新鍋明天出貨，宅配人員送達時會一併收回原本的鍋子，運費由我們負擔。\n\n請問週五白天家中有人可以收件嗎？' },
      { by: 'absent', minutes: 2, text: '您好，本週四至週五外出洽公，無法即時回信，如有急事請來電。' },
      { by: 'in', minutes: 1_390, text: '週五我不在，改成週六上午可以嗎？\n\n另外想確認新鍋是同一個顏色（霧灰）。' },
    ],
  },
  {
    from: { name: 'Deirdre Walsh', address: 'deirdre@walshandco.example', locale: 'en', zone: 'Europe/Dublin' }, team: 'aftersales', agent: 'emily', subject: 'Refund for A1031 not on my card', when: [2, '15:48'], state: 'open', bounced: '5.2.2',
    beside: [{ name: 'Walsh & Co accounts', address: 'accounts@walshandco.example', state: 'named' }],
    words: [
      { by: 'in', minutes: 0, text: 'Hello,\n\nYou confirmed the refund of 84.90 for order A1031 on the 3rd. It is still not on my card and the bank says nothing is pending.\n\nCan you tell me on which day it was sent, and to which card?\n\nDeirdre Walsh' },
      { by: 'out', minutes: 64, text: 'Dear Deirdre,\n\nThe refund left us on the 5th, to the card you paid with. Banks take up to seven working days to show it; if it is not there by Wednesday, write to me and I will send you the reference that your bank can trace.' },
    ],
  },
  {
    from: { name: '孙亦凡', address: 'sunyifan@youxiang.example', locale: 'zh-CN', zone: 'Asia/Shanghai' }, team: 'chinese', agent: 'min', subject: '背包肩带脱线', when: [1, '03:12'], state: 'open',
    words: [
      { by: 'in', minutes: 0, text: '你好，4 月买的 Ridge 40L 背包，左肩带缝线开了，只背过三次。订单号 A0875，还在保修期内吗？' },
      { by: 'out', minutes: 55, text: '您好：\n\nRidge 背包的缝线保修 5 年，您这种情况可以免费维修或更换。方便的话，请回复一张脱线处的照片，我们确认后就安排寄件。' },
      { by: 'in', minutes: 1_160, text: '照片明天拍给你们。更换的话大概要等多久？下周末要去徒步。' },
    ],
  },
  {
    from: { name: 'Ömer Yıldız', address: 'omer.yildiz@eposta.example', locale: 'en', zone: 'Europe/Istanbul' }, team: 'presales', subject: 'Do you ship the Ridge 40 l to Turkey?', when: [1, '18:26'], state: 'new',
    words: [{ by: 'in', minutes: 0, text: 'Hello,\n\nI would like to order two Ridge 40 l packs (moss green) to Izmir. At checkout my country is not in the list.\n\nDo you ship to Turkey, and what would customs be? I can also pick them up in Berlin in December, if that is easier for you.\n\nThank you\nÖmer' }],
  },
  {
    from: { name: 'Frauke Petersen', address: 'f.petersen@postfach.example', locale: null, zone: 'Europe/Berlin' }, team: 'aftersales', subject: 'Wasserkocher tropft – schon wieder', when: [0, '05:52'], state: 'new',
    words: [{ by: 'in', minutes: 0, text: 'Guten Tag,\n\nich habe von Ihnen vor drei Wochen einen Ersatz-Wasserkocher bekommen (Bestellung A0994), und nun tropft auch dieser am Ausguss. Unter dem Boden steht B09.\n\nIch möchte kein drittes Gerät, sondern mein Geld zurück. Bitte teilen Sie mir mit, wie das abläuft und ob ich den Wasserkocher zurückschicken muss.\n\nMit freundlichen Grüßen\nFrauke Petersen' }],
  },
  {
    from: { name: '許庭瑄', address: 'tinghsuan@xinxiang.example', locale: 'zh-TW', zone: 'Asia/Taipei' }, team: 'chinese', subject: '想更改收件地址（訂單 A1072）', when: [0, '01:17'], state: 'new',
    words: [{ by: 'in', minutes: 0, text: '您好，\n\n訂單 A1072 昨天才下單，臨時要出差，想把收件地址改到公司：\n\n台北市松山區復興北路 99 號 8 樓\n\n請問還來得及嗎？若已出貨，麻煩告知物流單號，我再請管理室代收。\n\n感謝\n許庭瑄' }],
  },
];

export const ASIDE_MAILS: readonly DemoAsideMail[] = [
  { from: 'news@packaging-weekly.example', subject: 'This week: recycled cartons, and what they cost', hoursAgo: 70, automatic: 'bulk', reason: 'automatic_bulk' },
  { from: 'r.nakamura@okada.example', subject: 'Automatic reply: Your order A1040 is on its way', hoursAgo: 41, automatic: 'reply', reason: 'automatic_reply' },
  { from: 'mailer-daemon@mx.postbox.example', subject: 'Undelivered Mail Returned to Sender', hoursAgo: 26, automatic: 'bounce', reason: 'bounce_unknown' },
];

/** Whom the shop writes to beside tickets. */
export const PARTNERS: readonly DemoPartner[] = [
  { name: 'Northline claims', address: 'claims@northline.example', kind: 'carrier' },
  { name: '顺途物流 理赔', address: 'lipei@shuntu.example', kind: 'carrier' },
  { name: 'Warehouse Linz', address: 'dispatch@hearthandtrail-linz.example', kind: 'warehouse' },
  { name: 'Ember Metalworks', address: 'quality@ember-metal.example', kind: 'supplier' },
];
