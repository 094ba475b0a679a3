import type { MacroAction } from '#contracts/macros.js';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { Segments } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { emptyTrait, isTraitSaid, type TraitAction } from '../../app/fields/step.rules.js';
import { TraitStep } from '../../app/fields/trait-step.js';

interface Props {
  count: number;
  /** What the person may change; at least one of them. */
  kinds: readonly TraitAction['do'][];
  onDo: (action: MacroAction) => void;
  onClose: () => void;
}

/** A field that many tickets have filled in or emptied, or a sub-state that they get. */
export default function BulkTraits({ count, kinds, onDo, onClose }: Props) {
  const { t } = useTranslation('bulk');
  const [action, setAction] = useState<TraitAction>(() => emptyTrait(kinds[0] ?? 'set_field'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isTraitSaid(action)) onDo(action);
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('traitsTitle', { count })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="bulk-traits" look="primary" disabled={!isTraitSaid(action)}>
            {t('apply')}
          </Button>
        </>
      }
    >
      <form id="bulk-traits" onSubmit={submit} className="flex flex-col gap-4">
        {kinds.length > 1 && (
          <Segments
            label={t('what')}
            value={action.do}
            options={kinds.map((value) => ({ value, label: t(value === 'set_field' ? 'field' : 'subState') }))}
            onChange={(kind) => setAction(emptyTrait(kind))}
          />
        )}
        <TraitStep action={action} onChange={setAction} />
      </form>
    </Dialog>
  );
}
