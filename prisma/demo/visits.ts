import type { Device } from '#contracts/visits.js';
import type { Locale } from '#contracts/common.js';
import type { z } from 'zod';

/** Somebody who walks through the shop while the demo is looked at, again and again with a pause. */
export interface DemoVisit {
  readonly key: string;
  /** A customer of the story who is signed in at the shop. */
  readonly customer?: string;
  readonly locale: Locale;
  readonly language: string;
  readonly device: z.infer<typeof Device>;
  readonly referrer: string | null;
  readonly nth: number;
  readonly knownDays: number;
  readonly pages: readonly (readonly [path: string, title: string, seconds: number])[];
  readonly pauseSeconds: number;
  /** What becomes of an invite; words are what is written in answer. */
  readonly invited: 'declines' | 'ignores' | { readonly writes: string };
}

const KETTLE = '/products/ember-gooseneck-kettle';
const CARRY_ON = '/products/meridian-carry-on';
const SHELL = '/products/fjell-rain-shell';

export const DEMO_VISITS: readonly DemoVisit[] = [
  {
    key: 'kettle-reader', locale: 'en', language: 'en-US', device: 'desktop', referrer: 'www.coffeeforum.example', nth: 1, knownDays: 0, pauseSeconds: 70,
    pages: [['/', 'Kitchen and travel goods', 40], ['/kitchen', 'Kitchen', 55], [KETTLE, 'Ember gooseneck kettle 1.0 L', 170], ['/returns', 'Returns and exchanges', 65], [KETTLE, 'Ember gooseneck kettle 1.0 L', 110]],
    invited: { writes: 'Oh, hello! Is the kettle in the shop from the new batch? I read about leaks.' },
  },
  {
    key: 'xinyi', customer: 'xinyi', locale: 'zh-CN', language: 'zh-CN', device: 'phone', referrer: null, nth: 6, knownDays: 240, pauseSeconds: 95,
    pages: [['/', '厨房与旅行用品', 30], ['/travel', '旅行', 45], [CARRY_ON, 'Meridian 登机箱 38 L', 205], ['/cart', '购物车', 60]],
    invited: { writes: '在的，想问登机箱的轮子能单独买吗？' },
  },
  {
    key: 'shell-looker', locale: 'zh-TW', language: 'zh-TW', device: 'phone', referrer: 'www.hikingtw.example', nth: 2, knownDays: 9, pauseSeconds: 120,
    pages: [['/travel', '旅行', 35], [SHELL, 'Fjell 防水外套', 150], ['/size-guide', '尺寸表', 95], [SHELL, 'Fjell 防水外套', 80]],
    invited: 'declines',
  },
  {
    key: 'german-buyer', locale: 'en', language: 'de-DE', device: 'desktop', referrer: 'www.kaffee-test.example', nth: 1, knownDays: 0, pauseSeconds: 150,
    pages: [[KETTLE, 'Ember gooseneck kettle 1.0 L', 120], ['/shipping', 'Shipping and duties', 140], ['/cart', 'Cart', 75]],
    invited: 'ignores',
  },
  {
    key: 'gift-finder', locale: 'en', language: 'en-US', device: 'tablet', referrer: null, nth: 3, knownDays: 31, pauseSeconds: 60,
    pages: [['/', 'Kitchen and travel goods', 50], ['/gifts', 'Gifts under 50', 130], [CARRY_ON, 'Meridian carry-on 38 L', 90], ['/gifts', 'Gifts under 50', 110]],
    invited: 'declines',
  },
];
