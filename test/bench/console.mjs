// npm run bench:console: how the list and the talk feel in a real browser. Ten thousand rows under the wheel, J and K from ticket to ticket, a burst of messages.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { burst, journey, longTasks, wheel } from './console/measures.mjs';
import { buildForBench } from './support/build.mjs';
import { startDurableDatabase } from './support/database.mjs';
import { awaitQuiet, round } from './support/machine.mjs';
import { options } from './support/options.mjs';
import { startAftercare } from './support/processes.mjs';
import { fillArchive } from './tickets/archive.mjs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const opt = options({ tickets: 11_000, steps: 40, seconds: 5, perSecond: 50, quiet: 10 });
await buildForBench();
const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
const postgres = await startDurableDatabase();
const { token } = await fillArchive(postgres.url, { tickets: opt.tickets });
const cookie = await signedIn();
const server = await startAftercare({ databaseUrl: postgres.url, dataDir, env: { AGENT_EVENTS_PER_SECOND: '1000' } });
const base = `http://127.0.0.1:${server.port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS });
try {
  const busyBefore = await awaitQuiet(opt.quiet);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: 'ac', value: cookie, url: base }]);
  const page = await context.newPage();
  await page.addInitScript(longTasks);

  await page.goto(`${base}/console/tickets?view=all&state=closed`);
  await page.locator('[data-ticket]').first().waitFor();
  await pause(1500);
  const scroll = await wheel(page);

  await page.goto(`${base}/console/tickets?view=all`);
  await page.locator('[data-ticket]').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('textarea').waitFor();
  await pause(1500);
  const keys = await journey(page, opt.steps);

  const write = (id, n) =>
    fetch(`${base}/api/v1/tickets/${id}/messages`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ clientMessageId: crypto.randomUUID(), kind: 'text', text: `Line ${n} of many, as they come in a busy hour`, internal: n % 2 === 0 }),
    }).then((answer) => { if (!answer.ok) throw new Error(`a message was answered ${answer.status}`); });
  const messages = await burst(page, write, opt);
  console.log(JSON.stringify({ bench: 'console', rows: scroll.rows, blankFrames: scroll.blank, frames: scroll.frames, worstFrameMs: round(scroll.worstMs, 0), longTasksWhileScrolling: scroll.tasks,
    keyP95Ms: round(keys.p95, 1), keyWorstMs: round(keys.worst, 1), scriptP95Ms: round(keys.scriptP95, 1), steps: opt.steps,
    messages: messages.sent, longTasksInBurst: messages.tasks, longestTaskMs: round(messages.longest, 0), busyBefore }));
} finally {
  await browser.close();
  await server.stop();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);

/** A session of the first agent of the archive. */
async function signedIn() {
  const secret = randomBytes(32).toString('base64url');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(
    `INSERT INTO "Session" ("id", "tokenHash", "accountId", "userAgent", "expiresAt") SELECT gen_random_uuid(), $1, "accountId", 'bench', now() + interval '1 day' FROM "ApiToken" LIMIT 1`,
    [createHash('sha256').update(secret).digest()],
  );
  await client.end();
  return secret;
}
