import type { DemoMailThread, PersonKey } from './demo.types.js';

/** Mail that is no matter of its own: a second mail about the same, and what nobody asked for. */
export const STANDING_THREADS: readonly DemoMailThread[] = [
  {
    from: { name: 'Deirdre Walsh', address: 'deirdre@walshandco.example', locale: 'en', zone: 'Europe/Dublin' }, team: 'aftersales', agent: 'emily', subject: 'A1031 once more', when: [1, '10:22'], state: 'open',
    words: [
      { by: 'in', minutes: 0, text: 'Hello again,\n\nI could not find my first mail, so once more: the refund of 84.90 for order A1031 is still not on my card. The bank asks for a reference.\n\nDeirdre Walsh' },
      { by: 'out', minutes: 34, text: 'Dear Deirdre,\n\nI have both of your mails and go on in the first one, so that everything is in one place. The reference for your bank follows there.' },
    ],
  },
  {
    from: { name: 'Ranking Rocket', address: 'hello@ranking-rocket.example', locale: 'en', zone: 'UTC' }, team: 'presales', subject: 'Your shop on page 1 in 7 days', when: [2, '04:41'], state: 'new',
    words: [{ by: 'in', minutes: 0, text: 'Dear owner,\n\nwe looked at your web site and found 37 errors. Our experts bring you to page 1 in 7 days or your money back.\n\nReply YES for the price list.' }],
  },
  {
    from: { name: '财税代办', address: 'kaipiao@daiban.example', locale: 'zh-CN', zone: 'Asia/Shanghai' }, team: 'chinese', subject: '各类发票代开，当天出票', when: [1, '16:08'], state: 'new',
    words: [{ by: 'in', minutes: 0, text: '尊敬的老板您好：\n\n本公司长期代开各类发票，税点低，当天出票，欢迎来电洽谈。' }],
  },
];

/** Merged by whom: the subject of the one into the subject of the other. */
export const MERGED = [{ by: 'emily', from: 'A1031 once more', into: 'Refund for A1031 not on my card' }] as const;
/** Marked as spam by whom. */
export const SPAM = [
  { by: 'marcus', subject: 'Your shop on page 1 in 7 days' },
  { by: 'xiaowen', subject: '各类发票代开，当天出票' },
] as const;

/** Given by a colleague. */
export const GIVEN: readonly { readonly by: PersonKey; readonly to: PersonKey; readonly subject: string }[] = [
  { by: 'yating', to: 'emily', subject: 'Kettle lid does not close, wants to know before returning it' },
];

/** What they keep an eye on without having it. */
export const FOLLOWED: readonly { readonly by: PersonKey; readonly subject: string }[] = [
  { by: 'emily', subject: 'Refund for A1031 not on my card' },
  { by: 'emily', subject: 'Leak at the spout seam, replacement from B11' },
  { by: 'jonas', subject: 'Wasserkocher tropft – schon wieder' },
  { by: 'yating', subject: 'Leak at the spout seam, replacement from B11' },
];

/** One fault that several customers met: what the others are to the first of them. */
export const RELATED = [
  { by: 'emily', of: 'Leak at the spout seam, replacement from B11', other: 'Gap at the spout of the kettle', kind: 'child' },
  { by: 'yating', of: 'Leak at the spout seam, replacement from B11', other: '细口壶壶嘴渗水', kind: 'child' },
  { by: 'emily', of: 'Leak at the spout seam, replacement from B11', other: 'Wasserkocher tropft – schon wieder', kind: 'child' },
  { by: 'jonas', of: 'Leak at the spout seam, replacement from B11', other: 'Kettle leaked and tripped a socket', kind: 'related' },
] as const;

/** A word in passing that became a matter of its own. */
export const SPLITS = [{ by: 'min', from: 'A1030 开公司抬头发票', word: '收到。另外以后能不能自动开？', subject: '希望自动开具发票' }] as const;
