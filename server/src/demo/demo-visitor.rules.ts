import * as z from 'zod';
import type { DemoVisitorScript } from '#prisma/demo/visitors.js';

/** Where a demo visitor stands in its script; a row, so that a restart goes on with it. */
export const Visit = z.object({
  /** Makes its message ids, so that a line said twice is one line. */
  id: z.string(),
  script: z.number().int(),
  visitorId: z.string(),
  ticketId: z.string().nullable(),
  said: z.number().int(),
  /** Place of the agent's word that was answered last, in the public stream. */
  heardSeq: z.number().int(),
  /** When the next line is due; null while it is the agent's turn. */
  dueAt: z.iso.datetime().nullable(),
  beganAt: z.iso.datetime(),
  over: z.boolean(),
});
export type Visit = z.infer<typeof Visit>;

export type Step =
  | { readonly do: 'nothing' }
  | { readonly do: 'say'; readonly text: string; readonly next: Visit }
  /** Has read an answer and begins to type. */
  | { readonly do: 'type'; readonly next: Visit }
  | { readonly do: 'leave'; readonly next: Visit };

const SECOND = 1000;
const TYPING_MS = 6 * SECOND;
/** Between two demo visitors, however often the console is opened. */
export const PAUSE_MS = 4 * 60 * SECOND;

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

export const begin = (visit: Pick<Visit, 'id' | 'script' | 'visitorId'>, { opening }: DemoVisitorScript, now: Date): Visit => ({
  ...visit,
  ticketId: null,
  said: 0,
  heardSeq: 0,
  dueAt: later(now, (opening[0]?.[0] ?? 0) * SECOND),
  beganAt: now.toISOString(),
  over: false,
});

/**
 * What a demo visitor does now: says its opening unasked, then one line for each turn of the agent, then no more.
 * @param answeredSeq place of the agent's last word; 0 when there is none
 * @param gone the chat ended, or the visitor was blocked
 */
export function step(visit: Visit, { opening, replies }: DemoVisitorScript, now: Date, answeredSeq: number, gone: boolean): Step {
  if (visit.over) return { do: 'nothing' };
  if (gone || visit.said >= opening.length + replies.length) return { do: 'leave', next: { ...visit, over: true } };
  if (visit.dueAt === null) {
    if (answeredSeq <= visit.heardSeq) return { do: 'nothing' };
    return { do: 'type', next: { ...visit, heardSeq: answeredSeq, dueAt: later(now, TYPING_MS) } };
  }
  if (now.getTime() < Date.parse(visit.dueAt)) return { do: 'nothing' };
  const said = visit.said + 1;
  const next = opening[said];
  const text = opening[visit.said]?.[1] ?? replies[visit.said - opening.length] ?? '';
  // An agent who writes on while the visitor types is answered by the same line.
  const heardSeq = visit.said >= opening.length ? Math.max(visit.heardSeq, answeredSeq) : visit.heardSeq;
  return { do: 'say', text, next: { ...visit, said, heardSeq, dueAt: next ? later(now, next[0] * SECOND) : null } };
}
