// npm run bench:start: how soon the built server is ready when its database is up, and what it weighs when idle.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildForBench } from './support/build.mjs';
import { startDurableDatabase } from './support/database.mjs';
import { awaitQuiet, cpuSeconds, median, round, rssMiB } from './support/machine.mjs';
import { options } from './support/options.mjs';
import { startAftercare } from './support/processes.mjs';

const IDLE_MS = 5_000;

const opt = options({ rounds: 5, quiet: 20 });
await buildForBench();
const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
const postgres = await startDurableDatabase();
try {
  const rounds = [];
  // The first start of an installation lays the job queue's tables and is no ordinary start.
  await (await startAftercare({ databaseUrl: postgres.url, dataDir, nodeArgs: [] })).stop();
  for (let turn = 1; turn <= opt.rounds; turn += 1) {
    const busyBefore = await awaitQuiet(opt.quiet);
    const server = await startAftercare({ databaseUrl: postgres.url, dataDir, nodeArgs: [] });
    const cpuToReady = round(cpuSeconds(server.pid));
    await pause(IDLE_MS);
    const measured = { readySeconds: round(server.readyMs / 1000), cpuToReady, idleMiB: round(rssMiB(server.pid), 0), busyBefore };
    await server.stop();
    console.log(`round ${turn} ${JSON.stringify(measured)}`);
    rounds.push(measured);
  }
  const of = (name) => round(median(rounds.map((one) => one[name])));
  console.log(JSON.stringify({ bench: 'start', readySeconds: of('readySeconds'), cpuToReady: of('cpuToReady'), idleMiB: of('idleMiB'), rounds: opt.rounds }));
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
