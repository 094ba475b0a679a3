import type { DemoVisit } from '#prisma/demo/visits.js';

const SECOND = 1000;

export interface Walk {
  /** How often this visitor has come; makes each visit one of its own. */
  readonly round: number;
  readonly startedAt: Date;
  /** The pages so far, each with its time; the last one is looked at now. */
  readonly pages: readonly { readonly path: string; readonly title: string; readonly openedAt: Date; readonly seenAt: Date }[];
}

/**
 * Where a demo visitor is now, by the clock alone: round and round through the same pages, so that a restart finds everybody where they were.
 * @param place of the visitor among the others, so that they do not all come at once
 * @returns null during the pause between two visits
 */
export function walkAt({ pages, pauseSeconds }: DemoVisit, place: number, now: Date): Walk | null {
  const stay = pages.reduce((sum, [, , seconds]) => sum + seconds, 0);
  const whole = (stay + pauseSeconds) * SECOND;
  const shifted = now.getTime() - place * 97 * SECOND;
  const round = Math.floor(shifted / whole);
  const startedAt = new Date(round * whole + place * 97 * SECOND);
  const elapsed = now.getTime() - startedAt.getTime();
  if (elapsed >= stay * SECOND) return null;
  const seen: { path: string; title: string; openedAt: Date; seenAt: Date }[] = [];
  let at = startedAt.getTime();
  for (const [path, title, seconds] of pages) {
    if (at > now.getTime()) break;
    const until = at + seconds * SECOND;
    seen.push({ path, title, openedAt: new Date(at), seenAt: new Date(Math.min(until, now.getTime())) });
    at = until;
  }
  return { round, startedAt, pages: seen };
}
