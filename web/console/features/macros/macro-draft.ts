import type { Macro, MacroAction, MacroDraft } from '#contracts/macros.js';
import { emptyTrait, isTrait, isTraitSaid } from '../../app/fields/step.rules.js';

/** A macro as it is sent to be saved. */
export const draftOf = ({ title, folder, scope, team, actions }: Macro): MacroDraft => ({ title, folder, scope, teamId: team?.id ?? null, actions });

export const KINDS = ['set_state', 'set_priority', 'set_type', 'add_tags', 'remove_tags', 'assign', 'assign_person', 'assign_team', 'set_field', 'set_sub_state', 'set_spam', 'reply', 'note'] as const satisfies readonly MacroAction['do'][];

/** A new action of a kind; what has to be chosen still is empty. */
export function emptyAction(kind: MacroAction['do']): MacroAction {
  switch (kind) {
    case 'set_field':
    case 'set_sub_state':
      return emptyTrait(kind);
    case 'set_state':
      return { do: kind, state: 'pending' };
    case 'set_priority':
      return { do: kind, priority: 'high' };
    case 'set_type':
      return { do: kind, type: 'problem' };
    case 'add_tags':
    case 'remove_tags':
      return { do: kind, tags: [] };
    case 'assign':
      return { do: kind, to: 'me' };
    case 'assign_person':
      return { do: kind, accountId: '' };
    case 'assign_team':
      return { do: kind, teamId: '' };
    case 'set_spam':
      return { do: kind, spam: true };
    case 'reply':
    case 'note':
      return { do: kind, texts: {} };
  }
}

/** Whether an action says everything it needs to. */
export function isComplete(action: MacroAction): boolean {
  if (isTrait(action)) return isTraitSaid(action);
  if ('tags' in action) return action.tags.length > 0;
  if ('accountId' in action) return action.accountId !== '';
  if ('teamId' in action) return action.teamId !== '';
  if ('texts' in action) return Object.values(action.texts).some((text) => text !== undefined && text.trim() !== '');
  return true;
}

/** Without what is only white space. */
export function trimmed(action: MacroAction): MacroAction {
  if (!('texts' in action)) return action;
  return { ...action, texts: Object.fromEntries(Object.entries(action.texts).flatMap(([locale, text]) => (text?.trim() ? [[locale, text.trim()]] : []))) };
}
