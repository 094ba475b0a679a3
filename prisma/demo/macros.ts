import type { DemoMacro } from './demo.types.js';

/** Six that a shop cannot do without. */
export const MACROS: readonly DemoMacro[] = [
  {
    title: '物流延误 Parcel is late',
    folder: 'Shipping',
    uses: { emily: 12, xiaowen: 31, jiahao: 9 },
    actions: [
      { do: 'add_tags', tags: ['delivery', 'late'] },
      { do: 'assign', to: 'me' },
      {
        do: 'reply',
        texts: {
          en: 'Hello {{customer.name}}, I am sorry that your parcel is late. I have asked the carrier where it is and will write to you again under number {{ticket.number}} within one working day.',
          'zh-CN': '{{customer.name}}您好，很抱歉包裹延误了。我已向快递公司查询，一个工作日内会就工单 {{ticket.number}} 再次回复您。',
          'zh-TW': '{{customer.name}}您好，很抱歉包裹延誤了。我已向物流公司查詢，一個工作天內會就工單 {{ticket.number}} 再回覆您。',
        },
      },
      { do: 'set_state', state: 'on_hold' },
    ],
  },
  {
    title: '升级投诉 Escalate a complaint',
    folder: 'Complaints',
    uses: { emily: 4, yating: 6, min: 3 },
    actions: [
      { do: 'set_type', type: 'complaint' },
      { do: 'set_priority', priority: 'urgent' },
      { do: 'add_tags', tags: ['escalated'] },
      { do: 'assign_team', team: 'aftersales' },
      { do: 'note', texts: { en: 'Escalated by {{agent.name}}. Please call before noon and offer a replacement first.', 'zh-CN': '由{{agent.name}}升级。请在中午前致电，先提出换货方案。' } },
    ],
  },
  {
    title: '等客户照片 Ask for photos',
    folder: 'Returns',
    uses: { emily: 8, xiaowen: 19, jiahao: 14 },
    actions: [
      { do: 'add_tags', tags: ['photos'] },
      {
        do: 'reply',
        texts: {
          en: 'Could you send us two photos, please: one of the damage and one of the label on the parcel? Then we can decide today.',
          'zh-CN': '麻烦您发两张照片：一张损坏处，一张快递面单。收到后我们今天就能处理。',
          'zh-TW': '麻煩您傳兩張照片：一張損壞處，一張包裹標籤。收到後我們今天就能處理。',
        },
      },
      { do: 'set_sub_state', subState: 'waiting_for_photo' },
    ],
  },
  {
    title: '手冲壶漏水 Kettle leaks',
    folder: 'Products',
    uses: { emily: 6, xiaowen: 11, min: 4 },
    actions: [
      { do: 'set_type', type: 'problem' },
      { do: 'set_field', key: 'product', value: 'kettle' },
      { do: 'set_field', key: 'batch', value: 'B09' },
      { do: 'set_field', key: 'reason', value: ['leaks'] },
      { do: 'note', texts: { en: 'Batch B09: the seal is with the supplier. Do not promise a date yet.', 'zh-CN': 'B09 批次：密封圈问题已转供应商，暂不承诺时间。', 'zh-TW': 'B09 批次：密封圈問題已轉供應商，暫不承諾時間。' } },
      { do: 'set_sub_state', subState: 'with_the_supplier' },
    ],
  },
  {
    title: '转中文组 To the Chinese team',
    folder: 'Routing',
    uses: { emily: 15, jonas: 7 },
    actions: [{ do: 'assign_team', team: 'chinese' }, { do: 'add_tags', tags: ['chinese'] }],
  },
  {
    title: '致谢并解决 Thank and solve',
    folder: 'Closings',
    uses: { emily: 26, xiaowen: 22, min: 5 },
    actions: [
      { do: 'reply', texts: { en: 'Thank you, {{customer.name}}! I am glad it worked out. Just write again if anything is left.', 'zh-CN': '感谢{{customer.name}}！问题解决了就好，如有其他需要请随时联系我们。', 'zh-TW': '謝謝{{customer.name}}！很高興問題解決了，若還有需要請隨時與我們聯絡。' } },
      { do: 'set_state', state: 'solved' },
    ],
  },
];
