import type { DemoField } from './demo.types.js';

const problem = { by: 'type', in: ['problem', 'complaint'] } as const;

/** What this shop asks of its tickets, and the words in a talk that answer it. */
export const FIELDS: readonly DemoField[] = [
  { key: 'order_number', kind: 'text', names: { en: 'Order number', 'zh-CN': '订单号', 'zh-TW': '訂單編號' }, found: /(?<![A-Z0-9])A\d{4}(?!\d)/u },
  {
    key: 'product',
    kind: 'choice',
    names: { en: 'Product', 'zh-CN': '商品', 'zh-TW': '商品' },
    options: [
      { key: 'kettle', names: { en: 'Ember gooseneck kettle', 'zh-CN': 'Ember 手冲壶', 'zh-TW': 'Ember 手沖壺' }, found: /kettle/u },
      { key: 'pan', names: { en: 'Harbor cast-iron pan', 'zh-CN': 'Harbor 铸铁锅', 'zh-TW': 'Harbor 鑄鐵鍋' }, found: /cast-iron-pan/u },
      { key: 'board', names: { en: 'Oak cutting board', 'zh-CN': '橡木砧板', 'zh-TW': '橡木砧板' }, found: /cutting-board/u },
      { key: 'mug', names: { en: 'Trail mug', 'zh-CN': 'Trail 随行杯', 'zh-TW': 'Trail 隨行杯' }, found: /trail-mug/u },
      { key: 'pack', names: { en: 'Ridge 40 pack', 'zh-CN': 'Ridge 40 背包', 'zh-TW': 'Ridge 40 背包' }, found: /ridge-40/u },
      { key: 'carry_on', names: { en: 'Meridian carry-on', 'zh-CN': 'Meridian 登机箱', 'zh-TW': 'Meridian 登機箱' }, found: /carry-on/u },
      { key: 'rain_shell', names: { en: 'Fjell rain shell', 'zh-CN': 'Fjell 雨衣', 'zh-TW': 'Fjell 雨衣' }, found: /rain-shell/u },
      { key: 'neck_pillow', names: { en: 'Cloud neck pillow', 'zh-CN': 'Cloud 颈枕', 'zh-TW': 'Cloud 頸枕' }, found: /neck-pillow/u },
    ],
    inPage: true,
  },
  { key: 'batch', kind: 'text', names: { en: 'Batch', 'zh-CN': '批次', 'zh-TW': '批號' }, when: { match: 'all', of: [{ by: 'field', key: 'product', in: ['kettle'] }] }, found: /(?<![A-Z0-9])B\d{2}(?!\d)/u },
  {
    key: 'reason',
    kind: 'multi_choice',
    names: { en: 'Reason of complaint', 'zh-CN': '投诉原因', 'zh-TW': '客訴原因' },
    options: [
      { key: 'leaks', names: { en: 'Leaks', 'zh-CN': '漏水', 'zh-TW': '漏水' }, found: /leak|drip|漏水/iu },
      { key: 'broken', names: { en: 'Broken or damaged', 'zh-CN': '破损', 'zh-TW': '破損' }, found: /broken|crack|dent|damaged|破|裂|坏了|壞了/iu },
      { key: 'late', names: { en: 'Late or lost', 'zh-CN': '延误或丢件', 'zh-TW': '延誤或遺失' }, found: /late|delayed|lost|strike|延误|延誤|没收到|沒收到/iu },
      { key: 'wrong_item', names: { en: 'Wrong or missing item', 'zh-CN': '错发或漏发', 'zh-TW': '寄錯或漏寄' }, found: /wrong (size|item|colou?r)|missing|漏寄|发错|寄錯|少了/iu },
      { key: 'service', names: { en: 'Our service', 'zh-CN': '服务', 'zh-TW': '服務' }, found: /nobody answer|no answer|态度|態度|没人|沒人/iu },
    ],
    required: true,
    when: { match: 'all', of: [problem] },
  },
  { key: 'tracking', kind: 'link', names: { en: 'Tracking', 'zh-CN': '物流查询', 'zh-TW': '物流查詢' }, when: { match: 'any', of: [{ by: 'tag', in: ['parcel', 'delivery', '物流', '配送'] }, { by: 'field', key: 'reason', in: ['late'] }] } },
  { key: 'goodwill', kind: 'number', names: { en: 'Goodwill up to (USD)', 'zh-CN': '可让步金额（美元）', 'zh-TW': '可讓步金額（美元）' }, hidden: true, when: { match: 'all', of: [problem] } },
];
