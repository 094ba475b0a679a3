import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../support/fault-proxy.js';
import type { World } from './world.js';

export const KILLS = ['kill_9', 'before_commit', 'after_commit_before_ack', 'after_ack_before_publish'] as const;
export type Kill = (typeof KILLS)[number];

export interface CrashableDatabase {
  crash(): Promise<void> | void;
  start(): Promise<unknown>;
}

export interface NemesisPlan {
  /** The first is the one with failpoints; the others suffer the same faults at the same moments. */
  worlds: readonly World[];
  database: CrashableDatabase;
  random: () => number;
  /** How many milliseconds between two faults of one loop; the loops overlap. */
  restMs: number;
  /** After how many milliseconds everything is healed and left alone for a while; null: never. */
  calmEveryMs: number | null;
}

/** Long enough for every promise that counts calm time to fall due. */
const CALM_MS = 12_000;
const START_LIMIT_MS = 90_000;

/** How often each kind of fault struck. */
export type Struck = Record<string, number>;

const LINK_FAULTS: readonly ((random: () => number) => Fault)[] = [
  () => ({ mode: 'reset' }),
  () => ({ mode: 'refuse' }),
  () => ({ mode: 'blackhole' }),
  () => ({ mode: 'one-way', dead: 'down' }),
  () => ({ mode: 'one-way', dead: 'up' }),
  () => ({ mode: 'freeze' }),
  (random) => ({ mode: 'latency', ms: 50 + random() * 300, jitterMs: 40 }),
  () => ({ mode: 'bandwidth', bytesPerSecond: 4000 }),
  () => ({ mode: 'slice', bytes: 20 }),
  (random) => ({ mode: 'cut', afterBytes: Math.floor(random() * 4000) }),
];
const DATABASE_FAULTS: readonly ((random: () => number) => Fault)[] = [
  () => ({ mode: 'reset' }),
  () => ({ mode: 'blackhole' }),
  () => ({ mode: 'freeze' }),
  () => ({ mode: 'one-way', dead: 'down' }),
  (random) => ({ mode: 'latency', ms: 20 + random() * 200 }),
  (random) => ({ mode: 'cut', afterBytes: Math.floor(random() * 3000), direction: 'down' }),
];

/**
 * Breaks things while people write: ends servers without warning (at a random moment or at a failpoint), crashes the database,
 * and spoils connections. Three loops that know nothing of each other, so that faults meet. All chance comes from the seed.
 */
export class Nemesis {
  readonly struck: Struck = {};
  /** Milliseconds from the start of a killed server's process to ready. */
  readonly restarts: number[] = [];
  private readonly ending = new AbortController();
  private loops: Promise<void>[] = [];
  private deck: Kill[] = [];
  private calm: Promise<void> | null = null;
  private parked = 0;
  private databaseDeck: ('crash' | 'link')[] = [];

  constructor(private readonly plan: NemesisPlan) {}

  begin() {
    this.loops = [this.killServers(), this.breakLinks(), this.breakDatabase()];
    void this.takeBreaks(this.loops.length);
  }

  /** Whether every way of killing, and a crash of the database, has happened. */
  get complete() {
    return [...KILLS, 'database_crash'].every((kind) => (this.struck[kind] ?? 0) > 0);
  }

  /** Rejects when a loop itself failed, for instance because a server did not come back. */
  get failure() {
    return Promise.all(this.loops).then(() => undefined);
  }

  /** Ends all loops, and leaves everything whole and running, without failpoints. */
  async end() {
    this.ending.abort();
    await Promise.all(this.loops);
    for (const world of this.plan.worlds) {
      await this.restart(world, 'kill_9');
    }
  }

  private async killServers() {
    const { worlds, random, restMs } = this.plan;
    while (!this.over) {
      const kind = this.calm ? 'kill_9' : this.nextKill();
      const [armed] = worlds;
      if (!armed) return;
      for (const world of worlds) await this.restart(world, kind);
      if (this.calm) {
        // The break may have been called while this one was starting: a failpoint must not go off in it.
        if (kind !== 'kill_9') for (const world of worlds) await this.restart(world, 'kill_9');
        await this.park(this.calm);
        if (kind !== 'kill_9') continue;
      }
      if (this.over) return;
      // A failpoint that nothing reaches in time becomes an ordinary kill, so that the run goes on, and is tried again.
      const patience = kind === 'kill_9' ? restMs * (0.5 + random()) : 8 * restMs;
      const end = await Promise.race([armed.server.exited, this.rest(patience).then(() => null)]);
      if (this.over && end === null) return;
      // Ended by anything but the failpoint's own SIGKILL is a fall of the server's own making.
      const how = end === null ? 'kill_9' : end === 'SIGKILL' ? kind : `fell_with_${end}`;
      this.count(how);
      if (end === null && kind !== 'kill_9') this.deck.push(kind);
      for (const world of worlds) this.mark(world, 'kill', 'server', how);
      await Promise.all(worlds.map((world) => world.server.kill()));
      await this.rest(random() * restMs * 0.5);
    }
  }

