import { nameIn } from '#contracts/custom-fields.rules.js';
import type { SubState } from '#contracts/sub-states.js';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { currentLocale } from '../../../client/i18n.js';
import { subStatesQuery } from '../../../client/sub-states.data.js';
import { useTexts } from '../use-texts.js';
import { FIELD_TEXTS } from './field-texts.js';
import { fieldName, valueText } from './field-words.js';
import { type TraitAction, valueOfLine } from './step.rules.js';

interface Told {
  readonly name: string;
  /** Null: it is emptied, or taken away. */
  readonly to: string | null;
}
type KeyedStep = { readonly do: string; readonly key: string | null; readonly from: string | null; readonly to: string | null };

/** Steps that touch fields and sub-states, by the names the organisation gave them. */
export function useTraitText() {
  const { t } = useTranslation('fields');
  const ready = useTexts('fields', FIELD_TEXTS);
  const fields = useQuery(customFieldsQuery).data?.items;
  const parts = useQuery(subStatesQuery).data?.items;
  const partName = (part: SubState): string => nameIn(part.names, currentLocale());

  /** Nothing is called gone before it was read what there is. */
  const told = (action: TraitAction): Told => {
    if (action.do === 'set_field') {
      const field = fields?.find(({ key }) => key === action.key);
      const known = ready && fields !== undefined;
      const name = field ? fieldName(field) : action.key === '' || !known ? '…' : t('step.gone');
      return { name, to: action.value === null ? null : action.value === '' || !known ? '…' : valueText(field, action.value) };
    }
    if (!ready) return { name: '…', to: action.subStateId === null ? null : '…' };
    const part = parts?.find(({ id }) => id === action.subStateId);
    const to = part ? t('step.part', { state: t(`sub.state.${part.state}`), to: partName(part) }) : action.subStateId === '' || !parts ? '…' : t('step.goneSubState');
    return { name: t('step.subState'), to: action.subStateId === null ? null : to };
  };
  const textOf = (action: TraitAction): string => {
    if (!ready) return '';
    const { name, to } = told(action);
    if (to === null) return action.do === 'set_field' ? t('step.clear', { name }) : t('step.noPart');
    return action.do === 'set_field' ? t('step.put', { name, to }) : to;
  };
  /** What a step of the server's replaced and put; null where it is none of these. */
  const changeOf = ({ do: deed, key, from, to }: KeyedStep): { name: string | null; from: string | null; to: string | null } | null => {
    if (deed === 'set_field') {
      const field = fields?.find((one) => one.key === key);
      const words = (line: string | null) => (line === null ? null : field ? valueText(field, valueOfLine(field.kind, line)) : line);
      return { name: field ? fieldName(field) : key, from: words(from), to: words(to) };
    }
    if (deed !== 'set_sub_state') return null;
    const named = (line: string | null) => {
      const part = parts?.find((one) => one.key === line);
      return part ? partName(part) : line;
    };
    return { name: null, from: named(from), to: named(to) };
  };
  return { told, textOf, changeOf };
}
