import type { RuleAction } from '#contracts/automation.js';
import type { Permission } from '#contracts/permissions.js';
import type { Actor } from '../platform/actor.js';
import { Problem } from '../platform/problem.js';

const NEEDS: { readonly [D in RuleAction['do']]: Permission | null } = {
  assign_person: 'ticket.assign', assign_team: 'ticket.assign', unassign: 'ticket.assign', set_state: 'ticket.close', set_priority: 'ticket.edit', set_type: 'ticket.edit',
  add_tags: 'ticket.edit', remove_tags: 'ticket.edit', escalate: 'ticket.edit', reply: 'ticket.reply', note: 'ticket.note', notify: null, notify_person: null, need_skill: 'ticket.edit', route: 'ticket.assign', webhook: 'webhook.manage', set_field: 'ticket.edit', set_sub_state: 'ticket.close',
};

/** A rule meets every ticket: nobody lets it do what he may not do himself to each of them. @throws Problem permission/missing */
export function demandDeeds({ permissions }: Actor, actions: readonly RuleAction[]): void {
  const needed = ['ticket.read_all' as const, ...actions.flatMap((action) => NEEDS[action.do] ?? [])];
  const permission = needed.find((one) => !permissions.has(one));
  if (permission !== undefined) throw new Problem('permission/missing', { permission });
}
