import { BROWSERS } from './browsers.js';
import type { DemoCustomer, DemoPerson } from './demo.types.js';

export const PEOPLE: readonly DemoPerson[] = [
  { key: 'emily', name: 'Emily Carter', mailbox: 'emily.carter', role: 'agent', teams: ['aftersales'], locale: 'en', capacity: 4, card: true },
  { key: 'yating', name: '林雅婷', mailbox: 'yating.lin', role: 'lead', teams: ['aftersales', 'chinese'], locale: 'zh-TW', capacity: 3, card: true },
  { key: 'jonas', name: 'Jonas Becker', mailbox: 'jonas.becker', role: 'manager', teams: ['presales', 'aftersales'], locale: 'en', capacity: 2, card: true },
  { key: 'zhiyuan', name: '王志远', mailbox: 'zhiyuan.wang', role: 'admin', teams: [], locale: 'zh-CN', capacity: 1, card: true },
  { key: 'marcus', name: 'Marcus Reed', mailbox: 'marcus.reed', role: 'agent', teams: ['presales'], locale: 'en', capacity: 4 },
  { key: 'lena', name: 'Lena Hoffmann', mailbox: 'lena.hoffmann', role: 'agent', teams: ['presales', 'aftersales'], locale: 'en', capacity: 4 },
  { key: 'xiaowen', name: '陈晓雯', mailbox: 'xiaowen.chen', role: 'agent', teams: ['chinese'], locale: 'zh-CN', capacity: 5 },
  { key: 'jiahao', name: '張家豪', mailbox: 'jiahao.chang', role: 'agent', teams: ['chinese'], locale: 'zh-TW', capacity: 5 },
  { key: 'min', name: '周敏', mailbox: 'min.zhou', role: 'lead', teams: ['chinese', 'presales'], locale: 'zh-CN', capacity: 3 },
  { key: 'ruth', name: 'Ruth Adler', mailbox: 'ruth.adler', role: 'light', teams: ['aftersales'], locale: 'en', capacity: 0 },
];

export const CUSTOMERS: readonly DemoCustomer[] = [
  { key: 'lukas', subject: 'c-20931', name: 'Lukas Brandt', email: 'lukas.brandt@posteo.example', locale: 'en', zone: 'Europe/Berlin', browser: BROWSERS.firefoxLinux, orderNumber: 'A1052' },
  { key: 'jing', subject: 'c-20417', name: '陈静', email: 'chenjing88@mail.example', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.android, orderNumber: 'A1039' },
  { key: 'yijun', subject: 'c-20688', name: '林怡君', email: 'yijun.lin@mail.example', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.iphone, orderNumber: 'A1061' },
  { key: 'anna', subject: 'c-20145', name: 'Anna Lindgren', email: 'anna.lindgren@mail.example', locale: 'en', zone: 'America/Chicago', browser: BROWSERS.safariMac, orderNumber: 'A1047' },
  { key: 'derek', subject: 'c-19876', name: 'Derek Olsen', email: 'derek.olsen@mail.example', locale: 'en', zone: 'America/Denver', browser: BROWSERS.chromeWindows },
  { key: 'priya', subject: 'c-20054', name: 'Priya Raman', email: 'priya.raman@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.iphone },
  { key: 'tom', subject: 'c-20502', name: 'Tom Whitaker', email: 'tom.whitaker@mail.example', locale: 'en', zone: 'America/Los_Angeles', browser: BROWSERS.android },
  { key: 'sabine', subject: 'c-20777', name: 'Sabine Vogel', email: 'sabine.vogel@web.example', locale: 'en', zone: 'Europe/Berlin', browser: BROWSERS.edgeWindows },
  { key: 'haoran', subject: 'c-20360', name: '刘浩然', email: 'liuhaoran@mail.example', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.chromeWindows },
  { key: 'xinyi', subject: 'c-20593', name: '赵欣怡', email: 'zhaoxinyi@mail.example', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.iphone },
  { key: 'zhihong', subject: 'c-20240', name: '黃志宏', email: 'zhihong.huang@mail.example', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.chromeWindows },
  { key: 'peixuan', subject: 'c-20815', name: '吳佩璇', email: 'peixuan.wu@mail.example', locale: 'zh-TW', zone: 'Asia/Taipei', browser: BROWSERS.android },
];
