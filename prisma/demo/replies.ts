import type { DemoReply } from './demo.types.js';

/** What this shop's people write again and again. */
export const REPLIES: readonly DemoReply[] = [
  {
    title: '问候 Greeting', shortcut: 'hi', folder: 'Openings', uses: { emily: 41, yating: 18, xiaowen: 73, jiahao: 52 },
    texts: {
      en: 'Hello {{customer.name}}, this is {{agent.name}} from {{shop.name}}. How can I help you today?',
      'zh-CN': '{{customer.name}}您好，我是{{shop.name}}的{{agent.name}}，请问有什么可以帮您？',
      'zh-TW': '{{customer.name}}您好，我是{{shop.name}}的{{agent.name}}，請問有什麼可以為您服務的嗎？',
    },
  },
  {
    title: '请稍等 One moment', shortcut: 'wait', folder: 'Openings', uses: { emily: 38, xiaowen: 64, jiahao: 40, min: 12 },
    texts: {
      en: 'One moment please, I am looking this up for you. I will be back within three minutes.',
      'zh-CN': '请稍等，我马上为您查询，三分钟内回复您。',
      'zh-TW': '請稍等，我馬上為您查詢，三分鐘內回覆您。',
    },
  },
  {
    title: '退货地址 Return address', shortcut: 'addr', folder: 'Returns', uses: { emily: 22, yating: 9, xiaowen: 31 },
    texts: {
      en: 'Please send it to: Hearth & Trail Returns, 41 Mill Lane, Hudson, NY 12534. Put a note with the number {{ticket.number}} into the parcel, so that we can match it at once.',
      'zh-CN': '请寄回：浙江省杭州市余杭区文一西路 998 号 3 幢 Hearth & Trail 售后部。请在包裹内放一张写有编号 {{ticket.number}} 的字条，方便我们核对。',
      'zh-TW': '請寄回：新北市中和區建一路 186 號 5 樓 Hearth & Trail 售後部。請在包裹內放一張寫有編號 {{ticket.number}} 的字條，方便我們核對。',
    },
  },
  {
    title: '七天无理由退货 Return window', shortcut: 'window', folder: 'Returns', uses: { emily: 17, xiaowen: 44, min: 8 },
    texts: {
      en: 'You may send goods back within 30 days without giving a reason, as long as they are unused. Once they arrive, the money is on its way within three working days.',
      'zh-CN': '签收后 7 天内，商品未使用且不影响二次销售，可无理由退货。收到退货后 3 个工作日内原路退款。',
    },
  },
  {
    title: '物流查询 Where is my parcel', shortcut: 'track', folder: 'Shipping', uses: { emily: 29, xiaowen: 58, jiahao: 33, lena: 6 },
    texts: {
      en: 'Your parcel {{tracking.number}} is on its way. It usually takes two to four working days from our warehouse.',
      'zh-CN': '您的包裹 {{快递单号}} 已发出，一般 2 至 4 天送达，请留意短信。',
      'zh-TW': '您的包裹 {{物流單號}} 已寄出，一般 2 至 4 天送達，請留意簡訊。',
    },
  },
  {
    title: '结束语 Closing', shortcut: 'bye', folder: 'Closings', uses: { emily: 35, yating: 11, xiaowen: 66, jiahao: 47 },
    texts: {
      en: 'Thank you for writing to {{shop.name}}, {{customer.name}}. If anything else comes up, just write here; your number is {{ticket.number}}.',
      'zh-CN': '感谢{{customer.name}}联系{{shop.name}}。如有其他问题，随时在这里留言，您的编号是 {{ticket.number}}。祝您生活愉快！',
      'zh-TW': '感謝{{customer.name}}聯絡{{shop.name}}。若有其他問題，隨時在這裡留言，您的編號是 {{ticket.number}}。祝您生活愉快！',
    },
  },
  {
    title: '水壶漏水排查 Leaking kettle', shortcut: 'leak', folder: 'Defects', team: 'aftersales', uses: { emily: 14, yating: 7, lena: 3 },
    texts: {
      en: 'I am sorry about the leak. Could you tell me the batch number under the base (it begins with B) and send a photo of where the water comes out?',
      'zh-CN': '很抱歉给您带来不便。请告诉我们壶底的批次号（以 B 开头），并拍一张漏水位置的照片，好吗？',
      'zh-TW': '很抱歉造成您的不便。請告訴我們壺底的批號（B 開頭），並拍一張漏水位置的照片，好嗎？',
    },
  },
  {
    title: 'Replacement on its way', shortcut: 'replace', folder: 'Defects', team: 'aftersales', uses: { emily: 8, yating: 4 },
    texts: { en: 'We have sent you a replacement today. You need not return the broken one; please dispose of it safely.' },
  },
  {
    title: '运费险说明', shortcut: '运费险', folder: '退换货', team: 'chinese', uses: { xiaowen: 19, min: 5 },
    texts: { 'zh-CN': '您的订单已赠送运费险，退货签收后 72 小时内，保险公司会把运费赔付到您的支付账户。' },
  },
  {
    title: '電子發票補寄', shortcut: '發票', folder: '付款', team: 'chinese', uses: { jiahao: 13 },
    texts: { 'zh-TW': '電子發票已重新寄到您的電子郵件信箱，若十分鐘內沒有收到，請看一下垃圾郵件匣。' },
  },
  { title: 'Back after my break', shortcut: 'brb', owner: 'emily', uses: { emily: 5 }, texts: { en: 'I have to step away for ten minutes. You keep your place; I will write as soon as I am back.' } },
  {
    title: 'Enamel care', shortcut: 'enamel', folder: 'Products', owner: 'emily', uses: { emily: 11 },
    texts: { en: 'Enamel lasts longest without metal spoons and without cold water in a hot mug. It may go into the dishwasher, but not into the microwave.' },
  },
];
