import type { FileGroup } from '#contracts/files.js';
import type { Settings } from '#contracts/settings.js';
import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';

type Files = Settings['files'];
type Amount = 'megabytes' | 'perHour' | 'megabytesPerConversation' | 'gigabytes';
const GROUPS: readonly FileGroup[] = ['pictures', 'documents', 'audio', 'video', 'archives'];
const AWAY: readonly Files['scannerAway'][] = ['refuse', 'hold'];
/** The contract's limits, so that the browser says so before the server does. */
const LIMITS: readonly (readonly [Amount, number, number])[] = [
  ['megabytes', 1, 100],
  ['perHour', 1, 1_000],
  ['megabytesPerConversation', 10, 10_000],
  ['gigabytes', 1, 100_000],
];
const HINTS: Partial<Record<Amount, 'perHourHint' | 'gigabytesHint'>> = { perHour: 'perHourHint', gigabytes: 'gigabytesHint' };

/** What may be sent in chats, and how much of it. One kind at least stays allowed: without any, sending is switched off above. */
export function FileRules({ value, onChange }: { value: Files; onChange: (change: Partial<Files>) => void }) {
  const { t } = useTranslation('admin');
  const toggle = (group: FileGroup) => onChange({ groups: GROUPS.filter((one) => (one === group ? !value.groups.includes(one) : value.groups.includes(one))) });
  return (
    <SettingBlock title={t('organisation.files.title')} lead={t('organisation.files.lead')}>
      <CheckField label={t('organisation.files.customersMaySend')} checked={value.customersMaySend} onChange={(event) => onChange({ customersMaySend: event.target.checked })} />
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="mb-1.5 text-13 font-medium">{t('organisation.files.groupsLegend')}</legend>
        {GROUPS.map((group) => (
          <CheckField
            key={group}
            label={t(`organisation.files.group.${group}`)}
            checked={value.groups.includes(group)}
            disabled={value.groups.length === 1 && value.groups.includes(group)}
            onChange={() => toggle(group)}
          />
        ))}
      </fieldset>
      <div className="grid gap-4 mid:grid-cols-2">
        {LIMITS.map(([name, min, max]) => (
          <TextField
            key={name}
            label={t(`organisation.files.${name}`)}
            hint={HINTS[name] && t(`organisation.files.${HINTS[name]}`)}
            type="number"
            inputMode="numeric"
            required
            min={min}
            max={max}
            value={value[name]}
            onChange={(event) => onChange({ [name]: event.target.valueAsNumber || min })}
          />
        ))}
        <SelectField
          label={t('organisation.files.scannerAway')}
          hint={t('organisation.files.scannerAwayHint')}
          value={value.scannerAway}
          onChange={(event) => onChange({ scannerAway: AWAY.find((one) => one === event.target.value) ?? 'refuse' })}
        >
          {AWAY.map((one) => (
            <option key={one} value={one}>
              {t(`organisation.files.scanner.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </SettingBlock>
  );
}
