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
  { name: 'Waiting for customers', shows: { view: 'all', filter: { states: ['pending'] }, sort: 'recent' } },
  { name: '等待答复', team: 'chinese', shows: { view: 'team', filter: { waiting: true } } },
  { name: '待回电 Callbacks due', shows: { view: 'due', filter: { callbacks: 'any' } } },
  { name: '垃圾信息 Spam', shows: { view: 'all', filter: { spam: true }, sort: 'recent' } },
  { name: 'My unread', owner: 'emily', shows: { view: 'mine', filter: { unread: true } } },
];
