import type { WidgetSettings } from '#contracts/channels.js';
import type { TeamKey } from './demo.types.js';

/** The demo organisation: one store of kitchen and travel goods, and its widget. */
export const SHOP = {
  organisation: 'Hearth & Trail',
  domain: 'hearthandtrail.example',
  store: { name: 'Hearth & Trail', currency: 'USD', zone: 'America/New_York' },
  widgetName: 'Shop pages',
  /** Tickets of a shop that has been talking to people for a while do not begin at 1. */
  firstTicketNumber: 4181,
} as const;

export const TEAMS: Readonly<Record<TeamKey, string>> = {
  presales: 'Pre-sales',
  aftersales: 'After-sales',
  chinese: '中文客服',
};

/** The team that a conversation from the widget goes to. */
export const WIDGET_TEAM: TeamKey = 'aftersales';

export const WIDGET: WidgetSettings = {
  accent: '#a8452c',
  logoId: null,
  position: 'right',
  theme: 'auto',
  greeting: {
    en: 'Hello, and welcome to Hearth & Trail. Ask us about an order, a product or a return; a person answers.',
    'zh-CN': '您好，欢迎来到 Hearth & Trail。订单、商品、退换货都可以问我们，由真人客服回复。',
    'zh-TW': '您好，歡迎來到 Hearth & Trail。訂單、商品、退換貨都可以問我們，由真人客服回覆。',
  },
  quickQuestions: {
    en: [
      { label: 'Where is my parcel?', text: 'Where is my parcel? My order number is ' },
      { label: 'My kettle leaks', text: 'My kettle leaks. What should I do?' },
      { label: 'How do I return something?', text: 'How do I return an item, and who pays for the shipping?' },
      { label: 'I need an invoice', text: 'I need an invoice for my order.' },
    ],
    'zh-CN': [
      { label: '我的包裹到哪了？', text: '请帮我查一下物流，包裹到哪里了？' },
      { label: '水壶漏水', text: '我买的水壶漏水，请问怎么处理？' },
      { label: '怎么退货？', text: '请问怎么退货？运费由谁承担？' },
      { label: '需要发票', text: '请问可以开发票吗？' },
    ],
    'zh-TW': [
      { label: '我的包裹到哪了？', text: '想查一下出貨進度，包裹目前到哪裡了？' },
      { label: '熱水壺漏水', text: '我買的熱水壺會漏水，請問該怎麼處理？' },
      { label: '如何退貨？', text: '請問要怎麼退貨？運費由誰負擔？' },
      { label: '需要發票', text: '請問可以補寄電子發票嗎？' },
    ],
  },
  preChat: {
    enabled: true,
    skippable: true,
    fields: [
      { key: 'name', required: false },
      { key: 'email', required: false },
    ],
  },
  allowedOrigins: [],
  automatic: {
    closed: { on: true, text: {} },
    unknown: { on: true, text: {} },
    nobody: { on: true, text: {} },
    busy: {
      on: false,
      text: {
        en: 'It is busy here; you are number {{position}} in line. If you tell us your order number meanwhile, it goes faster.',
        'zh-CN': '当前咨询较多，您排在第 {{position}} 位。可以先告诉我们订单号，处理会更快。',
        'zh-TW': '目前詢問較多，您排在第 {{position}} 位。可以先提供訂單編號，處理會更快。',
      },
    },
  },
  visits: true,
  identityKeys: [],
  greetings: [
    {
      key: 'products',
      on: true,
      pages: '/demo-shop/products/*',
      seconds: 20,
      visits: 1,
      onlyOpen: true,
      once: 'visit',
      text: {
        en: 'Wondering whether it fits? Ask us; a person answers.',
        'zh-CN': '拿不准合不合适？问问我们，由真人客服解答。',
        'zh-TW': '不確定合不合用？問問我們，由真人客服回答。',
      },
    },
  ],
};
