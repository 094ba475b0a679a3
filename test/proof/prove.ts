import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestPostgres } from '../support/postgres.mjs';
import { naiveWorld } from './naive-world.js';
import { runProof, type RunResult } from './proof-run.js';
import { seededRandom } from './random.js';
import { shopWorld, type ShopPlan } from './shop-world.js';
import type { World } from './world.js';

export interface ProofPlan extends ShopPlan {
  seed: number;
  durationMs: number;
  restMs: number;
  calmEveryMs: number | null;
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
    const result = await runProof({ ...plan, database, worlds, random });
    for (const { name, verdict } of result.worlds) writeFileSync(join(plan.folder, `${name}.violations.json`), JSON.stringify(verdict.violations, null, 1));
    return result;
  } finally {
    for (const world of worlds) await world.stop();
    await database.stop();
  }
}

export const proofFolder = () => mkdtempSync(join(tmpdir(), 'aftercare-proof-'));
