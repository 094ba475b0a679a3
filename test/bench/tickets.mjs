// npm run bench:tickets: lists and counts at growing numbers of tickets, beside the least code that does it, in one run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildForBench } from './support/build.mjs';
import { startDurableDatabase } from './support/database.mjs';
import { awaitQuiet, median, round } from './support/machine.mjs';
import { options } from './support/options.mjs';
import { startAftercare, startScript } from './support/processes.mjs';
import { fillAnchor, fillArchive } from './tickets/archive.mjs';
import { sendRequests } from './tickets/requests.mjs';

const PAGE = 50;
const DEEP = 200;
const RATE = 200;

const opt = options({ sizes: '10000,100000,1000000', rounds: 3, seconds: 5, quiet: 20 });
const sizes = opt.sizes.split(',').map(Number);

await buildForBench();
const bySize = new Map();
for (const tickets of sizes) bySize.set(tickets, await measure(tickets));
const [least, most] = [bySize.get(sizes[0]), bySize.get(sizes.at(-1))];
console.log(JSON.stringify({
  bench: 'tickets',
  listToAnchor: most.listToAnchor, [`listP99MsAt${sizes.at(-1)}`]: most.listP99Ms, listP99Growth: round(most.listP99Ms / least.listP99Ms),
  page200ToPage1: most.page200ToPage1, countsP99Ms: most.countsP99Ms, sizes: Object.fromEntries(bySize), rounds: opt.rounds,
}));
process.exit(0);

/** The same measures on a database of its own with so many tickets. */
async function measure(tickets) {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
  const postgres = await startDurableDatabase({ shared_buffers: '1GB' });
  try {
    const { token } = await fillArchive(postgres.url, { tickets });
    await fillAnchor(postgres.url, { tickets });
    const headers = { authorization: `Bearer ${token}` };
    const rounds = [];
    for (let turn = 1; turn <= opt.rounds; turn += 1) {
      const busyBefore = await awaitQuiet(opt.quiet);
      const anchor = await alone(() => startScript('../tickets/anchor.mjs', [`--pg=${postgres.url}`]), (server) =>
        sendRequests({ port: server.first.port, seconds: opt.seconds, request: () => ({ path: '/tickets' }) }));
      const ours = await alone(() => startAftercare({ databaseUrl: postgres.url, dataDir }), ({ port }) => readAsLead(port, headers));
      const measured = { listToAnchor: round(ours.closed.perSecond / anchor.perSecond), listP99Ms: ours.list.ms.p99, page200ToPage1: ours.deep && round(ours.deep.ms.p99 / ours.list.ms.p99), countsP99Ms: ours.counts.ms.p99 };
      console.log(`${tickets} tickets, round ${turn} ${JSON.stringify({ ...measured, anchor, ...ours, busyBefore })}`);
      rounds.push(measured);
    }
    return Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, rounds[0][name] === null ? null : round(median(rounds.map((one) => one[name])))]));
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function readAsLead(port, headers) {
  const get = (path, load) => sendRequests({ port, seconds: opt.seconds, request: () => ({ path, headers }), ...load });
  const first = `/api/v1/tickets?view=all&limit=${PAGE}`;
  const deep = await cursorOfPage(port, headers, first, DEEP);
  return {
    list: await get(first, { rate: RATE }),
    // A small shop has no such page.
    deep: deep && (await get(`${first}&cursor=${encodeURIComponent(deep)}`, { rate: RATE })),
    counts: await get('/api/v1/tickets/counts', { rate: RATE / 2 }),
    closed: await get(first, { connections: 8 }),
  };
}

async function cursorOfPage(port, headers, path, page) {
  let cursor = '';
  for (let at = 1; at < page; at += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, { headers });
    if (!answer.ok) throw new Error(`page ${at} answered ${answer.status}`);
    cursor = (await answer.json()).nextCursor;
    if (cursor === null) return null;
  }
  return cursor;
}

/** Starts a server, measures it and ends it: two never share the machine. */
async function alone(start, measureIt) {
  const server = await start();
  try {
    return await measureIt(server);
  } finally {
    await server.stop();
  }
}
