import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startTestPostgres } from '../support/postgres.mjs';
import { naiveWorld } from './naive-world.js';
import { runProof, type RunResult, type WorldResult } from './proof-run.js';
import { seededRandom } from './random.js';
import { shopWorld } from './shop-world.js';
import type { World, WorldSize } from './world.js';

export interface ProofPlan extends WorldSize {
  seed: number;
  durationMs: number;
  restMs: number;
  /** Histories and server logs are kept here. */
  folder: string;
  withNaive: boolean;
  say: (line: string) => void;
}

/** Brings up a durable database, the product and beside it the naive chat, and lets the nemesis at both. */
export async function prove(plan: ProofPlan): Promise<RunResult> {
  const random = seededRandom(plan.seed);
  const database = await startTestPostgres({ durable: true });
  const worlds: World[] = [];
  try {
    await promisify(execFile)(process.execPath, ['prisma/migrate.mjs'], { env: { ...process.env, DATABASE_URL: database.url } });
    mkdirSync(plan.folder, { recursive: true });
    worlds.push(await shopWorld(database.url, plan.folder, plan, random));
    if (plan.withNaive) worlds.push(await naiveWorld(database.url, plan.folder, plan, random));
    return await runProof({ ...plan, database, worlds, random });
  } finally {
    for (const world of worlds) await world.stop();
    await database.stop();
  }
}

export const proofFolder = () => mkdtempSync(join(tmpdir(), 'aftercare-proof-'));

async function main() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '3' }, seed: { type: 'string' }, conversations: { type: 'string', default: '8' },
      'pause-ms': { type: 'string', default: '250' }, 'rest-ms': { type: 'string', default: '4000' }, 'without-naive': { type: 'boolean', default: false },
    },
  });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const folder = proofFolder();
  say(`seed ${seed}; histories and logs in ${folder}`);
  const result = await prove({
    seed, folder, say, durationMs: Number(values.minutes) * 60_000, restMs: Number(values['rest-ms']), pauseMs: Number(values['pause-ms']),
    conversations: Number(values.conversations), withNaive: !values['without-naive'],
  });
  say(`struck: ${Object.entries(result.struck).map(([kind, times]) => `${kind} ${times}`).join(', ')}`);
  say(`a killed server is ready again after ${result.restartMs.p50} ms (median), ${result.restartMs.max} ms at most`);
  for (const world of result.worlds) describe(world, say);
  const [product] = result.worlds;
  say(JSON.stringify({ proof: 'chat', seed, ok: product?.verdict.ok === true, struck: result.struck, restartMs: result.restartMs, worlds: result.worlds.map(published) }));
  process.exitCode = product?.verdict.ok && product.settledMs !== null ? 0 : 1;
}

function describe({ name, report, ackMs, ackMsInCalm, recoveryMs, settledMs, unknownOutcomes, unknownResolved }: WorldResult, say: (line: string) => void) {
  say(`\n${name}: ${report}`);
  say(`  unknown outcomes ${unknownOutcomes}, resolved ${unknownResolved}`);
  say(`  acknowledged after p50 ${ackMs.p50} ms, p99 ${ackMs.p99} ms; untouched by a fault p50 ${ackMsInCalm.p50} ms, p99 ${ackMsInCalm.p99} ms`);
  say(`  everybody served again after a fault: p50 ${recoveryMs.p50} ms, p95 ${recoveryMs.p95} ms, max ${recoveryMs.max} ms`);
  say(`  at rest ${settledMs === null ? 'never (30 s)' : `${settledMs} ms`} after everything was healed`);
}

const published = ({ verdict, report: _, ...figures }: WorldResult) => ({ ...figures, violations: verdict.violations.length });

if (process.argv[1]?.endsWith('proof.ts')) await main();
