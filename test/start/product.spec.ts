import { statSync } from 'node:fs';
import { join } from 'node:path';
import { endIfAlive, Installation } from './installation.js';

jest.setTimeout(300_000);

let here: Installation;

beforeAll(async () => {
  here = await Installation.ofProduct();
});
afterAll(() => here.remove());

const stopwatch = () => {
  const since = performance.now();
  return () => performance.now() - since;
};
const status = async (path: string): Promise<number> => (await fetch(`${here.url}${path}`)).status;

test('the product starts, is killed, recovers and stops, on one folder', async () => {
  const took = stopwatch();
  const first = await here.serve();
  const firstMs = took();
  for (const path of ['/', '/console/', '/demo-shop/', '/widget/v1.js', '/health/live', '/health/ready', '/favicon.ico']) {
    expect({ path, status: await status(path) }).toEqual({ path, status: 200 });
  }
  const demo: unknown = JSON.parse(here.readData('demo.json'));
  expect(demo).toMatchObject({ url: here.url, widgetKey: expect.any(String), accounts: expect.any(Array), customers: expect.any(Array) });
  for (const file of ['demo.json', 'secrets/secret-key', 'secrets/database-password']) {
    expect({ file, mode: statSync(join(here.dataDir, file)).mode & 0o777 }).toEqual({ file, mode: 0o600 });
  }

  for (const pid of [here.pidOf('app'), first.child.pid ?? 0, here.pidOf('database')]) endIfAlive(pid);
  await first.ended();

  const tookAgain = stopwatch();
  const second = await here.serve();
  // Neither made nor filled again; how long that is in seconds is the machine's.
  expect(tookAgain()).toBeLessThan(firstMs);
  expect(await status('/health/ready')).toBe(200);

  second.child.kill('SIGINT');
  expect(await second.ended()).toBe(0);
  expect(here.processes()).toEqual([]);
});
