import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactMinute } from '../../../client/format.js';
import { TextField } from '../../../ui/field.js';
import { momentNamed, presets } from '../../app/moment.rules.js';

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time somebody chose: in words, or one of a few usual ones. */
export interface When {
  readonly words: string;
  readonly at: number | null;
}
export const NO_TIME: When = { words: '', at: null };

/** When somebody calls, in words or one of a few usual times. What was understood is shown before it is kept. */
export function WhenField({ label, when, onChange, required }: { label: string; when: When; onChange: (when: When) => void; required?: boolean }) {
  const { t } = useTranslation('calls');
  const { words, at } = when;
  const unknown = words.trim().length > 2 && at === null;
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={label}
        placeholder={t('whenPlaceholder')}
        autoComplete="off"
        maxLength={80}
        dir="auto"
        required={required}
        value={words}
        error={unknown ? t('whenUnknown') : undefined}
        hint={at === null ? undefined : <output className="font-medium text-accent-text">{t('whenUnderstood', { when: exactMinute(at) })}</output>}
        onChange={(event) => onChange({ words: event.target.value, at: event.target.value.trim() === '' ? null : momentNamed(event.target.value, serverNow(), zone) })}
      />
      <div className="flex flex-wrap gap-1.5">
        {presets(serverNow(), zone).map((preset) => (
          <button
            key={preset.key}
            type="button"
            aria-pressed={preset.at === at}
            onClick={() => onChange({ words: exactMinute(preset.at), at: preset.at })}
            className="h-7 rounded-control border border-line px-2.5 text-13 text-muted hover:bg-hover aria-pressed:border-accent aria-pressed:bg-tint aria-pressed:text-accent-text"
          >
            {exactMinute(preset.at)}
          </button>
        ))}
      </div>
    </div>
  );
}
