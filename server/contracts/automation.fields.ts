/**
 * What a rule may ask, and when: a table without a validator, because the console builds its form from it too.
 * `choice`: one of a few or several named things; `words`: what somebody wrote; `number`: a count; `yes`: holds or not.
 */
export const EVENT_TRIGGERS = [
  'opened', 'customer_wrote', 'staff_answered', 'state_changed', 'assignee_changed', 'priority_changed', 'type_changed', 'tags_changed', 'rated_badly', 'due_warned', 'due_breached',
] as const;
export type EventTrigger = (typeof EVENT_TRIGGERS)[number];

/** Since when a clock of a rule runs; it stops when the fact is no more. */
export const TIME_FACTS = ['opened', 'pending', 'on_hold', 'solved', 'unassigned', 'customer_waits', 'customer_word', 'staff_word'] as const;
export type TimeFact = (typeof TIME_FACTS)[number];

export const CONDITION_FIELDS = {
  state: { kind: 'choice', empty: false },
  priority: { kind: 'choice', empty: false },
  type: { kind: 'choice', empty: false },
  tags: { kind: 'choice', empty: true },
  team: { kind: 'choice', empty: true },
  assignee: { kind: 'choice', empty: true },
  channel: { kind: 'choice', empty: false },
  channel_kind: { kind: 'choice', empty: false },
  language: { kind: 'choice', empty: false },
  subject: { kind: 'words', empty: true },
  /** What the customer said last. */
  text: { kind: 'words', empty: true },
  customer_name: { kind: 'words', empty: true },
  customer_email: { kind: 'words', empty: true },
  customer_verified: { kind: 'yes', empty: false },
  earlier_tickets: { kind: 'number', empty: false },
  /** The customer waits for an answer. */
  waiting: { kind: 'yes', empty: false },
  /** The team's opening hours, now. */
  open_now: { kind: 'yes', empty: false },
  /** What a change replaced; unknown for whatever was no such change. */
  state_before: { kind: 'choice', empty: false },
  priority_before: { kind: 'choice', empty: false },
  type_before: { kind: 'choice', empty: false },
  assignee_before: { kind: 'choice', empty: true },
  /** Which of the due times was warned of or broken. */
  due: { kind: 'choice', empty: false },
} as const satisfies Record<string, { kind: 'choice' | 'words' | 'number' | 'yes'; empty: boolean }>;
export type ConditionField = keyof typeof CONDITION_FIELDS;

export const CONDITION_OPS = {
  choice: ['is', 'is_not'],
  words: ['contains', 'contains_not'],
  number: ['at_least', 'at_most'],
  yes: ['holds', 'holds_not'],
} as const;
export type ConditionOp = (typeof CONDITION_OPS)[keyof typeof CONDITION_OPS][number];

/** Where nothing stands: nobody, no team, no tag. */
export const NOTHING = 'none';

/** What each change tells of before it; other fields are known whenever a rule is asked. */
export const TOLD_BY: Readonly<Partial<Record<ConditionField, readonly EventTrigger[]>>> = {
  state_before: ['state_changed'],
  priority_before: ['priority_changed'],
  type_before: ['type_changed'],
  assignee_before: ['assignee_changed'],
  due: ['due_warned', 'due_breached'],
};
