import { CalendarDraft } from '#contracts/calendars.js';
import { WEEKDAYS, weekOf } from './hours.rules.js';

it.each([
  ['office hours', { from: '09:00', to: '18:00', days: WEEKDAYS }, 5],
  ['a night shift', { from: '22:00', to: '06:00', days: WEEKDAYS }, 5],
  ['round the clock', { from: '00:00', to: '00:00', days: WEEKDAYS.map(() => true) }, 7],
  ['never', { from: '09:00', to: '18:00', days: WEEKDAYS.map(() => false) }, 0],
])('%s make a week the server takes', (_, week, open) => {
  const draft = CalendarDraft.parse({ name: 'Hours', zone: 'Europe/Berlin', week: weekOf(week), days: [] });
  expect(draft.week.filter((day) => day.length > 0)).toHaveLength(open);
});
