import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FaultProxy, type Fault } from '../support/fault-proxy.js';
import { startTestRedis, type TestRedis } from '../support/redis.mjs';
import { freePort, ServerProcess } from './server-process.js';
import type { Misfortune } from './world.js';

export type Topology = 'one' | 'two';

/** The processes of one desk, all that lies between them, and what can befall them besides being killed. */
export interface DeskProcesses {
  readonly servers: readonly ServerProcess[];
  /** Between clients and nodes. A new connection goes to the node of that link, or to another one that serves. */
  readonly links: readonly FaultProxy[];
  readonly databaseLink: FaultProxy;
  readonly misfortunes: readonly Misfortune[];
  /** Ends the connections through the links of a node that is back, as a proxy that spreads its load anew. */
  rebalance(at: number): Promise<void>;
  /** The address people use; a front door without faults. */
  readonly url: string;
  stop(): Promise<void>;
}

const LINKS = 3;
const CUTS: readonly Fault[] = [{ mode: 'blackhole' }, { mode: 'freeze' }, { mode: 'refuse' }, { mode: 'one-way', dead: 'down' }, { mode: 'one-way', dead: 'up' }, { mode: 'reset' }];

export interface DeskPlan {
  readonly topology: Topology;
  readonly databaseUrl: string;
  readonly folder: string;
  readonly random: () => number;
  /** How long a node is cut off from Redis the first time; a random, shorter time after that. */
  readonly longCutMs: number;
}

/** One process that runs everything, or two nodes and a worker with Redis between them, as docker-compose.yml has them. */
export async function startDesk(plan: DeskPlan): Promise<DeskProcesses> {
  const { topology, databaseUrl, folder, random } = plan;
  const { hostname, port } = new URL(databaseUrl);
  const databaseLink = await FaultProxy.start({ host: hostname, port: Number(port) }, random);
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${databaseLink.port}`;
  const redis = topology === 'two' ? await startTestRedis() : null;
  const servers: ServerProcess[] = [];
  const to = (home: number) => () => {
    const server = servers[home]?.isServing ? servers[home] : (servers.find((one) => one.isServing) ?? servers[home]);
    return { host: '127.0.0.1', port: server?.port ?? 1 };
  };
  const front = await FaultProxy.start(to(0), random);
  const url = `http://127.0.0.1:${front.port}`;
  const start = async (name: string, roles: string, redisPort: number | null) => {
    const own = await freePort();
    const dataDir = join(folder, `data-${name}`);
    mkdirSync(dataDir, { recursive: true });
    const server = new ServerProcess({
      args: [join(process.cwd(), 'dist/server/src/main.js'), '--run', roles],
      port: own,
      log: join(folder, `aftercare.${name}.log`),
      env: {
        NODE_ENV: 'test', HOST: '127.0.0.1', PORT: String(own), PUBLIC_URL: url, DATABASE_URL: through.href, DATA_DIR: dataDir, DEMO: 'off',
        SIGN_INS_PER_MINUTE: '1000', VISITORS_PER_MINUTE: '1000', LOG_LEVEL: 'info',
        ...(redisPort === null ? {} : { REDIS_URL: `redis://127.0.0.1:${redisPort}`, SECRET_KEY: 'the key all nodes of this proof share', FILES_DIR: join(folder, 'files') }),
      },
    });
    if ((await server.start()) === null) throw new Error(`${name} ended at once; see ${folder}/aftercare.${name}.log`);
    return server;
  };
  mkdirSync(join(folder, 'files'), { recursive: true });
  const redisLinks: FaultProxy[] = [];
  const linkToRedis = async ({ port: target }: TestRedis) => {
    const link = await FaultProxy.start({ host: '127.0.0.1', port: target }, random);
    redisLinks.push(link);
    return link.port;
  };
  const others: ServerProcess[] = [];
  if (redis) {
    servers.push(...(await Promise.all([start('node1', 'web,sockets', await linkToRedis(redis)), start('node2', 'web,sockets', await linkToRedis(redis))])));
    others.push(await start('worker', 'worker,scheduler', await linkToRedis(redis)));
  } else servers.push(await start('server', 'web,sockets,worker,scheduler', null));
  const links = await Promise.all(Array.from({ length: LINKS }, (_, at) => FaultProxy.start(to(at % servers.length), random)));
  const misfortunes = redis ? [...others.map(diesAndIsBack), emptied(redis), cutOff(redisLinks, plan)] : [];
  return {
    servers, links, databaseLink, misfortunes, url,
    async rebalance(at) {
      for (const [index, link] of links.entries()) {
        if (servers.length === 1 || index % servers.length !== at || link.fault.mode !== 'pass') continue;
        await link.set({ mode: 'reset' });
        await link.set({ mode: 'pass' });
      }
    },
    async stop() {
      await Promise.all([...servers, ...others].map((server) => server.stop()));
      await Promise.all([front, ...links, databaseLink, ...redisLinks].map((link) => link.stop()));
      await redis?.stop();
    },
  };
}

const diesAndIsBack = (worker: ServerProcess): Misfortune => ({
  kind: 'worker_kill',
  async strike() {
    await worker.kill();
    return {
      // It may give up while the database is away.
      async heal() {
        while ((await worker.start()) === null) await pause(200);
      },
    };
  },
});

const emptied = (redis: TestRedis): Misfortune => ({
  kind: 'redis_emptied',
  async strike() {
    await redis.kill();
    return { heal: () => redis.start() };
  },
});

function cutOff(links: readonly FaultProxy[], { random, longCutMs }: DeskPlan): Misfortune {
  let isFirst = true;
  return {
    kind: 'redis_cut',
    async strike() {
      // First one of the two nodes, with the fault that nobody is told of.
      const link = links[isFirst ? 0 : Math.floor(random() * links.length)];
      const fault: Fault = isFirst ? { mode: 'blackhole' } : (CUTS[Math.floor(random() * CUTS.length)] ?? { mode: 'reset' });
      await link?.set(fault);
      const heal = () => link?.set({ mode: 'pass' }) ?? Promise.resolve();
      const lasting = isFirst ? { heal, holdMs: longCutMs } : { heal };
      isFirst = false;
      return lasting;
    },
  };
}
