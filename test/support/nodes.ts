import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Peers } from '../../server/src/platform/nodes/peers.js';
import { startAppOn, type TestApp } from './app.js';
import { cloneDatabase } from './database.js';
import { FaultProxy } from './fault-proxy.js';
import { startTestRedis, type TestRedis } from './redis.mjs';
import { until } from './until.js';

export interface Node extends TestApp {
  /** Between this node and Redis. */
  readonly redisLink: FaultProxy;
}

export interface TestNodes {
  readonly one: Node;
  readonly two: Node;
  readonly redis: TestRedis;
  readonly databaseUrl: string;
  /** What another process of this desk must be started with. */
  readonly environment: Record<string, string>;
  /** Resolves when both nodes hear each other. */
  linked(): Promise<void>;
  close(): Promise<void>;
}

export const SHARED_KEY = 'the nodes of these tests share this key';

/** Two nodes of one desk on one database, each with a link of its own to one Redis. */
export async function startNodes(overrides: Record<string, string> = {}, roles = 'web,sockets'): Promise<TestNodes> {
  const database = await cloneDatabase();
  const redis = await startTestRedis();
  const files = mkdtempSync(join(tmpdir(), 'aftercare-test-files-'));
  const environment = { SECRET_KEY: SHARED_KEY, FILES_DIR: files, REDIS_URL: redis.url, ...overrides };
  const links: FaultProxy[] = [];
  const node = async (): Promise<Node> => {
    const redisLink = await FaultProxy.start({ host: '127.0.0.1', port: redis.port });
    links.push(redisLink);
    const app = await startAppOn(database, { ...environment, REDIS_URL: `redis://127.0.0.1:${redisLink.port}` }, roles);
    return Object.assign(app, { redisLink });
  };
  const [one, two] = [await node(), await node()];
  const linked = async () => {
    await until('the nodes hear each other', () => [one, two].every((app) => app.nest.get(Peers).isLinked));
  };
  await linked();
  return {
    one, two, redis, environment, linked,
    databaseUrl: database.url,
    async close() {
      await Promise.all([one.stop(), two.stop()]);
      await database.drop();
      for (const link of links) await link.stop();
      await redis.stop();
      rmSync(files, { recursive: true, force: true });
    },
  };
}
