export interface PlainWeek {
  readonly from: string;
  readonly to: string;
  /** Monday first. */
  readonly days: readonly boolean[];
}
export const WEEKDAYS: readonly boolean[] = [true, true, true, true, true, false, false];

/** The same hours on each day that is ticked, as a calendar holds them. Round the clock is the whole day. */
export const weekOf = ({ from, to, days }: PlainWeek) => days.map((open) => (open ? [from === to ? { from: '00:00', to: '24:00' } : { from, to }] : []));
