import { Clock } from '../../server/src/platform/clock.js';

/** A clock that tests set; it runs on from where it was set. */
export class TestClock extends Clock {
  private offsetMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Later by so much. Never earlier: rows would seem to come from the future. */
  advance(step: { seconds?: number; minutes?: number; hours?: number; days?: number }): void {
    const seconds = (step.seconds ?? 0) + 60 * ((step.minutes ?? 0) + 60 * ((step.hours ?? 0) + 24 * (step.days ?? 0)));
    if (seconds < 0) throw new Error('a test clock runs forward only');
    this.offsetMs += seconds * 1000;
  }

  reset(): void {
    this.offsetMs = 0;
  }
}
