import type { PersonKey, TeamKey } from './demo.types.js';

interface DemoTemplate {
  readonly title: string;
  readonly folder: string;
  readonly team?: TeamKey;
  readonly owner?: PersonKey;
  readonly uses: number;
  /** The shape is `TemplateContent` of contracts/ticket-templates.ts; `goesTo` in place of a team's identifier. */
  readonly opens: Readonly<Record<string, unknown>>;
  readonly goesTo?: TeamKey;
}

/** What this shop's people open themselves, again and again. */
export const TEMPLATES: readonly DemoTemplate[] = [
  {
    title: '水壶漏水 Leaking kettle', folder: 'Ember kettle', uses: 23, goesTo: 'aftersales',
    opens: {
      subject: 'Ember kettle leaks', type: 'problem', priority: 'high', tags: ['kettle'], fields: { product: 'kettle', reason: ['leaks'] },
      message: { text: 'Batch on the base (B..):\nSince when, and where does it leak:\nPhoto asked for: yes / no\nWants: refund / new kettle', internal: true },
    },
  },
  {
    title: '批发询价 Wholesale enquiry', folder: 'Sales', team: 'presales', uses: 6,
    opens: { subject: null, type: 'question', priority: 'normal', tags: ['b2b'], message: { text: 'Which product, how many, with whose logo:\nDelivery where and by when:', internal: true } },
  },
  {
    title: '包裹查询 Parcel search', folder: 'Shipping', uses: 14,
    opens: { subject: 'Where is the parcel?', type: 'task', priority: 'normal', tags: ['parcel'], fields: { reason: ['late'] }, message: { text: 'Northline asked on:\nAnswer expected by:', internal: true } },
  },
];
