import type { FieldValue } from '#contracts/common.js';
import type { CustomField, FieldKind } from '#contracts/custom-fields.js';
import type { SetField, SetSubState } from '#contracts/macros.js';

/** A step of a macro, a rule or a change of many that touches what is the organisation's own. */
export type TraitAction = SetField | SetSubState;
export const isTrait = (action: { readonly do: string }): action is TraitAction => action.do === 'set_field' || action.do === 'set_sub_state';

/** What has to be chosen still is empty; null is chosen: it empties. */
export const emptyTrait = (kind: TraitAction['do']): TraitAction => (kind === 'set_field' ? { do: kind, key: '', value: '' } : { do: kind, subStateId: '' });
export const isTraitSaid = (action: TraitAction): boolean => (action.do === 'set_field' ? action.key !== '' && action.value !== '' && !(Array.isArray(action.value) && action.value.length === 0) : action.subStateId !== '');

/** A value that came as one line, as steps are told. */
export function valueOfLine(kind: FieldKind, line: string): FieldValue {
  switch (kind) {
    case 'number':
      return Number(line);
    case 'yes_no':
      return line === 'true';
    case 'multi_choice':
      return line.split(', ');
    case 'text':
    case 'date':
    case 'choice':
    case 'link':
      return line;
  }
}

/** What may be chosen still, and what is chosen already, whatever became of it. */
export const offered = <T extends Pick<CustomField, 'retiredAt'>>(all: readonly T[], isChosen: (one: T) => boolean): T[] => all.filter((one) => one.retiredAt === null || isChosen(one));
