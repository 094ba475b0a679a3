import { type ReactNode, useId, useState } from 'react';
import { inSeconds, inUnits, UNITS, type Unit } from './duration.rules.js';

interface Props {
  label: string;
  hint?: ReactNode;
  /** What the units are called, and the name of the choice between them. */
  words: Record<Unit, string> & { unit: string };
  /** Seconds. */
  value: number;
  min: number;
  max: number;
  onChange: (seconds: number) => void;
}

const CONTROL = 'h-9 rounded-control border border-line-strong bg-surface px-3 text-14 text-text';
const isUnit = (value: string): value is Unit => Object.hasOwn(UNITS, value);

/** A length of time in the unit one thinks in; kept in seconds. */
export function DurationField({ label, hint, words, value, min, max, onChange }: Props) {
  const id = useId();
  const [unit, setUnit] = useState<Unit>(() => inUnits(value).unit);
  // Another value than one can say in this unit came from outside: show it whole.
  const shown = value % UNITS[unit] === 0 ? unit : inUnits(value).unit;
  const units = (['seconds', 'minutes', 'hours'] as const).filter((candidate) => UNITS[candidate] <= max);
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      <span className="flex gap-2">
        <input
          id={id}
          type="number"
          required
          inputMode="numeric"
          className={`${CONTROL} tabular w-full min-w-0`}
          min={Math.ceil(min / UNITS[shown])}
          max={Math.floor(max / UNITS[shown])}
          step={1}
          value={value / UNITS[shown]}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(inSeconds(event.target.valueAsNumber || 0, shown))}
        />
        <select
          aria-label={`${label}: ${words.unit}`}
          className={`${CONTROL} shrink-0`}
          value={shown}
          onChange={({ target }) => {
            if (!isUnit(target.value)) return;
            setUnit(target.value);
            onChange(Math.min(max, Math.max(min, inSeconds(value / UNITS[shown], target.value))));
          }}
        >
          {units.map((candidate) => (
            <option key={candidate} value={candidate}>
              {words[candidate]}
            </option>
          ))}
        </select>
      </span>
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
