// What is measured at each number of tickets. Each takes a stage and gives its figures; null where the shop is too small for it.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { median, round } from '../support/machine.mjs';
import { startTestRedis } from '../../support/redis.mjs';
import { startAftercare, startScript } from '../support/processes.mjs';
import { pileUp, settle } from './backlog.mjs';
import { sendRequests } from './requests.mjs';

const PAGE = 50;
const DEEP = 200;
const RATE = 200;
const SEARCHES_PER_SECOND = 20;
const JOBS = 100_000;
const ORDERS = ['waiting', 'due', 'priority', 'recent', 'newest', 'oldest', 'promised'];
const GROUPS = ['state', 'assignee', 'priority', 'team', 'due'];
const FILTERS = ['tags=kettle', 'tags=none', 'states=closed,solved', 'waiting=true', 'unread=true', 'follower=me', 'callbacks=any', 'spam=true'];
const FIRST = `/api/v1/tickets?view=all&limit=${PAGE}`;
/** Of one message, of about half of all, and of one in ten: two Chinese characters. */
const SEARCHES = { rare: (n) => `parcel${20 * (1 + (n % 400))}`, common: () => 'kettle', chinese: () => '包裹' };

/** Pages and counts, as a lead reads them. */
export async function list({ postgres, dataDir, headers, seconds }) {
  const anchor = await anchored(postgres, (port) => sendRequests({ port, seconds, request: () => ({ path: '/tickets' }) }));
  return alone(() => startAftercare({ databaseUrl: postgres.url, dataDir }), async ({ port }) => {
    const get = (path, load) => sendRequests({ port, seconds, request: () => ({ path, headers }), ...load });
    const deep = await cursorOfPage(port, headers, FIRST, DEEP);
    const first = await get(FIRST, { rate: RATE });
    const later = deep && (await get(`${FIRST}&cursor=${encodeURIComponent(deep)}`, { rate: RATE }));
    const counts = await get('/api/v1/tickets/counts', { rate: RATE / 2 });
    const closed = await get(FIRST, { connections: 8 });
    return {
      listToAnchor: round(closed.perSecond / anchor.perSecond), listP99Ms: first.ms.p99, page200ToPage1: later && round(later.ms.p99 / first.ms.p99), countsP99Ms: counts.ms.p99,
      detail: { anchor, first, later, counts, closed },
    };
  });
}

/** Every order, group and kind of filter of the open and of the closed tickets, one after the other: the slowest of them. */
export async function ways({ postgres, dataDir, headers }) {
  const narrowed = [...ORDERS.map((sort) => `sort=${sort}`), ...GROUPS.map((group) => `group=${group}`), ...FILTERS];
  const paths = ['open', 'closed'].flatMap((state) => narrowed.flatMap((way) => [`/api/v1/tickets?view=all&state=${state}&limit=${PAGE}&${way}`, ...(way.includes('group') ? [] : [`/api/v1/tickets/matching?view=all&state=${state}&${way}`])]));
  return alone(() => startAftercare({ databaseUrl: postgres.url, dataDir }), async ({ port }) => {
    const detail = {};
    for (const path of paths) {
      const times = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const began = performance.now();
        await call(port, headers, 'GET', path);
        times.push(performance.now() - began);
      }
      detail[path.slice('/api/v1/tickets'.length)] = round(median(times));
    }
    return { slowestWayMs: Math.max(...Object.values(detail)), detail };
  });
}

/** A ticket by staff: validated, with its message and its event in one commit. */
export async function create({ postgres, dataDir, headers, seconds }) {
  const body = JSON.stringify({ customer: 1, subject: 'A kettle', text: 'It leaks.' });
  const anchor = await anchored(postgres, (port) =>
    sendRequests({ port, seconds, expect: 201, request: () => ({ method: 'POST', path: '/tickets', headers: { 'content-type': 'application/json' }, body }) }));
  const ours = await alone(() => startAftercare({ databaseUrl: postgres.url, dataDir }), async ({ port }) => {
    const opened = await open(port, headers, seconds);
    return { ...opened, settledAfterSeconds: await settle({ databaseUrl: postgres.url }) };
  });
  return { createToAnchor: round(ours.perSecond / anchor.perSecond), detail: { anchor, ours } };
}

