import type { Settings } from '#contracts/settings.js';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Button, IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

type Reasons = Settings['contactReasons'];

/** Why customers write, in the words agents choose from. A key never changes: figures hang on it. */
export function ContactReasonList({ value, onChange }: { value: Reasons; onChange: (value: Reasons) => void }) {
  const { t } = useTranslation('admin');
  const name = (at: number, locale: (typeof LOCALES)[number], text: string) =>
    onChange(value.map((reason, index) => (index === at ? { ...reason, label: { ...reason.label, [locale]: text } } : reason)));
  const add = () => onChange([...value, { key: `reason_${Date.now().toString(36)}`, label: {} }]);
  return (
    <SettingBlock title={t('organisation.reasons')} lead={t('organisation.reasonsLead')}>
      {value.map((reason, index) => (
        <div key={reason.key} className="flex items-end gap-2 max-mid:flex-wrap">
          {LOCALES.map((locale) => (
            <TextField
              key={locale}
              className="min-w-32 flex-1"
              label={LOCALE_NAMES[locale]}
              lang={locale}
              required
              maxLength={60}
              value={reason.label[locale] ?? ''}
              onChange={(event) => name(index, locale, event.target.value)}
            />
          ))}
          <IconButton
            label={t('organisation.removeReason', { number: index + 1 })}
            className="mb-0.5"
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button size="small" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={add}>
        {t('organisation.addReason')}
      </Button>
    </SettingBlock>
  );
}
