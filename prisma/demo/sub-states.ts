import type { DemoSubState } from './demo.types.js';

/** What this shop's tickets wait for, and the words in a talk that tell it. */
export const SUB_STATES: readonly DemoSubState[] = [
  { key: 'waiting_for_photo', state: 'pending', names: { en: 'Waiting for photo', 'zh-CN': '等照片', 'zh-TW': '等照片' }, found: /photo|picture|照片|图片|圖片/iu },
  { key: 'waiting_for_return', state: 'pending', names: { en: 'Waiting for the parcel back', 'zh-CN': '等退件', 'zh-TW': '等退件' }, found: /return label|send it back|寄回|退货|退貨|先发后收/iu },
  { key: 'with_the_supplier', state: 'on_hold', names: { en: 'With the supplier', 'zh-CN': '等供应商', 'zh-TW': '等供應商' }, found: /supplier|batch|供应商|供應商|批次/iu },
  { key: 'with_the_carrier', state: 'on_hold', names: { en: 'With the carrier', 'zh-CN': '查件中', 'zh-TW': '查件中' }, found: /carrier|parcel|快递|物流|宅配/iu },
  { key: 'at_the_warehouse', state: 'on_hold', names: { en: 'At the warehouse', 'zh-CN': '仓库处理中', 'zh-TW': '倉庫處理中' }, found: /./u },
  { key: 'refunded', state: 'solved', names: { en: 'Refunded', 'zh-CN': '已退款', 'zh-TW': '已退款' }, found: /refund|退款/iu },
  { key: 'replaced', state: 'solved', names: { en: 'Replaced', 'zh-CN': '已换货', 'zh-TW': '已換貨' }, found: /replace|new one|换货|換貨|补发|補寄/iu },
];
