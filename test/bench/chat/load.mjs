// The generator, a process of its own: takes a plan over its channel, connects everybody, does what the plan says.
import { LiveSocket, onLanes } from '../support/live-socket.mjs';
import { DIALECTS } from './dialects.mjs';
import { Recovery } from './recovery.mjs';
import { Talk } from './talk.mjs';

const LANES = 64;

async function connectAll(plan) {
  const dialect = DIALECTS[plan.dialect];
  const began = performance.now();
  let gone = 0;
  const connect = async (who) => {
    const socket = new LiveSocket({ url: plan.url, ...who });
    await socket.connect();
    socket.onGone = () => { gone += 1; };
    if (who.conversationId) await dialect.join(socket, who.conversationId);
    return socket;
  };
  await onLanes(plan.idle, LANES, connect);
  const sockets = [];
  await onLanes(plan.sockets, LANES, async (who, at) => { sockets[at] = await connect(who); });
  const conversations = plan.conversations.map(({ id, members }, at) => ({
    id, label: String(at).padStart(5, '0'), members: members.map((index) => sockets[index]), places: members.map(() => []), heads: [], sent: 0,
  }));
  await onLanes(conversations, LANES, async (one) => {
    for (const socket of one.members) one.heads.push(await dialect.join(socket, one.id));
  });
  const connections = plan.idle.length + plan.sockets.length;
  return { conversations, connectsPerSecond: Math.round((connections * 1000) / (performance.now() - began)), gone: () => gone };
}

const MODES = {
  async hold(plan) {
    const { connectsPerSecond } = await connectAll(plan);
    return { connectsPerSecond };
  },
  async talk(plan) {
    const { conversations, connectsPerSecond, gone } = await connectAll(plan);
    const result = await new Talk(plan, conversations).run((word) => process.send({ word }));
    return { ...result, connectsPerSecond, gone: gone() };
  },
  recover: (plan) => new Recovery(plan).run((word) => process.send({ word })),
};

process.once('disconnect', () => process.exit(0));
process.once('message', async (plan) => {
  process.send({ result: await MODES[plan.mode](plan) });
});
process.send({ ready: true });
