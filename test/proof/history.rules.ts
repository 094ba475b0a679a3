import { gather, type Facts, type Invariant, type Violation } from './facts.rules.js';
import { GIVEN_UP, type HistoryLine, type Outcome } from './history.js';
import { acknowledgedIsRecorded, dense, nothingFromNowhere, realTimeOrder, recordedOnce } from './record.rules.js';
import { alive, oneOrder, secret, shownOnce, shownWhereEntitled } from './view.rules.js';

/** What the checker looks at, and what each invariant promises. */
export const INVARIANTS: Record<Invariant, string> = {
  I1: 'no loss: what is acknowledged is recorded and shown to all who may see it',
  I2: 'no phantom: what is recorded was sent, what is seen is recorded',
  I3: 'unique: one row and one answer per clientMessageId',
  I4: 'dense: each stream is 1..n',
  I5: 'same order on every page, never changed once shown',
  I6: 'real time: acknowledged before sent means a smaller number; each sender in order',
  I7: 'once: no page shows an entry twice',
  I8: 'secrecy: nothing without a right, nothing 2 s after it was taken',
  I9: 'liveness: answered or visibly pending within 30 s of calm, shown within 10 s',
};

export interface Verdict {
  ok: boolean;
  violations: Violation[];
  figures: Figures;
}

export interface Figures {
  sent: number;
  acknowledged: number;
  lost: number;
  duplicated: number;
  reordered: number;
  otherViolations: number;
  /** Messages of which at least one attempt was never answered. */
  unknownOutcomes: number;
  /** Those of them that ended with an acknowledgement. */
  unknownResolved: number;
  /** Those of them that stand as pending on their page, or were given up, after the writer's rights were taken. */
  unknownPending: number;
}

/** Judges a run by its history and what it left behind. Pure: the same input always gives the same verdict. */
export function check(lines: readonly HistoryLine[], outcome: Outcome): Verdict {
  const facts = gather(lines, outcome);
  const violations = [
    acknowledgedIsRecorded,
    shownWhereEntitled,
    nothingFromNowhere,
    recordedOnce,
    dense,
    oneOrder,
    realTimeOrder,
    shownOnce,
    secret,
    alive,
  ].flatMap((rule) => rule(facts));
  return { ok: violations.length === 0, violations, figures: figuresOf(facts, violations) };
}

function figuresOf({ sendings, outcome }: Facts, violations: readonly Violation[]): Figures {
  const all = [...sendings.values()];
  const unknown = all.filter((sending) => sending.sends.length > sending.acks.length + sending.nacks.length);
  const resolved = unknown.filter((sending) => sending.acks.length > 0);
  const pending = new Set(outcome.views.flatMap((view) => view.pending));
  const count = (kind: Violation['counts']) => violations.filter((violation) => violation.counts === kind).length;
  return {
    sent: all.length,
    acknowledged: all.filter((sending) => sending.acks.length > 0).length,
    lost: count('lost'),
    duplicated: count('duplicated'),
    reordered: count('reordered'),
    otherViolations: count('other'),
    unknownOutcomes: unknown.length,
    unknownResolved: resolved.length,
    unknownPending: unknown.filter(({ acks, nacks, cmid }) => acks.length === 0 && (pending.has(cmid) || nacks.some(({ note }) => note === GIVEN_UP))).length,
  };
}

/** The verdict for a person: each broken invariant, how often, and the first examples. */
export function report({ ok, violations, figures }: Verdict, examples = 5): string {
  const head = `${figures.sent} sent, ${figures.acknowledged} acknowledged, ${figures.lost} lost, ${figures.duplicated} duplicated, ${figures.reordered} reordered`;
  if (ok) return `${head}: every invariant holds.`;
  const parts = Object.entries(INVARIANTS).flatMap(([invariant, promise]) => {
    const broken = violations.filter((violation) => violation.invariant === invariant);
    if (broken.length === 0) return [];
    const shown = broken.slice(0, examples).map(({ what, proc, conv, cmid, id }) => {
      const where = Object.entries({ proc, conv, cmid, id }).flatMap(([name, value]) => (value ? [`${name}=${value}`] : []));
      return `    ${what} [${where.join(' ')}]`;
    });
    return [`  ${invariant} ${promise}: broken ${broken.length} times`, ...shown];
  });
  return [head, ...parts].join('\n');
}
