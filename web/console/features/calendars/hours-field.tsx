import type { OpenInterval } from '#contracts/calendars.js';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/class-names.js';
import { readIntervals, runsOver, writeIntervals } from './interval-text.rules.js';

interface Props {
  label: string;
  value: readonly OpenInterval[];
  onChange: (value: OpenInterval[]) => void;
  /** Whether what stands there can be read: a form must not be sent otherwise. */
  children?: ReactNode;
}

/** Hours of one day in one line of text: `9-12, 13-18`. Written out when one leaves it. */
export function HoursField({ label, value, onChange, children }: Props) {
  const { t } = useTranslation('calendars');
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? value : readIntervals(typed);
  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-center gap-1">
        <input
          aria-label={label}
          aria-invalid={read === null || undefined}
          aria-describedby={`${id}-told`}
          className={cx(
            'tabular h-9 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-14 placeholder:text-muted aria-invalid:border-red-solid',
          )}
          dir="ltr"
          placeholder={t('week.closed')}
          value={typed ?? writeIntervals(value)}
          onChange={(event) => {
            setTyped(event.target.value);
            const next = readIntervals(event.target.value);
            event.target.setCustomValidity(next === null ? t('week.unclear') : '');
            if (next !== null) onChange(next);
          }}
          onBlur={() => read !== null && setTyped(null)}
        />
        {children}
      </div>
      <p id={`${id}-told`} className={cx('text-12 empty:hidden', read === null ? 'mt-1 text-red' : 'mt-1 text-muted')}>
        {read === null ? t('week.unclear') : runsOver(read) ? t('week.overnight') : ''}
      </p>
    </div>
  );
}
