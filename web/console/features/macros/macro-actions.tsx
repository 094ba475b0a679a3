import type { MacroAction } from '#contracts/macros.js';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';
import { SelectField } from '../../../ui/field.js';
import { ActionValue } from './action-value.js';
import { emptyAction, KINDS } from './macro-draft.js';

/** An action with a name of its own, so that it keeps what was typed when it moves. */
export interface Step {
  readonly key: number;
  readonly action: MacroAction;
}
const MOST = 12;

/** The steps of a macro in their order: chosen, moved, taken away. */
export function MacroActionsField({ steps, onChange }: { steps: readonly Step[]; onChange: (steps: readonly Step[]) => void }) {
  const { t } = useTranslation('macros');
  const put = (place: number, action: MacroAction) => onChange(steps.map((step, at) => (at === place ? { ...step, action } : step)));
  const move = (place: number, by: -1 | 1) => onChange(steps.toSpliced(place, 1).toSpliced(place + by, 0, ...steps.slice(place, place + 1)));
  const add = () => onChange([...steps, { key: Math.max(0, ...steps.map((step) => step.key)) + 1, action: emptyAction('add_tags') }]);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-13 font-medium">{t('steps')}</legend>
      <p className="text-13 text-muted">{t('field.order')}</p>
      {steps.map(({ key, action }, at) => {
        const place = at + 1;
        return (
          <div key={key} className="flex flex-col gap-3 border-s-2 border-line ps-3">
            <div className="flex items-end gap-2">
              <SelectField
                className="min-w-0 flex-1"
                label={t('field.action', { place })}
                value={action.do}
                onChange={(event) => {
                  const kind = KINDS.find((one) => one === event.target.value);
                  if (kind) put(at, emptyAction(kind));
                }}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`do.${kind}`)}
                  </option>
                ))}
              </SelectField>
              <IconButton label={t('field.up', { place })} disabled={at === 0} onClick={() => move(at, -1)}>
                <ArrowUp size={16} aria-hidden />
              </IconButton>
              <IconButton label={t('field.down', { place })} disabled={place === steps.length} onClick={() => move(at, 1)}>
                <ArrowDown size={16} aria-hidden />
              </IconButton>
              <IconButton label={t('field.drop', { place })} disabled={steps.length === 1} onClick={() => onChange(steps.toSpliced(at, 1))}>
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </div>
            <ActionValue key={action.do} action={action} onChange={(next) => put(at, next)} />
          </div>
        );
      })}
      <Button className="self-start" icon={<Plus size={16} aria-hidden />} disabled={steps.length >= MOST} onClick={add}>
        {t('field.addAction')}
      </Button>
    </fieldset>
  );
}
