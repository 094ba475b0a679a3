import type { CalendarDraft } from '#contracts/calendars.js';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { Menu } from '../../../ui/menu.js';
import { SettingBlock } from '../../../ui/setting.js';
import { HoursField } from './hours-field.js';

type Week = CalendarDraft['week'];
const WORKDAYS = 5;
// A Monday.
const dayName = (index: number): string => new Intl.DateTimeFormat(currentLocale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + index));

/** The seven days, each one line of text, and how to bring one day's hours to others. */
export function WeekEditor({ value, onChange }: { value: Week; onChange: (value: Week) => void }) {
  const { t } = useTranslation('calendars');
  const put = (at: number, day: Week[number]) => onChange(value.map((hours, index) => (index === at ? day : hours)));
  const copy = (from: number, fits: (index: number) => boolean) => onChange(value.map((hours, index) => (fits(index) ? (value[from] ?? hours) : hours)));
  return (
    <SettingBlock title={t('week.title')} lead={t('week.lead')}>
      <div className="flex flex-col gap-2">
        {value.map((hours, index) => (
          <div key={index} className="flex items-start gap-3">
            <span className="w-24 shrink-0 pt-2 text-14">{dayName(index)}</span>
            <HoursField label={t('week.hoursOf', { day: dayName(index) })} value={hours} onChange={(day) => put(index, day)}>
              <Menu
                aria-label={t('week.copyOf', { day: dayName(index) })}
                data-tip={t('week.copy')}
                align="end"
                className="inline-flex size-9 shrink-0 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text"
                groups={[
                  {
                    label: t('week.copy'),
                    items: [
                      { key: 'work', label: t('week.toWorkdays'), onSelect: () => copy(index, (at) => at < WORKDAYS) },
                      { key: 'all', label: t('week.toAll'), onSelect: () => copy(index, () => true) },
                      ...(index < 6 ? [{ key: 'next', label: t('week.toNext'), onSelect: () => copy(index, (at) => at === index + 1) }] : []),
                    ],
                  },
                ]}
              >
                <Copy size={16} aria-hidden />
              </Menu>
            </HoursField>
          </div>
        ))}
      </div>
    </SettingBlock>
  );
}
