import type { SpecialDay } from '#contracts/calendars.js';
import { CalendarPlus, FileUp, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { Button, IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { HoursField } from './hours-field.js';
import { IcsDialog } from './ics-dialog.js';

interface Props {
  value: readonly SpecialDay[];
  onChange: (value: SpecialDay[]) => void;
}

const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
/** Columns are named once; on a phone every row stands for itself. */
const head = (place: number, label: string): ReactNode => <span className={place > 0 ? 'mid:sr-only' : ''}>{label}</span>;
const sorted = (days: readonly SpecialDay[]): SpecialDay[] => [...days].sort((a, b) => a.date.localeCompare(b.date));

/** Dates with hours of their own. Those that have passed are kept and not shown. */
export function SpecialDays({ value, onChange }: Props) {
  const { t } = useTranslation('calendars');
  const [reading, setReading] = useState(false);
  const [today] = useState(() => new Date(serverNow()).toISOString().slice(0, 10));
  const shown = value.map((day, index) => ({ day, index })).filter(({ day }) => day.date >= today);
  const put = (at: number, change: Partial<SpecialDay>) => onChange(value.map((day, index) => (index === at ? { ...day, ...change } : day)));
  const add = () => {
    const taken = new Set(value.map(({ date }) => date));
    let date = dayAfter(today);
    while (taken.has(date)) date = dayAfter(date);
    onChange(sorted([...value, { date, label: '', intervals: [] }]));
  };
  const take = (days: readonly SpecialDay[]) => {
    const taken = new Set(value.map(({ date }) => date));
    onChange(sorted([...value, ...days.filter(({ date }) => !taken.has(date))]));
    setReading(false);
  };
  return (
    <SettingBlock title={t('days.title')} lead={t('days.lead')}>
      {shown.length === 0 && <p className="text-13 text-muted">{t('days.none')}</p>}
      {shown.map(({ day, index }, place) => (
        <div key={index} className="flex flex-wrap items-end gap-2 max-mid:rounded-panel max-mid:border max-mid:border-line max-mid:p-3">
          <TextField
            className="w-40"
            label={head(place, t('days.date'))}
            type="date"
            required
            value={day.date}
            onChange={(event) => event.target.value !== '' && put(index, { date: event.target.value })}
          />
          <TextField
            className="min-w-40 flex-1"
            label={head(place, t('days.label'))}
            maxLength={80}
            value={day.label}
            onChange={(event) => put(index, { label: event.target.value })}
          />
          <div className="flex min-w-48 flex-1 flex-col gap-1.5">
            <span className={place > 0 ? 'text-13 font-medium mid:sr-only' : 'text-13 font-medium'}>{t('days.hours')}</span>
            <HoursField label={t('week.hoursOf', { day: day.date })} value={day.intervals} onChange={(intervals) => put(index, { intervals })}>
              <IconButton label={t('days.removeOf', { date: day.date })} onClick={() => onChange(value.filter((_, at) => at !== index))}>
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </HoursField>
          </div>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="small" icon={<CalendarPlus size={14} aria-hidden />} onClick={add}>
          {t('days.add')}
        </Button>
        <Button size="small" icon={<FileUp size={14} aria-hidden />} onClick={() => setReading(true)}>
          {t('days.fromFile')}
        </Button>
      </div>
      {reading && <IcsDialog onTake={take} onClose={() => setReading(false)} />}
    </SettingBlock>
  );
}
