import type { RuleDraft, RuleStep } from '#contracts/automation.js';
import type { Prisma } from '../generated/client.js';

export interface DemoRule {
  readonly draft: RuleDraft;
  /** The endpoint of the demo that it tells after all else, by its description. */
  readonly tells?: string;
  readonly isOn: boolean;
  /** Tickets of the last week on which it ran, and what it did there. */
  readonly ranOn: Prisma.TicketWhereInput;
  readonly did: readonly (Pick<RuleStep, 'do' | 'outcome'> & Partial<RuleStep>)[];
}

/** Five that help a shop of this size, as its manager set them up; three are switched off, to be tried. */
export const RULES: readonly DemoRule[] = [
  {
    draft: {
      name: '壶嘴漏水 Leaking kettle',
      when: { on: 'event', event: 'opened' },
      conditions: { match: 'any', items: [{ field: 'subject', op: 'contains', values: ['leak', 'spout', '漏水'] }, { field: 'text', op: 'contains', values: ['kettle leaks', '水壶漏水', '手沖壺漏水'] }] },
      actions: [{ do: 'add_tags', tags: ['kettle'] }, { do: 'set_type', type: 'problem' }],
    },
    isOn: false,
    ranOn: { tags: { has: 'kettle' }, OR: [{ subject: { contains: 'leak', mode: 'insensitive' } }, { subject: { contains: 'spout', mode: 'insensitive' } }] },
    did: [{ do: 'add_tags', outcome: 'changes', to: 'kettle' }, { do: 'set_type', outcome: 'changes', from: 'question', to: 'problem' }],
  },
  {
    draft: { name: '差评跟进 Bad rating', when: { on: 'event', event: 'rated_badly' }, conditions: { match: 'all', items: [] }, actions: [{ do: 'notify', to: 'leads' }] },
    isOn: true,
    ranOn: { ratings: { some: { score: { lte: 2 } } } },
    did: [{ do: 'notify', outcome: 'changes' }],
  },
  {
    draft: {
      name: '紧急工单提醒 Urgent tickets',
      when: { on: 'event', event: 'priority_changed' },
      conditions: { match: 'all', items: [{ field: 'priority', op: 'is', values: ['urgent'] }, { field: 'priority_before', op: 'is_not', values: ['urgent'] }] },
      actions: [{ do: 'notify', to: 'assignee' }, { do: 'notify', to: 'leads' }],
    },
    isOn: true,
    ranOn: { priority: 'urgent' },
    did: [{ do: 'notify', outcome: 'refused', code: 'rule/nobody_to_tell' }, { do: 'notify', outcome: 'changes' }],
  },
  {
    draft: {
      name: '等太久 Waiting too long',
      when: { on: 'time', since: 'customer_waits', minutes: 240, hours: 'opening' },
      conditions: { match: 'all', items: [{ field: 'priority', op: 'is_not', values: ['urgent'] }, { field: 'team', op: 'is_not', values: ['none'] }] },
      actions: [{ do: 'escalate' }],
    },
    isOn: false,
    ranOn: { priority: 'high' },
    did: [{ do: 'escalate', outcome: 'changes', from: 'normal', to: 'high' }],
  },
  {
    draft: {
      name: '漏水报仓库 Leaks to the warehouse',
      when: { on: 'event', event: 'tags_changed' },
      conditions: { match: 'all', items: [{ field: 'tags', op: 'is', values: ['kettle'] }, { field: 'type', op: 'is', values: ['problem', 'complaint'] }] },
      actions: [],
    },
    tells: '仓库 Warehouse',
    isOn: false,
    ranOn: { tags: { has: 'kettle' } },
    did: [{ do: 'webhook', outcome: 'refused', code: 'webhook/off', to: '仓库 Warehouse' }],
  },
];
