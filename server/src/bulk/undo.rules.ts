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
});
export type TicketFacts = z.infer<typeof TicketFacts>;

/** What an undo puts back; absent: it stays. */
export interface Restoration {
  readonly state?: string;
  readonly priority?: TicketFacts['priority'];
  readonly type?: TicketFacts['type'];
  readonly tags?: readonly string[];
  readonly spam?: boolean;
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
  const restored = {
    ...(back(wasState, after.state, now.state) ? { state: wasState } : {}),
    ...(back(before.priority, after.priority, now.priority) ? { priority: before.priority } : {}),
    ...(back(before.type, after.type, now.type) ? { type: before.type } : {}),
    ...(moved ? { tags } : {}),
    ...(back(before.spam, after.spam, now.spam) ? { spam: before.spam } : {}),
    ...(back(holder(before), holder(after), holder(now)) ? { holder: { assigneeId: before.assigneeId, teamId: before.teamId } } : {}),
  };
  return { ...restored, left };
}

/** The facts of a row. */
export const factsOf = ({ spamAt, ...row }: Record<string, unknown> & { readonly spamAt: Date | null }): TicketFacts => TicketFacts.parse({ ...row, spam: spamAt !== null });
