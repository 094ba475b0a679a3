// npm run bench:tickets: lists, counts, creating and finding at growing numbers of tickets, beside the least code that does it, in one run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildForBench } from './support/build.mjs';
import { startDurableDatabase } from './support/database.mjs';
import { awaitQuiet, median, round } from './support/machine.mjs';
import { options } from './support/options.mjs';
import { fillAnchor, fillArchive } from './tickets/archive.mjs';
import { backlog, create, interference, list, search, ways } from './tickets/measures.mjs';

const measures = { list, ways, create, search, backlog, interference };
const opt = options({ sizes: '10000,100000,1000000', only: Object.keys(measures).join(','), rounds: 3, seconds: 5, quiet: 20 });
const sizes = opt.sizes.split(',').map(Number);
const chosen = opt.only.split(',');
const unknown = chosen.filter((name) => !(name in measures));
if (unknown.length) throw new Error(`unknown measure ${unknown.join(', ')}; known: ${Object.keys(measures).join(', ')}`);

await buildForBench();
const bySize = new Map();
for (const tickets of sizes) bySize.set(tickets, await measure(tickets));
const [least, most] = [bySize.get(sizes[0]), bySize.get(sizes.at(-1))];
const at = sizes.at(-1) === 1_000_000 ? '1M' : String(sizes.at(-1));
console.log(JSON.stringify({
  bench: 'tickets', createToAnchor: most.createToAnchor, listToAnchor: most.listToAnchor, [`listP99MsAt${at}`]: most.listP99Ms, listP99Growth: most.listP99Ms && round(most.listP99Ms / least.listP99Ms),
  page200ToPage1: most.page200ToPage1, slowestWayMs: most.slowestWayMs, countsP99Ms: most.countsP99Ms, [`searchP99MsAt${at}`]: most.searchP99Ms, createWithBacklog: most.createWithBacklog, interference: most.interference,
  sizes: Object.fromEntries(bySize), rounds: opt.rounds,
}));
process.exit(0);

/** Every chosen measure on a database of its own with so many tickets: the medians of the rounds. */
async function measure(tickets) {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
  const postgres = await startDurableDatabase({ shared_buffers: '1GB' });
  try {
    const { token, marked } = await fillArchive(postgres.url, { tickets });
    await fillAnchor(postgres.url, { tickets });
    const stage = { postgres, dataDir, headers: { authorization: `Bearer ${token}` }, seconds: opt.seconds, marked };
    const rounds = [];
    for (let turn = 1; turn <= opt.rounds; turn += 1) {
      const figures = {};
      for (const name of chosen) {
        const busyBefore = await awaitQuiet(opt.quiet);
        const { detail, ...found } = await measures[name](stage);
        console.log(`${tickets} tickets, round ${turn} ${name} ${JSON.stringify({ ...found, ...detail, busyBefore })}`);
        Object.assign(figures, found);
      }
      rounds.push(figures);
    }
    return Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, rounds[0][name] === null ? null : round(median(rounds.map((one) => one[name])))]));
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
