import { randomBytes } from 'node:crypto';
import { awaitQuiet, costMeter, rssMiB } from '../support/machine.mjs';
import { startAftercare, startScript } from '../support/processes.mjs';

const visitor = ({ token, conversationId }, opens) => ({ namespace: '/visitor', auth: { visitorToken: token }, ...(opens ? { conversationId } : {}) });
const agent = ({ token }) => ({ namespace: '/agent', auth: { token } });

/** Starts servers of each kind, puts people before them, and reads what it costs. One server runs at a time. */
export class Stage {
  constructor({ postgres, shop, dataDir, nodeArgs, quiet }) {
    Object.assign(this, { postgres, shop, dataDir, nodeArgs, quiet });
  }

  aftercare = async (more = {}) => {
    const server = await startAftercare({ databaseUrl: this.postgres.url, dataDir: this.dataDir, nodeArgs: this.nodeArgs, ...more });
    return { ...server, dialect: 'aftercare', url: `ws://127.0.0.1:${server.port}` };
  };

  bare = async ({ commits = false } = {}) => {
    const server = await startScript('../chat/anchor.mjs', commits ? [`--pg=${this.postgres.url}`] : []);
    return { ...server, dialect: 'bare', url: `ws://127.0.0.1:${server.first.port}` };
  };

  /** Pairs that talk and visitors who only have the panel open; the same people for every server. */
  pairs(dialect, { pairs, idle }) {
    const { visitors, agents } = this.shop;
    const bare = dialect === 'bare';
    const idler = (one) => (bare ? { namespace: '/', auth: null, conversationId: one.conversationId } : visitor(one, true));
    const talker = (who) => (bare ? { namespace: '/', auth: null } : who);
    return {
      idle: visitors.slice(pairs, pairs + idle).map(idler),
      sockets: visitors.slice(0, pairs).flatMap((one, at) => [talker(visitor(one)), talker(agent(agents[at]))]),
      conversations: visitors.slice(0, pairs).map(({ conversationId }, at) => ({ id: conversationId, members: [2 * at, 2 * at + 1] })),
    };
  }

  /** Two agents who see every message of these conversations, and more of their team who look at the queue only. */
  queue({ conversations, agents }) {
    const chosen = this.shop.visitors.slice(-conversations);
    const staff = this.shop.agents.slice(-agents);
    return {
      idle: staff.slice(2).map(agent),
      sockets: [...staff.slice(0, 2).map(agent), ...chosen.map((one) => visitor(one))],
      conversations: chosen.map(({ conversationId }, at) => ({ id: conversationId, members: [2 + at, at % 2, 1 - (at % 2)] })),
    };
  }

  returning({ visitors, agents }) {
    return { idle: this.shop.visitors.slice(-visitors).map((one) => visitor(one, true)), sockets: this.shop.agents.slice(0, agents).map(agent), conversations: [] };
  }

  /** Runs a generator against a server; `on` hears its words. */
  async drive(server, plan, on = () => {}) {
    const load = await startScript('../chat/load.mjs');
    const done = new Promise((resolve, reject) => {
      load.channel.on('message', (message) => {
        if (message.result) resolve(message.result);
        else void on(message.word, load);
      });
      load.gone.then((how) => reject(new Error(`the generator ended early (${how})`)));
    });
    load.channel.send({ dialect: server.dialect, url: server.url, run: randomBytes(6).toString('hex'), ...plan });
    return { result: await done, load };
  }

  /** People talk; throughput or latency, what it cost on every side, and that nothing was lost or doubled. */
  async talk(server, people, { rate, seconds }) {
    const busyBefore = await awaitQuiet(this.quiet);
    let meter;
    let cost;
    const { result, load } = await this.drive(server, { mode: 'talk', rate, seconds, ...people }, (word, generator) => {
      meter ??= costMeter({ server, generator, database: { pid: this.postgres.pid(), family: true }, ...server.also });
      if (word === 'begin') meter.begin();
      else cost = meter.end();
    });
    await load.kill();
    if (result.lost || result.doubled || result.gone) throw new Error(`${server.dialect}: ${result.lost} places lost, ${result.doubled} doubled, ${result.gone} links gone`);
    const { seconds: took, cpu } = cost;
    const perMessage = Object.fromEntries(Object.entries(cpu).map(([name, used]) => [name, Math.round((used * 1e6) / result.messages)]));
    return {
      perSecond: Math.round(result.perSecond), deliveryMs: result.deliveryMs, cpuUsPerMessage: perMessage, cores: Number((cpu.server / took).toFixed(2)),
      machineBusy: cost.machineBusy, foreignCpu: cost.foreignCpu, busyBefore,
    };
  }

  /** Connects people who do nothing. @returns KiB of the server per person */
  async weigh(server, people) {
    await server.collectGarbage();
    const before = rssMiB(server.pid);
    const { result, load } = await this.drive(server, { mode: 'hold', ...people });
    await server.collectGarbage();
    const after = rssMiB(server.pid);
    await load.kill();
    return { kib: ((after - before) * 1024) / people.idle.length, beforeMiB: Math.round(before), afterMiB: Math.round(after), connectsPerSecond: result.connectsPerSecond };
  }
}
