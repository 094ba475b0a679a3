import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../support/fault-proxy.js';
import { DATABASE_FAULTS, LINK_FAULTS } from './link-faults.js';
import type { NemesisPlan, Struck } from './nemesis-plan.js';
import type { Misfortune, World } from './world.js';

export const KILLS = ['kill_9', 'before_commit', 'after_commit_before_ack', 'after_ack_before_publish'] as const;
export type Kill = (typeof KILLS)[number];
/** Only where there is another node to go to meanwhile. */
const ROLLING = 'rolling_restart';

/** Long enough for every promise that counts calm time to fall due. */
const CALM_MS = 12_000;
const START_LIMIT_MS = 90_000;

/**
 * Breaks things while people write: ends servers without warning (at a random moment or at a failpoint), crashes the database,
 * and spoils connections; a desk of several nodes is restarted one by one, and loses Redis. Loops that know nothing of each
 * other, so that faults meet. All chance comes from the seed.
 */
export class Nemesis {
  readonly struck: Struck = {};
  /** Milliseconds from the start of a killed server's process to ready. */
  readonly restarts: number[] = [];
  private readonly ending = new AbortController();
  private loops: Promise<void>[] = [];
  private deck: (Kill | typeof ROLLING)[] = [];
  private calm: Promise<void> | null = null;
  private parked = 0;
  private databaseDeck: ('crash' | 'link')[] = [];

  constructor(private readonly plan: NemesisPlan) {}

  begin() {
    this.loops = [this.killServers(), this.breakLinks(), this.breakDatabase(), ...(this.misfortunes.length > 0 ? [this.befall()] : [])];
    void this.takeBreaks(this.loops.length);
  }

  /** Whether every way of killing, and a crash of the database, has happened. */
  get complete() {
    const wanted = [...KILLS, 'database_crash', ...(this.hasNodes ? [ROLLING] : []), ...this.misfortunes.map(({ kind }) => kind)];
    return wanted.every((kind) => (this.struck[kind] ?? 0) > 0);
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
      for (const at of world.servers.keys()) await this.restart(world, at, 'kill_9');
    }
  }

  private async killServers() {
    const { worlds, random, restMs } = this.plan;
    while (!this.over) {
      const kind = this.calm ? 'kill_9' : this.nextKill();
      if (kind === ROLLING) {
        await this.raiseTheFallen();
        await this.rollOver();
        continue;
      }
      const at = await this.prepare(kind);
      const armed = worlds[0]?.servers[at];
      if (!armed) return;
      if (this.calm) {
        // The break may have been called while this one was starting: a failpoint must not go off in it.
        if (kind !== 'kill_9') for (const world of worlds) await this.restart(world, at, 'kill_9');
        await this.park(this.calm);
        if (kind !== 'kill_9') continue;
      }
      if (this.over) return;
      // A failpoint that nothing reaches in time becomes an ordinary kill, so that the run goes on, and is tried again.
      const patience = kind === 'kill_9' ? restMs * (0.5 + random()) : 8 * restMs;
      const end = await Promise.race([armed.exited, this.rest(patience).then(() => null)]);
      if (this.over && end === null) return;
      // Ended by anything but the failpoint's own SIGKILL is a fall of the server's own making.
      const how = end === null ? 'kill_9' : end === 'SIGKILL' ? kind : `fell_with_${end}`;
      this.count(how);
      if (end === null && kind !== 'kill_9') this.deck.push(kind);
      for (const world of worlds) this.mark(world, 'kill', `server${at + 1}`, how);
      await Promise.all(worlds.map((world) => world.servers[at % world.servers.length]?.kill()));
      await this.rest(random() * restMs * 0.5);
    }
  }

  /** Whom to strike next: by a failpoint whoever has to be started anyway, else anybody. @returns its place */
  private async prepare(kind: Kill): Promise<number> {
    const { worlds, random } = this.plan;
    const servers = worlds[0]?.servers ?? [];
    const fallen = servers.findIndex((server) => !server.running);
    const anybody = Math.floor(random() * servers.length);
    if (kind === 'kill_9' && fallen >= 0) {
      await this.raiseTheFallen();
      return anybody;
    }
    const at = fallen >= 0 ? fallen : anybody;
    for (const world of worlds) await this.restart(world, at, kind);
    return at;
  }

  /** A node that is not there although nobody struck it fell by itself; the one struck last is back, too. */
  private async raiseTheFallen() {
    for (const world of this.plan.worlds) {
      for (const [at, server] of world.servers.entries()) {
        if (server.running) continue;
        const how = await server.exited;
        if (how !== 'SIGKILL') this.count(`fell_with_${how}`);
        await this.restart(world, at, 'kill_9');
      }
    }
  }

  private async rollOver() {
    for (const world of this.plan.worlds) {
      if (world.servers.length < 2) continue;
      this.count(ROLLING);
      for (const at of world.servers.keys()) {
        this.mark(world, 'kill', `server${at + 1}`, ROLLING);
        await world.servers[at]?.terminate();
        await this.restart(world, at, 'kill_9');
      }
    }
  }

  private async restart(world: World, place: number, kind: Kill) {
    const at = place % world.servers.length;
    const node = `server${at + 1}`;
    const server = world.servers[at];
    if (!server) return;
    const nth = 3 + Math.floor(this.plan.random() * 25);
    const env: Record<string, string> = world.hasFailpoints && kind !== 'kill_9' ? { FAILPOINT: `${kind}:${nth}` } : {};
    // The server that is still there is the one of the set-up, which has no failpoint.
    if (server.running) {
      this.mark(world, 'kill', node, 'restart');
      await server.kill();
    }
    // It may give up while the database is away, as under any supervisor it is then started again.
    const deadline = performance.now() + START_LIMIT_MS;
    for (let took = await server.start(env); ; took = await server.start(env)) {
      if (took !== null) {
        this.restarts.push(took);
        break;
      }
      this.count('gave_up_at_start');
      if (performance.now() > deadline) throw new Error(`the ${world.name} server gives up at every start`);
      await pause(200);
    }
    await world.rebalance(at);
    this.mark(world, 'heal', node);
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
      // Three processes take longer to start than one, and none starts while the database is away.
      await this.rest(restMs * (0.5 + random()) * (this.hasNodes ? 3 : 1));
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

  /** Whatever else can befall the first world, in random order. */
  private async befall() {
    const { random, restMs, worlds } = this.plan;
    const [world] = worlds;
    let deck = this.shuffled(this.misfortunes);
    while (!this.over && world) {
      await this.rest(restMs * random());
      if (this.calm) await this.park(this.calm);
      if (this.over) return;
      if (deck.length === 0) deck = this.shuffled(this.misfortunes);
      const misfortune = deck.pop();
      if (!misfortune) return;
      this.count(misfortune.kind);
      this.mark(world, 'kill', misfortune.kind);
      const { heal, holdMs } = await misfortune.strike();
      await this.rest(holdMs ?? restMs * (0.5 + random()));
      await heal();
      this.mark(world, 'heal', misfortune.kind);
    }
  }

  private get misfortunes(): readonly Misfortune[] {
    return this.plan.worlds[0]?.misfortunes ?? [];
  }

  private get hasNodes() {
    return (this.plan.worlds[0]?.servers.length ?? 0) > 1;
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

  private nextKill(): Kill | typeof ROLLING {
    if (this.deck.length === 0) this.deck = this.shuffled(this.hasNodes ? [...KILLS, ROLLING] : KILLS);
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
