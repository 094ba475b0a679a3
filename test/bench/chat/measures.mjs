import { setTimeout as pause } from 'node:timers/promises';
import { awaitQuiet } from '../support/machine.mjs';
import { countFlaws } from './shop.mjs';

const PAIRS = 100;
const IDLE = 1_000;
const RATE = 1_000;
const CROWD = 10_000;
const RETURNING = 5_000;
const WRITERS = 20;
const KILL_AFTER_MS = 1_500;
const QUEUE = { conversations: 50, agents: { few: 2, many: 200 } };

async function using(start, work) {
  const server = await start();
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** Goal 1: messages a second with one in flight in each conversation, beside visitors who only listen. */
export async function throughput(stage, { seconds }) {
  const bare = await using(() => stage.bare(), (server) => stage.talk(server, stage.pairs('bare', { pairs: PAIRS, idle: IDLE }), { rate: 0, seconds }));
  const groupCommit = await using(() => stage.bare({ commits: true }), (server) => stage.talk(server, stage.pairs('bare', { pairs: PAIRS, idle: IDLE }), { rate: 0, seconds }));
  const ours = await using(() => stage.aftercare(), (server) => stage.talk(server, stage.pairs('aftercare', { pairs: PAIRS, idle: IDLE }), { rate: 0, seconds }));
  return { bare, groupCommit, ours, ratioToBareRelay: ours.perSecond / bare.perSecond, ratioToGroupCommit: ours.perSecond / groupCommit.perSecond };
}

/** Goal 2: delivery at a fixed rate, beside a server that does nothing but commit in groups and relay. */
export async function latency(stage, { seconds }) {
  const groupCommit = await using(() => stage.bare({ commits: true }), (server) => stage.talk(server, stage.pairs('bare', { pairs: PAIRS, idle: IDLE }), { rate: RATE, seconds }));
  const ours = await using(() => stage.aftercare(), (server) => stage.talk(server, stage.pairs('aftercare', { pairs: PAIRS, idle: IDLE }), { rate: RATE, seconds }));
  return { groupCommit, ours, p99Ms: ours.deliveryMs.p99, p99ToGroupCommit: ours.deliveryMs.p99 / groupCommit.deliveryMs.p99 };
}

/** Goal 4: memory of visitors who have the panel open and say nothing. */
export async function memory(stage) {
  const ours = await using(() => stage.aftercare(), (server) => stage.weigh(server, stage.pairs('aftercare', { pairs: 0, idle: CROWD })));
  return { ours, kibPerIdleVisitor: ours.kib };
}

/** Goal 6: what a message costs when many of the team are online whom it does not concern. */
export async function agentsCost(stage, { seconds }) {
  const cost = (agents) =>
    using(() => stage.aftercare(), (server) => stage.talk(server, stage.queue({ conversations: QUEUE.conversations, agents }), { rate: RATE, seconds }));
  const few = await cost(QUEUE.agents.few);
  const many = await cost(QUEUE.agents.many);
  return { few, many, agentsCostRatio: many.cpuUsPerMessage.server / few.cpuUsPerMessage.server };
}

/** Goals 5 and 20: killed without warning while agents write; seconds until every visitor is back and has what he missed. */
export async function recovery(stage) {
  const busyBefore = await awaitQuiet(stage.quiet);
  const first = await stage.aftercare();
  let second;
  const { result, load } = await stage.drive(first, { mode: 'recover', restMs: 5, ...stage.returning({ visitors: RETURNING, agents: WRITERS }) }, async (_, generator) => {
    await pause(KILL_AFTER_MS);
    const killedAt = Date.now();
    await first.kill();
    generator.channel.send({ killedAt });
    second = await stage.aftercare({ port: first.port });
  });
  await load.kill();
  await second.stop();
  const flaws = await countFlaws(stage.postgres.url);
  if (result.seconds === null || result.lost || result.doubled || flaws) throw new Error(`after kill -9: ${JSON.stringify({ ...result, flaws })}`);
  return { ...result, readyMs: Math.round(second.readyMs), busyBefore, recoverySeconds: result.seconds };
}
