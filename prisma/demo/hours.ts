import type { CalendarDraft, SpecialDay } from '#contracts/calendars.js';
import type { TeamKey } from './demo.types.js';

interface Holiday {
  readonly label: string;
  /** `12-25` of every year, or whole dates where they follow the moon or a weekday. */
  readonly on: string | readonly string[];
  readonly hours?: readonly { from: string; to: string }[];
}

const AMERICAN: readonly Holiday[] = [
  { label: 'Thanksgiving', on: ['2026-11-26', '2027-11-25', '2028-11-23'] },
  { label: 'Christmas Eve', on: '12-24', hours: [{ from: '09:00', to: '13:00' }] },
  { label: 'Christmas Day', on: '12-25' },
  { label: 'New Year’s Day', on: '01-01' },
  { label: 'Memorial Day', on: ['2027-05-31', '2028-05-29'] },
  { label: 'Independence Day', on: '07-04' },
];
const CHINESE: readonly Holiday[] = [
  { label: '元旦', on: '01-01' },
  { label: '春节', on: ['2027-02-06', '2027-02-07', '2027-02-08', '2028-01-26', '2028-01-27', '2028-01-28'] },
  { label: '清明节', on: ['2027-04-05', '2028-04-04'] },
  { label: '劳动节', on: '05-01' },
  { label: '端午节', on: ['2027-06-09', '2028-05-28'] },
  { label: '中秋节', on: ['2027-09-15', '2028-10-03'] },
  { label: '国庆节', on: '10-01' },
];

/** The holidays from a date on, this year's and next year's. */
function daysAhead(holidays: readonly Holiday[], today: string): SpecialDay[] {
  const year = Number(today.slice(0, 4));
  const dates = ({ on }: Holiday) => (typeof on === 'string' ? [`${year}-${on}`, `${year + 1}-${on}`] : on);
  return holidays
    .flatMap((holiday) => dates(holiday).map((date): SpecialDay => ({ date, label: holiday.label, intervals: [...(holiday.hours ?? [])] })))
    .filter(({ date }) => date >= today)
    .sort((a, b) => a.date.localeCompare(b.date));
}

const every = (days: number, hours: { from: string; to: string }[]) => Array.from({ length: days }, () => hours);

/** When the teams of the demo shop answer. The chat itself is attended day and night; the others sleep. */
export const hoursOfTeams = (today: string): readonly { readonly team: TeamKey; readonly draft: CalendarDraft }[] => [
  { team: 'aftersales', draft: { name: 'Day and night', zone: 'America/New_York', week: every(7, [{ from: '00:00', to: '24:00' }]), days: [] } },
  {
    team: 'presales',
    draft: {
      name: 'Pre-sales, New York',
      zone: 'America/New_York',
      week: [...every(5, [{ from: '09:00', to: '12:30' }, { from: '13:15', to: '18:00' }]), [{ from: '10:00', to: '16:00' }], []],
      days: daysAhead(AMERICAN, today),
    },
  },
  {
    team: 'chinese',
    draft: {
      name: '中文客服，上海',
      zone: 'Asia/Shanghai',
      week: [...every(5, [{ from: '08:30', to: '22:00' }]), ...every(2, [{ from: '10:00', to: '21:00' }])],
      days: daysAhead(CHINESE, today),
    },
  },
];
