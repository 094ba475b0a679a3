import type { WidgetSettings } from '#contracts/channels.js';
import { useTranslation } from 'react-i18next';
import { CheckField, SelectField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

type PreChat = WidgetSettings['preChat'];
const KEYS = ['name', 'email', 'topic'] as const;

/** What is asked before a chat; the less, the more people write. */
export function PreChatFields({ value, onChange }: { value: PreChat; onChange: (value: PreChat) => void }) {
  const { t } = useTranslation('admin');
  const stateOf = (key: (typeof KEYS)[number]) => {
    const field = value.fields.find((known) => known.key === key);
    return field ? (field.required ? 'required' : 'optional') : 'off';
  };
  const setState = (key: (typeof KEYS)[number], state: string) => {
    const states = new Map<string, string>(KEYS.map((known) => [known, known === key ? state : stateOf(known)]));
    onChange({ ...value, fields: KEYS.flatMap((known) => (states.get(known) === 'off' ? [] : [{ key: known, required: states.get(known) === 'required' }])) });
  };
  return (
    <SettingBlock title={t('widgets.preChat')} lead={t('widgets.preChatLead')}>
      <CheckField label={t('widgets.preChatOn')} checked={value.enabled} onChange={(event) => onChange({ ...value, enabled: event.target.checked })} />
      {value.enabled && (
        <>
          <div className="grid gap-4 mid:grid-cols-3">
            {KEYS.map((key) => (
              <SelectField key={key} label={t(`widgets.fields.${key}`)} value={stateOf(key)} onChange={(event) => setState(key, event.target.value)}>
                {(['off', 'optional', 'required'] as const).map((state) => (
                  <option key={state} value={state}>
                    {t(`widgets.fieldStates.${state}`)}
                  </option>
                ))}
              </SelectField>
            ))}
          </div>
          <CheckField label={t('widgets.skippable')} checked={value.skippable} onChange={(event) => onChange({ ...value, skippable: event.target.checked })} />
        </>
      )}
    </SettingBlock>
  );
}
