import type { PersonKey, TeamKey } from './demo.types.js';

interface DemoView {
  readonly name: string;
  readonly team?: TeamKey;
  readonly owner?: PersonKey;
  /** The shape is `ViewContent` of contracts/saved-views.ts. */
  readonly shows: Readonly<Record<string, unknown>>;
}

/** What this shop's people look at every morning. */
export const VIEWS: readonly DemoView[] = [
  { name: 'Urgent and high', shows: { view: 'all', filter: { priorities: ['urgent', 'high'] }, sort: 'priority' } },
  { name: '投诉 Complaints', shows: { view: 'all', filter: { types: ['complaint'] }, sort: 'due' } },
  {
    name: '产品问题 Products with problems',
    shows: {
      view: 'all',
      filter: { types: ['problem', 'complaint'] },
      columns: [
        { key: 'number', width: 72 }, { key: 'customer', width: 150 }, { key: 'subject', width: 280 }, { key: 'sub_state', width: 150 }, { key: 'field.product', width: 180 }, { key: 'field.batch', width: 80 },
        { key: 'field.reason', width: 170 }, { key: 'field.goodwill', width: 130 }, { key: 'assignee', width: 130 },
      ],
    },
  },
  { name: 'Waiting for customers', shows: { view: 'all', filter: { states: ['pending'] }, sort: 'recent' } },
  { name: '等待答复', team: 'chinese', shows: { view: 'team', filter: { waiting: true } } },
  { name: '待回电 Callbacks due', shows: { view: 'due', filter: { callbacks: 'any' } } },
  { name: '垃圾信息 Spam', shows: { view: 'all', filter: { spam: true }, sort: 'recent' } },
  { name: 'My unread', owner: 'emily', shows: { view: 'mine', filter: { unread: true } } },
];
