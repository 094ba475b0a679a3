// npm run bench:page: what the widget costs a shop's page, by loading it without and with the snippet in turn on a slowed-down CPU.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { openShop } from './page/shop-page.mjs';
import { score } from './page/score.mjs';
import { buildForBench } from './support/build.mjs';
import { startDurableDatabase } from './support/database.mjs';
import { awaitQuiet, median, round } from './support/machine.mjs';
import { options } from './support/options.mjs';
import { startAftercare } from './support/processes.mjs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const KINDS = ['bare', 'widget', 'empty'];

const opt = options({ runs: 7, cpu: 4, quiet: 10 });
await buildForBench();
const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
const postgres = await startDurableDatabase();
const server = await startAftercare({ databaseUrl: postgres.url, dataDir, nodeArgs: [] });
const client = new pg.Client({ connectionString: postgres.url });
await client.connect();
const { rows: [{ key }] } = await client.query('SELECT "key" FROM "Channel" LIMIT 1');
await client.end();
const shop = await openShop(`http://127.0.0.1:${server.port}`, key);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS });
try {
  const seen = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  const busyBefore = await awaitQuiet(opt.quiet);
  for (let run = 0; run <= opt.runs; run += 1) {
    for (const kind of KINDS) {
      const measured = await load(kind);
      // The first round warms the browser's own caches of compiled code and fonts.
      if (run > 0) seen[kind].push(measured);
    }
  }
  const of = (kind, name) => median(seen[kind].map((run) => run[name]));
  const [without, withIt] = ['bare', 'widget'].map((kind) => score({ fcp: of(kind, 'fcp'), lcp: of(kind, 'lcp'), tbt: of(kind, 'tbt'), cls: of(kind, 'cls') }));
  const longest = (name) => Math.max(...seen.empty.map((run) => run[name]));
  console.log(JSON.stringify({
    bench: 'page', cpu: opt.cpu, runs: opt.runs, scoreWithout: round(without, 1), scoreWith: round(withIt, 1), points: round(without - withIt, 1),
    longTasksOfTheWidget: longest('tasks'), longestTaskMs: round(longest('longest'), 0), tbtAddedMs: round(of('widget', 'tbt') - of('bare', 'tbt'), 0), cls: round(Math.max(...seen.widget.map((run) => run.cls)), 4),
    lcpWithoutMs: round(of('bare', 'lcp'), 0), lcpWithMs: round(of('widget', 'lcp'), 0), requestsOfTheWidget: of('empty', 'requests'), bytesOfTheWidget: of('empty', 'bytes'), busyBefore,
  }));
} finally {
  await browser.close();
  await shop.close();
  await server.stop();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** One visit with an empty cache, until the launcher stands and the page has been quiet. */
async function load(kind) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: opt.cpu });
  const requests = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => request.url.includes(`:${server.port}/`) && requests.set(requestId, 0));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => requests.has(requestId) && requests.set(requestId, encodedDataLength));
  await page.addInitScript(() => {
    globalThis.seen = { lcp: 0, tbt: 0, cls: 0, tasks: 0, longest: 0 };
    const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
    watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
    watch('longtask', (entry) => {
      seen.tasks += 1;
      seen.longest = Math.max(seen.longest, entry.duration);
      seen.tbt += entry.duration - 50;
    });
  });
  await page.goto(`${shop.url}/${kind}`, { waitUntil: 'load' });
  if (kind !== 'bare') await page.locator('aftercare-widget').getByRole('button').waitFor();
  await page.waitForLoadState('networkidle');
  // Two frames and an idle moment after everything that was waited for.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done)))));
  const found = await page.evaluate(() => ({ ...globalThis.seen, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 }));
  await context.close();
  return { ...found, requests: requests.size, bytes: [...requests.values()].reduce((sum, size) => sum + size, 0) };
}
