import type { RuleTrigger } from '#contracts/automation.js';
import { EVENT_TRIGGERS, TIME_FACTS } from '#contracts/automation.fields.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segments } from '../../../ui/choice.js';
import { CONTROL, InlineSelect } from './inline-select.js';
import { UNITS, type TimeUnit, unitOf } from './rule-draft.rules.js';

const MOST = 525_600;

/** When the rule is asked: at an event, or so long after something. */
export function WhenField({ value, onChange }: { value: RuleTrigger; onChange: (value: RuleTrigger) => void }) {
  const { t } = useTranslation('rules');
  return (
    <div className="flex flex-col gap-3">
      <Segments
        label={t('form.when')}
        value={value.on}
        options={[{ value: 'event', label: t('form.event') }, { value: 'time', label: t('form.time') }]}
        onChange={(on) => on !== value.on && onChange(on === 'event' ? { on, event: 'opened' } : { on, since: 'customer_waits', minutes: 120, hours: 'opening' })}
      />
      {value.on === 'event' ? (
        <InlineSelect
          label={t('form.event')}
          className="w-full"
          value={value.event}
          options={EVENT_TRIGGERS.map((id) => ({ id, name: t(`event.${id}`) }))}
          onChange={(event) => onChange({ on: 'event', event })}
        />
      ) : (
        <TimeFields value={value} onChange={onChange} />
      )}
    </div>
  );
}

type Timed = Extract<RuleTrigger, { on: 'time' }>;

function TimeFields({ value, onChange }: { value: Timed; onChange: (value: Timed) => void }) {
  const { t } = useTranslation('rules');
  const [chosen, setChosen] = useState<TimeUnit>(() => unitOf(value.minutes));
  const unit = value.minutes % UNITS[chosen] === 0 ? chosen : unitOf(value.minutes);
  const put = (count: number, of: TimeUnit) => onChange({ ...value, minutes: Math.min(MOST, Math.max(1, Math.round(count)) * UNITS[of]) });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        aria-label={t('form.count')}
        type="number"
        inputMode="numeric"
        min={1}
        max={Math.floor(MOST / UNITS[unit])}
        className={`${CONTROL} tabular w-20`}
        value={value.minutes / UNITS[unit]}
        onChange={({ target }) => !Number.isNaN(target.valueAsNumber) && put(target.valueAsNumber, unit)}
      />
      <InlineSelect
        label={t('form.unit')}
        value={unit}
        options={(['minutes', 'hours', 'days'] as const).map((id) => ({ id, name: t(`unit.${id}`) }))}
        onChange={(next) => {
          setChosen(next);
          put(value.minutes / UNITS[unit], next);
        }}
      />
      <InlineSelect
        label={t('form.hours')}
        value={value.hours}
        options={(['opening', 'calendar'] as const).map((id) => ({ id, name: t(`hours.${id}`) }))}
        onChange={(hours) => onChange({ ...value, hours })}
      />
      <InlineSelect
        label={t('form.since')}
        className="w-full"
        value={value.since}
        options={TIME_FACTS.map((id) => ({ id, name: t(`since.${id}`) }))}
        onChange={(since) => onChange({ ...value, since })}
      />
    </div>
  );
}
