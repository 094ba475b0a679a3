import type { DemoCaller } from './demo.types.js';

/** Who telephoned this shop, and what came of it: some settled at once, some waiting to be called back. */
export const CALLERS: readonly DemoCaller[] = [
  {
    name: 'Margaret Doyle', number: '+442079460321', country: 'GB', locale: 'en', team: 'aftersales', agent: 'emily',
    subject: 'Kettle lid does not close, wants to know before returning it', type: 'problem', priority: 'normal', tags: ['kettle'],
    calls: [
      { by: 'emily', minutesAgo: 185, direction: 'in', result: 'callback_wanted', note: 'Lid of the Ember kettle springs open when it boils. Has order A1055 before her and asks whether a new lid would do. I ask the workshop and call her back.', againIn: 25 },
    ],
  },
  {
    name: 'Joachim Brandt', number: '+4930901820', country: 'DE', locale: 'en', team: 'aftersales', agent: 'lena',
    subject: 'Two invoices for one order', type: 'question', priority: 'normal', tags: ['invoice'], stand: 'solved',
    calls: [
      { by: 'lena', minutesAgo: 1_710, direction: 'in', result: 'reached', note: 'Has two PDFs for order A1049. The first is the pro forma; only the second counts.' },
      { by: 'lena', minutesAgo: 1_600, direction: 'out', result: 'resolved', note: 'Called him after asking accounts: the pro forma is void, nothing to pay twice. He is content.' },
    ],
  },
  {
    name: '李建国', number: '+8613700137000', country: 'CN', locale: 'zh-CN', team: 'chinese', agent: 'xiaowen',
    subject: '电话询问：行李箱轮子损坏，能否只换轮子', type: 'problem', priority: 'high', tags: ['行李箱'],
    calls: [
      { by: 'xiaowen', minutesAgo: 320, direction: 'in', result: 'callback_wanted', note: '20 寸登机箱右后轮开裂，买了三个月。客户希望只换轮子，不想寄回整箱。已答应问仓库后回电。', againIn: 95 },
      { by: 'xiaowen', minutesAgo: 60, direction: 'out', result: 'not_reached', note: '仓库有轮子，可以寄过去自己换。打了两次无人接听。', againIn: 95 },
    ],
  },
  {
    name: '許雅雯', number: '+886928765432', country: 'TW', locale: 'zh-TW', team: 'chinese', agent: 'jiahao',
    subject: '來電詢問保溫瓶杯蓋異味', type: 'question', priority: 'low', tags: ['保溫瓶'], stand: 'solved',
    calls: [{ by: 'jiahao', minutesAgo: 2_930, direction: 'in', result: 'resolved', note: '新杯蓋有塑膠味。請她用小蘇打水浸泡一晚再洗，若仍有味道就換新的。她說先試試看。' }],
  },
  {
    name: 'Dolores Quint', number: '+13125550142', country: 'US', locale: 'en', team: 'presales', agent: 'marcus',
    subject: 'Wants 40 mugs with the company name', type: 'question', priority: 'normal', tags: ['b2b'], stand: 'pending',
    calls: [
      { by: 'marcus', minutesAgo: 4_400, direction: 'in', result: 'not_reached', note: '' },
      { by: 'marcus', minutesAgo: 4_320, direction: 'out', result: 'left_word', note: 'Called back within the hour. Left our address and the price list with her colleague.' },
    ],
  },
];
