import { chmodSync, existsSync, rmSync } from 'node:fs';
import { endIfAlive, Installation, type Start } from './installation.js';

jest.setTimeout(300_000);

let here: Installation;

beforeEach(async () => {
  here = await Installation.make();
});
afterEach(() => here.remove());

const ask = async (path: string): Promise<unknown> => (await fetch(`${here.url}${path}`)).json();

async function stop(start: Start, signal: NodeJS.Signals = 'SIGINT'): Promise<number | string> {
  start.child.kill(signal);
  return start.ended();
}

async function killAndWait(pids: readonly number[], start: Start): Promise<void> {
  for (const pid of pids) endIfAlive(pid);
  await start.ended();
}

test('a first start builds, makes the database and serves; a second only serves, with the same data and key', async () => {
  const firstAt = performance.now();
  const first = await here.serve();
  const firstMs = performance.now() - firstAt;
  expect(first.output()).toContain('Building');
  expect(first.output()).toContain('Making the database');
  expect(first.output()).toContain(`${here.url}/console/`);
  const key = await ask('/key');
  await ask('/write');
  await stop(first);

  const secondAt = performance.now();
  const second = await here.serve();
  // By seconds it would be a measure of the machine.
  expect(performance.now() - secondAt).toBeLessThan(firstMs);
  expect(second.output()).not.toMatch(/Building|Installing|Making/);
  expect(await ask('/key')).toBe(key);
  expect(await ask('/words')).toContainEqual(expect.stringMatching(/^word-/));
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s lets the application finish before the database stops, and leaves no process', async (signal) => {
  const start = await here.serve();
  expect(await stop(start, signal)).toBe(0);
  expect(here.readData('drained')).toBe('1\n');
  expect(here.processes()).toEqual([]);
  expect(existsSync(`${here.dataDir}/database/data/postmaster.pid`)).toBe(false);
});

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('%s for the npm that runs it ends everything too', async (signal) => {
  const start = here.start({}, { command: ['npm', 'start'] });
  await start.says('Ctrl-C stops everything.');
  start.child.kill(signal);
  // The output ends when the last process that may write it has.
  await start.ended();
  expect(here.readData('drained')).toBe('1\n');
  expect(here.processes()).toEqual([]);
});

test('Ctrl-C while it builds ends the build and leaves nothing', async () => {
  here.write('build.mjs', 'console.log("never done"); setInterval(() => undefined, 1000);');
  const start = here.start();
  await start.says('Building');
  while (!here.processes().some((line) => line.includes('build.mjs'))) await new Promise((resolve) => setImmediate(resolve));
  expect(await stop(start)).toBe(130);
  expect(here.processes()).toEqual([]);
  expect(existsSync(here.dataDir)).toBe(false);
});

test('after kill -9 of every process the next start recovers what was written', async () => {
  const start = await here.serve();
  await ask('/write');
  await killAndWait([here.pidOf('app'), start.child.pid ?? 0, here.pidOf('database')], start);
  await here.serve();
  expect(await ask('/words')).toHaveLength(1);
});

test('after kill -9 of the supervisor alone the next start ends the application and the database left behind', async () => {
  const start = await here.serve();
  const [app, database] = [here.pidOf('app'), here.pidOf('database')];
  await killAndWait([start.child.pid ?? 0], start);
  await here.serve();
  expect(here.pidOf('app')).not.toBe(app);
  expect(here.pidOf('database')).not.toBe(database);
});

test('after kill -9 of supervisor and application the next start takes over the folder of the live database', async () => {
  const start = await here.serve();
  await ask('/write');
  const database = here.pidOf('database');
  await killAndWait([here.pidOf('app'), start.child.pid ?? 0], start);
  expect(here.processes()).not.toEqual([]);
  await here.serve();
  expect(here.pidOf('database')).not.toBe(database);
  expect(await ask('/words')).toHaveLength(1);
});

test('an application that dies is started again', async () => {
  const start = await here.serve();
  await ask('/die').catch(() => undefined);
  await start.says('Aftercare ended unexpectedly (exit code 3); starting it again in 0.25 s.');
  await start.says(/Aftercare is back/);
  expect(await ask('/words')).toEqual([]);
});

test('a database that dies is started again on the same port', async () => {
  const start = await here.serve();
  const port = here.readData('database/aftercare.json');
  process.kill(here.pidOf('database'), 'SIGKILL');
  await start.says('The database is back');
  expect(here.readData('database/aftercare.json')).toBe(port);
  expect(await ask('/words')).toEqual([]);
});

test('an application that dies every time is given up, and nothing keeps running', async () => {
  const start = await here.serve();
  here.write('dist/server/src/main.js', 'process.exit(4)');
  await ask('/die').catch(() => undefined);
  expect(await start.ended()).toBe(1);
  expect(start.output()).toContain('Aftercare ended 5 times in a row (exit code 4); Aftercare gives up.');
  expect(here.processes()).toEqual([]);
});

test('an application that does not come up ends the start with its last words', async () => {
  const start = here.start({ DIE_AT_ONCE: '1' });
  expect(await start.ended()).toBe(1);
  expect(start.output()).toContain('Aftercare ended while it was starting (exit code 3); see above');
  expect(here.processes()).toEqual([]);
});

// Only root has another user for the database.
if (process.getuid?.() === 0) {
  test('where the database’s user cannot enter the data folder, the database lives beside and is found again', async () => {
    chmodSync(here.root, 0o700);
    const first = await here.serve();
    expect(first.output()).toContain(`PostgreSQL's user cannot enter ${here.dataDir}, so the database lives in /var/lib/aftercare/`);
    await ask('/write');
    await stop(first);
    const { home }: { home: string } = JSON.parse(here.readData('database.json'));
    try {
      const second = await here.serve();
      expect(await ask('/words')).toContainEqual(expect.stringMatching(/^word-/));
      await stop(second);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
}
