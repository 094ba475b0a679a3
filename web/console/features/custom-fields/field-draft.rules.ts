import type { CustomField, CustomFieldDraft, FieldCondition, FieldKind } from '#contracts/custom-fields.js';

export const KINDS: readonly FieldKind[] = ['text', 'choice', 'multi_choice', 'yes_no', 'number', 'date', 'link'];

export const blankField = (): CustomFieldDraft => ({ kind: 'text', names: {}, options: [], multiline: false, decimals: 0, min: null, max: null, required: 'never', hidden: false, when: null });

export const draftOf = ({ kind, names, options, multiline, decimals, min, max, required, hidden, when }: CustomField): CustomFieldDraft => ({
  kind,
  names,
  options,
  multiline,
  decimals,
  min,
  max,
  required,
  hidden,
  when,
});

/** Names that were left empty are none. */
const filled = (names: CustomFieldDraft['names']): CustomFieldDraft['names'] => Object.fromEntries(Object.entries(names).flatMap(([locale, name]) => (name.trim() === '' ? [] : [[locale, name.trim()]])));

/** As it is sent: what another kind would ask for is left out, and so are names and options without a word. */
export function tidied(draft: CustomFieldDraft): CustomFieldDraft {
  const choice = draft.kind === 'choice' || draft.kind === 'multi_choice';
  const number = draft.kind === 'number';
  return {
    ...draft,
    names: filled(draft.names),
    options: choice ? draft.options.map((option) => ({ ...option, names: filled(option.names) })).filter((option) => option.key !== undefined || Object.keys(option.names).length > 0) : [],
    multiline: draft.kind === 'text' && draft.multiline,
    decimals: number ? draft.decimals : 0,
    min: number ? draft.min : null,
    max: number ? draft.max : null,
    when: draft.when && draft.when.of.length > 0 ? draft.when : null,
  };
}

/** A condition just begun; it asks nothing until something is named. */
export const blankCondition = (by: FieldCondition['by'], key = ''): FieldCondition => (by === 'field' ? { by, key, in: [] } : { by, in: [] });

/** Whether it can be sent: a condition that names nothing holds for nothing. */
export const isSaid = (condition: FieldCondition): boolean => (condition.by === 'field' ? condition.key !== '' : condition.in.length > 0);
