import type { Settings } from '#contracts/settings.js';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { SettingBlock } from '../../../ui/setting.js';
import { LabelFields } from './label-fields.js';

type Reasons = Settings['contactReasons'];

/** Why customers write, in the words agents choose from. A key never changes: figures hang on it. */
export function ContactReasonList({ value, onChange }: { value: Reasons; onChange: (value: Reasons) => void }) {
  const { t } = useTranslation('admin');
  const add = () => onChange([...value, { key: `reason_${Date.now().toString(36)}`, label: {} }]);
  return (
    <SettingBlock title={t('organisation.reasons')} lead={t('organisation.reasonsLead')}>
      {value.map((reason, index) => (
        <LabelFields
          key={reason.key}
          label={reason.label}
          maxLength={60}
          removeText={t('organisation.removeReason', { number: index + 1 })}
          onChange={(label) => onChange(value.map((one, at) => (at === index ? { ...one, label } : one)))}
          onRemove={() => onChange(value.filter((_, at) => at !== index))}
        />
      ))}
      <Button size="small" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={add}>
        {t('organisation.addReason')}
      </Button>
    </SettingBlock>
  );
}
