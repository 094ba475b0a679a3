import { BROWSERS } from './browsers.js';
import type { DemoGuest } from './demo.types.js';

/** Somebody who writes soon after the console is opened, so that there is somebody to answer. */
export interface DemoVisitorScript {
  /** A customer of the story, or a stranger. Strangers say in their name that they are a demo. */
  readonly by: string | DemoGuest;
  readonly page: readonly [path: string, title: string];
  /** What is said unasked: seconds after the line before, and the words. */
  readonly opening: readonly (readonly [afterSeconds: number, text: string])[];
  /** What is said after each answer of an agent, in turn. */
  readonly replies: readonly string[];
}

export const DEMO_VISITORS: readonly DemoVisitorScript[] = [
  {
    by: 'anna',
    page: ['/products/ember-gooseneck-kettle', 'Ember gooseneck kettle 1.0 L'],
    opening: [
      [4, 'Hi, it is about my Ember kettle from order A1047. The leak at the spout got worse: there was a puddle on the counter this morning.'],
      [16, 'I know that a new one is reserved for me, but I would rather send this one back now and have the money.'],
      [24, 'I paid 329.00, and there was a 40.00 voucher on the order. How much do I get back?'],
    ],
    replies: [
      'Thank you for answering so quickly! It is unplugged and empty. The number under the base is still B09.',
      'That makes sense. Do I need the original box? I threw it away weeks ago.',
      'Good to know. And when will I see the money on my card?',
      'Perfect, that answers everything. Thank you for your help!',
    ],
  },
  {
    by: { name: 'Demo visitor Ben', locale: 'en', zone: 'America/New_York', browser: BROWSERS.chromeWindows },
    page: ['/account/orders', 'My orders'],
    opening: [
      [4, 'Hello, my parcel A1070 says "delivered", but there is nothing at my door.'],
      [15, 'I asked the neighbours on both sides. Nobody has it.'],
      [22, 'It is a birthday present for Saturday, so I am a little nervous. What can we do?'],
    ],
    replies: [
      'Thank you, that was quick. The street and number in the order are right, I have just checked.',
      'Yes, please send a second one. With a signature this time, if that is possible.',
      'Great. Shall I refuse the first one if it turns up after all?',
      'Will do. Thank you, you have saved the birthday!',
    ],
  },
  {
    by: { name: '演示访客 小雨', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.android },
    page: ['/products/meridian-carry-on', 'Meridian 登机箱 38 L'],
    opening: [
      [4, '你好，想买登机箱，下周三要出差，今天下单来得及吗？'],
      [18, '收货地址在成都'],
      [22, '颈枕可以放在一起寄吗，运费怎么算'],
    ],
    replies: ['好的，谢谢这么快回复！', '明白了。那发票能一起开吗？', '可以的，我现在就下单', '没有别的问题了，谢谢～'],
  },
  {
    by: { name: '示範訪客 品妤', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.iphone },
    page: ['/products/fjell-rain-shell', 'Fjell 防水外套'],
    opening: [
      [4, '不好意思，想問防水外套的尺寸'],
      [14, '我身高 158、肩膀比較寬，平常外套穿 M'],
      [22, '裡面會加一件刷毛，這樣要拿 M 還是 L 呀？'],
    ],
    replies: ['了解，謝謝！那袖子會不會太長？', '好的～如果收到不合身可以換嗎？', '太好了，那我就先下單囉', '沒問題了，謝謝你！'],
  },
];
