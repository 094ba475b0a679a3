// npm run bench:chat: the goals of the live chat beside what the libraries allow, in one run, in turn, medians of rounds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildForBench } from './support/build.mjs';
import { startDurableDatabase } from './support/database.mjs';
import { median, round } from './support/machine.mjs';
import { options } from './support/options.mjs';
import { agentsCost, latency, memory, recovery, throughput } from './chat/measures.mjs';
import { countFlaws, fillShop } from './chat/shop.mjs';
import { Stage } from './chat/stage.mjs';
import { twoNodes } from './chat/two-nodes.mjs';

const MEASURES = { throughput, latency, memory, recovery, agents: agentsCost, nodes: twoNodes };
const FIGURES = ['ratioToBareRelay', 'p99Ms', 'p99ToGroupCommit', 'kibPerIdleVisitor', 'recoverySeconds', 'agentsCostRatio', 'ratioToGroupCommit', 'twoNodesRatio'];

const opt = options({ rounds: 3, seconds: 8, only: Object.keys(MEASURES).join(','), quiet: 20, profile: '' });
const chosen = opt.only.split(',');
const unknown = chosen.filter((name) => !(name in MEASURES));
if (unknown.length) throw new Error(`unknown measure ${unknown.join(', ')}; known: ${Object.keys(MEASURES).join(', ')}`);

await buildForBench();
const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
const postgres = await startDurableDatabase();
let failed = true;
try {
  const shop = await fillShop(postgres.url, { visitors: 10_000, agents: 200 });
  const stage = new Stage({ postgres, shop, dataDir, quiet: opt.quiet, ...(opt.profile ? { nodeArgs: ['--cpu-prof', `--cpu-prof-dir=${opt.profile}`] } : {}) });
  const rounds = [];
  for (let turn = 1; turn <= opt.rounds; turn += 1) {
    const measured = {};
    for (const name of chosen) {
      measured[name] = await MEASURES[name](stage, opt);
      console.log(`round ${turn} ${name} ${JSON.stringify(measured[name])}`);
    }
    rounds.push({ ...Object.assign({}, ...Object.values(measured)), ...measured });
  }
  const flaws = await countFlaws(postgres.url);
  if (flaws) throw new Error(`${flaws} conversations have a missing or doubled place in the database`);
  console.log(JSON.stringify({ bench: 'chat', ...summary(rounds), ...absolutes(rounds), rounds: opt.rounds }));
  failed = false;
} finally {
  await postgres.stop();
  if (failed) console.error(`The log of the server stays in ${dataDir}`);
  else rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);

function summary(rounds) {
  return Object.fromEntries(FIGURES.filter((name) => name in rounds[0]).map((name) => [name, round(median(rounds.map((one) => one[name])))]));
}

/** What the ratios are made of, and how many cores others kept busy meanwhile: with more than a few tenths, repeat the run. */
function absolutes(rounds) {
  if (!('throughput' in rounds[0])) return {};
  const servers = Object.fromEntries(['bare', 'groupCommit', 'ours'].map((name) => [name, {
    perSecond: median(rounds.map(({ throughput: t }) => t[name].perSecond)),
    cpuUsPerMessage: { server: median(rounds.map(({ throughput: t }) => t[name].cpuUsPerMessage.server)), database: median(rounds.map(({ throughput: t }) => t[name].cpuUsPerMessage.database)) },
    foreignCores: median(rounds.map(({ throughput: t }) => t[name].foreignCpu)),
  }]));
  return { throughput: servers };
}
