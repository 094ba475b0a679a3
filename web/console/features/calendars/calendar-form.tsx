import type { Calendar, CalendarDraft } from '#contracts/calendars.js';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarPreviewQuery, calendarsQuery, changeCalendar, makeCalendar } from '../../../client/calendars.data.js';
import { queryClient } from '../../../client/query.js';
import { TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { SaveBar } from '../../app/save-bar.js';
import { useDraft } from '../../app/use-draft.js';
import { FeedList } from './feed-list.js';
import { History } from './history.js';
import { Preview } from './preview.js';
import { SpecialDays } from './special-days.js';
import { WeekEditor } from './week-editor.js';

const draftOf = ({ name, zone, week, days }: CalendarDraft): CalendarDraft => ({ name, zone, week, days });
const NINE_TO_SIX = [{ from: '09:00', to: '18:00' }];
const blank = (): CalendarDraft => ({
  name: '',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: Array.from({ length: 7 }, (_, index) => (index < 5 ? NINE_TO_SIX : [])),
  days: [],
});

/** One calendar: its week, its special days, what it follows, how the next days will be, and what it was before. */
export function CalendarForm({ calendar, onMade }: { calendar: Calendar | null; onMade: (id: string) => void }) {
  const { t } = useTranslation('calendars');
  const zones = useId();
  const row = { value: calendar ? draftOf(calendar) : blank(), version: calendar?.version ?? 0 };
  const { draft, set, bar, onSubmit } = useDraft<CalendarDraft>(row, async (next, version) => {
    try {
      const answer = await (calendar ? changeCalendar(calendar.id, next, version) : makeCalendar(next));
      onMade(answer.id);
      return { value: draftOf(answer), version: answer.version };
    } finally {
      await queryClient.invalidateQueries({ queryKey: [calendarsQuery.queryKey[0]] });
    }
  });
  const later = useDeferredValue(draft);
  // A name is no part of the hours; one that is still empty must not keep the preview away.
  const preview = useQuery(calendarPreviewQuery({ ...later, name: '-' }, calendar?.id, calendar?.feeds.reduce((sum, feed) => sum + feed.days, 0) ?? 0)).data;
  return (
    <div className="flex flex-col gap-10">
      <form onSubmit={onSubmit} className="flex flex-col gap-10">
        <SettingBlock title={t('general')}>
          <TextField label={t('name')} required maxLength={60} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
          <TextField
            label={t('zone')}
            hint={t('zoneHint')}
            required
            list={zones}
            dir="ltr"
            autoComplete="off"
            value={draft.zone}
            onChange={(event) => set({ zone: event.target.value })}
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </datalist>
        </SettingBlock>
        <WeekEditor value={draft.week} onChange={(week) => set({ week })} />
        <SpecialDays value={draft.days} onChange={(days) => set({ days })} />
        {preview && <Preview preview={preview} zone={later.zone} />}
        <SaveBar {...bar} />
      </form>
      {calendar && <FeedList calendar={calendar} />}
      {calendar && <History id={calendar.id} version={calendar.version} onTake={set} />}
    </div>
  );
}