  private async restart(world: World, kind: Kill) {
    const nth = 3 + Math.floor(this.plan.random() * 25);
    const env: Record<string, string> = world.hasFailpoints && kind !== 'kill_9' ? { FAILPOINT: `${kind}:${nth}` } : {};
    // The server that is still there is the one of the set-up, which has no failpoint.
    if (world.server.running) {
      this.mark(world, 'kill', 'server', 'restart');
      await world.server.kill();
    }
    // It may give up while the database is away, as under any supervisor it is then started again.
    const deadline = performance.now() + START_LIMIT_MS;
    for (let took = await world.server.start(env); ; took = await world.server.start(env)) {
      if (took !== null) {
        this.restarts.push(took);
        break;
      }
      this.count('gave_up_at_start');
      if (performance.now() > deadline) throw new Error(`the ${world.name} server gives up at every start`);
      await pause(200);
    }
    this.mark(world, 'heal', 'server');
  }

  private async breakLinks() {
    const { worlds, random, restMs } = this.plan;
    const deck: (typeof LINK_FAULTS)[number][] = [];
    const [first] = worlds;
    while (!this.over && first) {
      await this.rest(restMs * random());
      if (this.calm) await this.park(this.calm);
      if (this.over) return;
      if (deck.length === 0) deck.push(...this.shuffled(LINK_FAULTS));
      const fault = deck.pop()?.(random) ?? { mode: 'pass' };
      const at = Math.floor(random() * first.links.length);
      await this.spoil(`link${at + 1}`, (world) => world.links[at], fault, restMs * (0.3 + random()));
    }
  }

  private async breakDatabase() {
    const { random, restMs, database, worlds } = this.plan;
    while (!this.over) {
      await this.rest(restMs * (0.5 + random()));
      if (this.calm) await this.park(this.calm);
      if (this.over) return;
      if (this.databaseDeck.length === 0) this.databaseDeck = this.shuffled(['crash', 'link', 'link', 'link'] as const);
      if (this.databaseDeck.pop() === 'link') {
        const fault = this.shuffled(DATABASE_FAULTS)[0]?.(random) ?? { mode: 'pass' };
        await this.spoil('database-link', (world) => world.databaseLink, fault, restMs * (0.2 + 0.6 * random()));
        continue;
      }
      this.count('database_crash');
      for (const world of worlds) this.mark(world, 'kill', 'database', 'crash');
      await database.crash();
      await this.rest(restMs * random() * 0.7);
      await database.start();
      for (const world of worlds) this.mark(world, 'heal', 'database');
    }
  }

  private async spoil(node: string, link: (world: World) => World['databaseLink'] | undefined, fault: Fault, forMs: number) {
    const { worlds } = this.plan;
    this.count(`${node === 'database-link' ? 'database_link' : 'link'}_${fault.mode}`);
    for (const world of worlds) {
      this.mark(world, 'kill', node, fault.mode);
      await link(world)?.set(fault);
    }
    await this.rest(forMs);
    for (const world of worlds) {
      await link(world)?.set({ mode: 'pass' });
      this.mark(world, 'heal', node);
    }
  }

  /** Now and then all loops come to a stop with everything healed, so that the limits of calm are tested in mid-run too. */
  private async takeBreaks(loops: number) {
    const { calmEveryMs } = this.plan;
    while (calmEveryMs !== null && !this.over) {
      await this.rest(calmEveryMs);
      let end: () => void = () => undefined;
      this.calm = new Promise((resolve) => (end = resolve));
      while (this.parked < loops && !this.over) await this.rest(50);
      this.count('calm');
      await this.rest(CALM_MS);
      this.calm = null;
      end();
    }
  }

  private async park(calm: Promise<void>) {
    this.parked += 1;
    await calm;
    this.parked -= 1;
  }

  private nextKill(): Kill {
    if (this.deck.length === 0) this.deck = this.shuffled(KILLS);
    return this.deck.pop() ?? 'kill_9';
  }

  private shuffled<T>(items: readonly T[]): T[] {
    const { random } = this.plan;
    return items
      .map((item) => ({ item, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  private get over() {
    return this.ending.signal.aborted;
  }

  private rest(ms: number) {
    return pause(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }

  private count(kind: string) {
    this.struck[kind] = (this.struck[kind] ?? 0) + 1;
  }

  private mark(world: World, op: 'kill' | 'heal', node: string, note?: string) {
    world.history.add({ proc: 'nemesis', node, op, ...(note ? { note } : {}) });
  }
}