/** The slowest of three kinds of word. */
export async function search({ postgres, dataDir, headers, seconds }) {
  return alone(() => startAftercare({ databaseUrl: postgres.url, dataDir }), async ({ port }) => {
    const detail = {};
    for (const [kind, word] of Object.entries(SEARCHES)) {
      detail[kind] = await sendRequests({ port, seconds, rate: SEARCHES_PER_SECOND, request: (n) => ({ path: `/api/v1/search?q=${encodeURIComponent(word(n))}`, headers }) });
    }
    return { searchP99Ms: Math.max(...Object.values(detail).map(({ ms }) => ms.p99)), detail };
  });
}

/** Creating while 100,000 jobs wait, over creating while none does; the worker is another process, and is not running. */
export async function backlog({ postgres, dataDir, headers, seconds }) {
  const creates = (env = {}) => alone(() => startAftercare({ databaseUrl: postgres.url, dataDir, roles: 'web,sockets', env }), async ({ port }) => (await open(port, headers, seconds)).perSecond);
  const beside = async (where, env) => {
    const before = await creates(env);
    const takeAway = await pileUp({ ...where, jobs: JOBS });
    const during = await creates(env);
    await takeAway();
    return { before, during, ratio: round(during / before) };
  };
  const onPostgres = await beside({ databaseUrl: postgres.url });
  const redis = await startTestRedis();
  try {
    const port = Number(new URL(redis.url).port);
    const onRedis = await beside({ redisPort: port }, { REDIS_URL: redis.url, SECRET_KEY: randomBytes(32).toString('base64'), FILES_DIR: dataDir });
    return { createWithBacklog: onRedis.ratio, createWithBacklogOnPostgres: onPostgres.ratio, detail: { onPostgres, onRedis } };
  } finally {
    await redis.stop();
  }
}

/** Reading pages while one change takes ten thousand tickets, over reading them in quiet. */
export async function interference({ postgres, dataDir, headers, seconds, marked }) {
  if (marked < 2_000) return { interference: null };
  return alone(() => startAftercare({ databaseUrl: postgres.url, dataDir }), async ({ port }) => {
    const read = () => sendRequests({ port, seconds, rate: RATE / 4, request: () => ({ path: FIRST, headers }) });
    const quiet = await read();
    const draft = { matching: { view: 'all', filter: { tags: ['marked'] } }, actions: [{ do: 'set_priority', priority: 'high' }] };
    const change = await call(port, headers, 'POST', '/api/v1/bulk-changes', draft);
    const during = await read();
    const reached = await call(port, headers, 'GET', `/api/v1/bulk-changes/${change.id}`);
    if (reached.state === 'running') await call(port, headers, 'DELETE', `/api/v1/bulk-changes/${change.id}`);
    await pause(1_000);
    return { interference: round(during.ms.p99 / quiet.ms.p99), detail: { quiet, during, total: reached.total, doneMeanwhile: reached.done } };
  });
}

const open = (port, headers, seconds) =>
  sendRequests({
    port, seconds, expect: 201,
    request: (n) => ({
      method: 'POST', path: '/api/v1/tickets', headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ customer: { name: 'Measured' }, subject: `A kettle ${n}`, message: { text: 'It leaks.', internal: true } }),
    }),
  });

async function call(port, headers, method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: body ? { ...headers, 'content-type': 'application/json' } : headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function cursorOfPage(port, headers, path, page) {
  let cursor = '';
  for (let at = 1; at < page; at += 1) {
    cursor = (await call(port, headers, 'GET', `${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).nextCursor;
    // A small shop has no such page.
    if (cursor === null) return null;
  }
  return cursor;
}

const anchored = (postgres, measure) => alone(() => startScript('../tickets/anchor.mjs', [`--pg=${postgres.url}`]), ({ first }) => measure(first.port));

/** Starts a server, measures it and ends it: two never share the machine. */
async function alone(start, measure) {
  const server = await start();
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}
