import { setTimeout as pause } from 'node:timers/promises';
import { ackTimes, recoveryTimes, spread, type Spread } from './figures.rules.js';
import { check, report, type Figures, type Verdict } from './history.rules.js';
import { Nemesis } from './nemesis.js';
import type { CrashableDatabase, Struck } from './nemesis-plan.js';
import { Traffic, type World } from './world.js';

export interface RunPlan {
  seed: number;
  /** Faults go on at least that long, and until every kind of kill has happened (at most two minutes longer). */
  durationMs: number;
  restMs: number;
  calmEveryMs: number | null;
  pauseMs: number;
  database: CrashableDatabase;
  worlds: readonly World[];
  random: () => number;
  say: (line: string) => void;
}

export interface WorldResult extends Figures {
  name: string;
  verdict: Verdict;
  report: string;
  ackMs: Spread;
  ackMsInCalm: Spread;
  recoveryMs: Spread;
  recoveryByFault: Record<string, Spread>;
  /** Milliseconds from the last heal until every page showed everything; null when that took longer than the limit. */
  settledMs: number | null;
  /** What was still not at rest then. */
  unrest: string[];
}

export interface RunResult {
  seed: number;
  struck: Struck;
  restartMs: Spread;
  /** Every kind of kill and a crash of the database have happened. */
  complete: boolean;
  worlds: WorldResult[];
}

const COMPLETION_LIMIT_MS = 300_000;
const SETTLE_LIMIT_MS = 30_000;

/** Lets people write while the nemesis works, heals everything, waits until it is quiet, and judges what is left. */
export async function runProof(plan: RunPlan): Promise<RunResult> {
  const { worlds, database, random, restMs, durationMs, say } = plan;
  const nemesis = new Nemesis({ worlds, database, random, restMs, calmEveryMs: plan.calmEveryMs });
  const traffic = worlds.map((world) => new Traffic(world.participants, plan.pauseMs, random));
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  nemesis.begin();
  let didMidway = false;
  while (elapsed() < durationMs || (!nemesis.complete && elapsed() < durationMs + COMPLETION_LIMIT_MS)) {
    await Promise.race([pause(200), nemesis.failure]);
    if (didMidway || elapsed() < durationMs / 2) continue;
    didMidway = true;
    for (const world of worlds) await world.midway();
    say(`half time: ${JSON.stringify(nemesis.struck)}`);
  }
  await nemesis.end();
  for (const one of traffic) one.stop();
  const results: WorldResult[] = [];
  for (const world of worlds) {
    const settled = await untilSettled(world);
    const verdict = check(world.history.lines, await world.outcome());
    results.push({ name: world.name, verdict, report: report(verdict), ...settled, ...verdict.figures, ...timesOf(world) });
  }
  return { seed: plan.seed, struck: nemesis.struck, restartMs: spread(nemesis.restarts), complete: nemesis.complete, worlds: results };
}

async function untilSettled(world: World): Promise<Pick<WorldResult, 'settledMs' | 'unrest'>> {
  const began = performance.now();
  for (;;) {
    const unrest = await world.unrest();
    const took = Math.round(performance.now() - began);
    if (unrest.length === 0) return { settledMs: took, unrest };
    if (took > SETTLE_LIMIT_MS) return { settledMs: null, unrest };
    await pause(100);
  }
}

function timesOf({ history: { lines } }: World) {
  const { all, calm } = ackTimes(lines);
  const recoveries = recoveryTimes(lines);
  return {
    ackMs: spread(all),
    ackMsInCalm: spread(calm),
    recoveryMs: spread([...recoveries.values()].flat()),
    recoveryByFault: Object.fromEntries([...recoveries].map(([kind, times]) => [kind, spread(times)])),
  };
}
