import type { DueTargets } from '#contracts/sla.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MINUTES, type MinuteUnit, readMinutes, unitOf } from './minutes.rules.js';

const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export const KINDS = ['first_answer', 'next_answer', 'resolution'] as const;
const CONTROL = 'h-9 rounded-control border border-line-strong bg-surface px-2 text-14 text-text aria-invalid:border-red-solid';

/** How long each may take, by priority. What is left empty is not counted. */
export function TargetGrid({ value, onChange }: { value: DueTargets; onChange: (value: DueTargets) => void }) {
  const { t } = useTranslation('sla');
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-13">
        <thead>
          <tr>
            <th scope="col" className="py-2 pe-3 text-start text-12 font-medium text-muted">
              {t('form.priority')}
            </th>
            {KINDS.map((kind) => (
              <th key={kind} scope="col" className="px-2 py-2 text-start text-12 font-medium whitespace-nowrap text-muted">
                {t(`kind.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PRIORITIES.map((priority) => (
            <tr key={priority}>
              <th scope="row" className="py-1.5 pe-3 text-start font-medium whitespace-nowrap">
                {t(`priority.${priority}`)}
              </th>
              {KINDS.map((kind) => (
                <td key={kind} className="px-2 py-1.5">
                  <MinutesCell
                    label={t('form.cell', { priority: t(`priority.${priority}`), kind: t(`kind.${kind}`) })}
                    value={value[priority][kind]}
                    onChange={(minutes) => onChange({ ...value, [priority]: { ...value[priority], [kind]: minutes } })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isUnit = (value: string): value is MinuteUnit => Object.hasOwn(MINUTES, value);

function MinutesCell({ label, value, onChange }: { label: string; value: number | null; onChange: (minutes: number | null) => void }) {
  const { t } = useTranslation('sla');
  const [unit, setUnit] = useState(() => unitOf(value));
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : String(value / MINUTES[unit]));
  const wrong = readMinutes(shown, unit) === undefined;
  const take = (word: string, of: MinuteUnit) => {
    const minutes = readMinutes(word, of);
    setTyped(word);
    if (minutes !== undefined) onChange(minutes);
  };
  return (
    <span className="flex gap-1">
      <input
        aria-label={label}
        aria-invalid={wrong || undefined}
        title={wrong ? t('form.wrong') : undefined}
        inputMode="decimal"
        autoComplete="off"
        placeholder={t('form.off')}
        pattern="[0-9.]*"
        className={`${CONTROL} tabular w-16 min-w-0 flex-1`}
        value={shown}
        onChange={(event) => take(event.target.value, unit)}
        onBlur={() => !wrong && setTyped(null)}
      />
      <select
        aria-label={t('form.unitOf', { what: label })}
        className={`${CONTROL} shrink-0`}
        value={unit}
        onChange={({ target }) => {
          if (!isUnit(target.value)) return;
          setUnit(target.value);
          if (shown !== '') take(shown, target.value);
        }}
      >
        <option value="minutes">{t('form.minutes')}</option>
        <option value="hours">{t('form.hours')}</option>
      </select>
    </span>
  );
}
