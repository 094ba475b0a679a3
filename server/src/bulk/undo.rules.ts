import { FieldKey, FieldValue } from '#contracts/common.js';
import type { MacroAction } from '#contracts/macros.js';
import * as z from 'zod';

/** What a change can replace on a ticket. */
export const TicketFacts = z.strictObject({
  state: z.string(),
  priority: z.enum(['low', 'normal', 'high', 'urgent']),
  type: z.enum(['question', 'problem', 'complaint', 'task']),
  tags: z.array(z.string()),
  assigneeId: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  spam: z.boolean().default(false),
  subStateId: z.uuid().nullable().default(null),
  /** Only fields that the change puts a value into; null where nothing stands. */
  fields: z.record(FieldKey, FieldValue.nullable()).default({}),
});
export type TicketFacts = z.infer<typeof TicketFacts>;

/** What an undo puts back; absent: it stays. */
export interface Restoration {
  readonly state?: string;
  readonly priority?: TicketFacts['priority'];
  readonly type?: TicketFacts['type'];
  readonly tags?: readonly string[];
  readonly spam?: boolean;
  /** The part of the state that the ticket has in the end. */
  readonly subState?: { readonly id: string | null };
  readonly fields?: Readonly<Record<string, FieldValue | null>>;
  readonly holder?: { readonly assigneeId: string | null; readonly teamId: string | null };
  /** Something was changed since, and is left as it is. */
  readonly left: boolean;
}

/** Takes back what a change replaced, wherever it still stands as the change left it. */
export function restorationOf(before: TicketFacts, after: TicketFacts, now: TicketFacts): Restoration {
  let left = false;
  /** Whether this part was changed, is still so, and goes back. */
  const back = <T>(was: T, became: T, is: T): boolean => {
    if (was === became || is === was) return false;
    if (is !== became) left = true;
    return is === became;
  };
  const holder = (facts: TicketFacts) => `${facts.assigneeId} ${facts.teamId}`;
  const added = after.tags.filter((tag) => !before.tags.includes(tag));
  const taken = before.tags.filter((tag) => !after.tags.includes(tag));
  // Tags others have put or taken since are theirs.
  const tags = [...now.tags.filter((tag) => !added.includes(tag)), ...taken.filter((tag) => !now.tags.includes(tag))];
  const moved = tags.length !== now.tags.length || tags.some((tag) => !now.tags.includes(tag));
  // A ticket is new once.
  const wasState = before.state === 'new' ? 'open' : before.state;
  const movesBack = back(wasState, after.state, now.state);
  // A part belongs to its state: it goes back only where that does, or stands.
  const partWasMoved = back(before.subStateId, after.subStateId, now.subStateId);
  const partGoesBack = before.state === wasState && (movesBack || (partWasMoved && now.state === wasState));
  const fields = Object.entries(before.fields).filter(([key, was]) => back(spoken(was), spoken(heldIn(after, key)), spoken(heldIn(now, key))));
  const restored = {
    ...(movesBack ? { state: wasState } : {}),
    ...(partGoesBack ? { subState: { id: before.subStateId } } : {}),
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
    ...(back(before.priority, after.priority, now.priority) ? { priority: before.priority } : {}),
    ...(back(before.type, after.type, now.type) ? { type: before.type } : {}),
    ...(moved ? { tags } : {}),
    ...(back(before.spam, after.spam, now.spam) ? { spam: before.spam } : {}),
    ...(back(holder(before), holder(after), holder(now)) ? { holder: { assigneeId: before.assigneeId, teamId: before.teamId } } : {}),
  };
  return { ...restored, left };
}

// A key may be called like something every object has.
const heldIn = ({ fields }: TicketFacts, key: string): FieldValue | null => (Object.hasOwn(fields, key) ? (fields[key] ?? null) : null);
const spoken = (value: FieldValue | null): string => JSON.stringify(value);

/** The facts of a row, and what stands in the fields that a change puts values into. */
export const factsOf = ({ spamAt, ...row }: Record<string, unknown> & { readonly spamAt: Date | null }, fields: TicketFacts['fields']): TicketFacts => TicketFacts.parse({ ...row, fields, spam: spamAt !== null });

/** The fields that these actions put values into. */
export const keysIn = (actions: readonly MacroAction[]): string[] => [...new Set(actions.flatMap((action) => (action.do === 'set_field' ? [action.key] : [])))];
