import { startTestRedis } from '../../support/redis.mjs';
import { startAftercare, startScript } from '../support/processes.mjs';

const PAIRS = 100;
const IDLE = 1_000;
const KEY = 'the nodes of this measurement share this key';

const at = (port) => `ws://127.0.0.1:${port}`;

/** Several processes as one server of the stage: what one of them costs is told beside the others. */
function together(dialect, nodes, also) {
  const [first, second] = nodes;
  return {
    dialect, url: at(first.port), urls: nodes.map(({ port }) => at(port)), pid: first.pid, also: { second, ...also },
    async stop() {
      await Promise.all([...nodes, ...Object.values(also).filter((one) => one.stop)].map((one) => one.stop()));
    },
  };
}

async function bareNodes(redis) {
  const nodes = await Promise.all([1, 2].map(() => startScript('../chat/anchor.mjs', [`--redis=${redis.url}`])));
  return together('bare', nodes.map((node) => ({ ...node, port: node.first.port })), {});
}

async function ourNodes(stage, redis) {
  const wanted = { databaseUrl: stage.postgres.url, dataDir: stage.dataDir, env: { REDIS_URL: redis.url, SECRET_KEY: KEY, FILES_DIR: stage.dataDir } };
  const nodes = await Promise.all([1, 2].map(() => startAftercare({ ...wanted, roles: 'web,sockets' })));
  return together('aftercare', nodes, { worker: await startAftercare({ ...wanted, roles: 'worker,scheduler' }) });
}

/** The two of a conversation are on different nodes, so every message passes Redis. */
function apart(people, urls) {
  const spread = (who, index) => ({ ...who, url: urls[index % urls.length] });
  return { ...people, idle: people.idle.map(spread), sockets: people.sockets.map(spread) };
}

/** Goal 7: two nodes with Redis between them, beside a bare relay on two nodes with Socket.IO's own Redis adapter. */
export async function twoNodes(stage, { seconds }) {
  const measured = {};
  const redis = await startTestRedis();
  try {
    for (const [name, start] of [['bare', () => bareNodes(redis)], ['ours', () => ourNodes(stage, redis)]]) {
      const server = await start();
      try {
        measured[name] = await stage.talk(server, apart(stage.pairs(server.dialect, { pairs: PAIRS, idle: IDLE }), server.urls), { rate: 0, seconds });
      } finally {
        await server.stop();
      }
    }
  } finally {
    await redis.stop();
  }
  return { ...measured, twoNodesRatio: measured.ours.perSecond / measured.bare.perSecond };
}
