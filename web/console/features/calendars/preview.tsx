import type { CalendarPreview } from '#contracts/calendars.js';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/class-names.js';
import { SettingBlock } from '../../../ui/setting.js';
import { dateLine } from './date-line.js';
import { minutesOf, writeIntervals } from './interval-text.rules.js';
import { NowBadge } from './now-badge.js';

const DAY = 1440;
const percent = (minutes: number): string => `${(minutes / DAY) * 100}%`;

/** The next two weeks as they will be, a bar of 24 hours a day. */
export function Preview({ preview, zone }: { preview: CalendarPreview; zone: string }) {
  const { t } = useTranslation('calendars');
  return (
    <SettingBlock title={t('preview.title')} lead={t('preview.lead')}>
      <NowBadge now={preview.now} zone={zone} />
      <ol className="flex flex-col gap-1">
        {preview.days.map((day, index) => {
          const before = preview.days[index - 1];
          // What runs over midnight shows where it goes on, unless that day speaks for itself.
          const over =
            day.source === 'week' && before
              ? before.intervals.map(minutesOf).flatMap(({ closes }) => (closes > DAY ? [{ opens: 0, closes: closes - DAY }] : []))
              : [];
          const bars = [...over, ...day.intervals.map(minutesOf)];
          return (
            <li key={day.date} className="flex min-h-7 items-center gap-3 text-13">
              <span className={cx('tabular w-28 shrink-0', day.source !== 'week' && 'font-medium')}>{dateLine(day.date, false)}</span>
              <span aria-hidden className="relative h-3 min-w-16 flex-1 overflow-hidden rounded-[3px] bg-press">
                {bars.map(({ opens, closes }) => (
                  <span
                    key={opens}
                    className="absolute inset-y-0 bg-accent"
                    style={{ insetInlineStart: percent(opens), width: percent(Math.min(closes, DAY) - opens) }}
                  />
                ))}
              </span>
              <span
                className="tabular w-52 shrink-0 truncate text-muted max-mid:w-36"
                title={[day.label, writeIntervals(day.intervals)].filter(Boolean).join(' · ')}
              >
                {[day.label, day.intervals.length > 0 ? writeIntervals(day.intervals) : t('week.closed')].filter(Boolean).join(' · ')}
              </span>
            </li>
          );
        })}
      </ol>
    </SettingBlock>
  );
}
