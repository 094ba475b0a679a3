import type { FaultProxy } from '../support/fault-proxy.js';
import type { History, Outcome } from './history.js';
import type { ServerProcess } from './server-process.js';

/** Somebody who writes. What exactly is written is up to the chat under test; when, is up to the driver. */
export interface Participant {
  readonly proc: string;
  /** How many messages wait for their answer. */
  backlog(): number;
  write(random: () => number): void;
  /** What a person does now and then besides writing; a reload at least. */
  stumble(random: () => number): void;
}

/** What can befall a chat besides the faults every chat is struck with. */
export interface Misfortune {
  readonly kind: string;
  strike(): Promise<{ heal(): Promise<unknown>; /** How long it lasts; else as long as other faults do. */ holdMs?: number }>;
}

/** One chat under test with all that can be broken about it. */
export interface World {
  readonly name: string;
  readonly history: History;
  /** Whom clients may be connected to. */
  readonly servers: readonly ServerProcess[];
  readonly misfortunes: readonly Misfortune[];
  /** A node is back: the clients whose node it is go there again. */
  rebalance(at: number): Promise<void>;
  /** Between clients and server. */
  readonly links: readonly FaultProxy[];
  /** Between server and database. */
  readonly databaseLink: FaultProxy;
  readonly participants: readonly Participant[];
  /** True when the server knows failpoints. */
  readonly hasFailpoints: boolean;
  /** What keeps pages from being at rest (something pending, something not shown), in words; empty when all are. */
  unrest(): Promise<string[]>;
  /** Whatever is done on purpose in mid-run, such as taking a right away; called once, while faults are in force. */
  midway(): Promise<void>;
  outcome(): Promise<Outcome>;
  stop(): Promise<void>;
}

export interface WorldSize {
  conversations: number;
  /** Mean pause of each participant between two messages. */
  pauseMs: number;
}

const MAX_BACKLOG = 8;
const STUMBLE_CHANCE = 0.01;

/** Lets everybody write at their own pace until told to stop. */
export class Traffic {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private running = true;

  constructor(participants: readonly Participant[], pauseMs: number, random: () => number) {
    for (const participant of participants) {
      const next = () => {
        if (!this.running) return;
        if (random() < STUMBLE_CHANCE) participant.stumble(random);
        else if (participant.backlog() < MAX_BACKLOG) participant.write(random);
        this.timers.set(participant.proc, setTimeout(next, pauseMs * (0.2 + 1.6 * random())));
      };
      this.timers.set(participant.proc, setTimeout(next, pauseMs * random()));
    }
  }

  stop() {
    this.running = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}

const WORDS = ['parcel', 'refund', '退货', '包裹在哪里', '謝謝', '👍🏽', 'size 42', '"quoted"', 'ça va', '<b>bold</b>', 'line\nbreak', 'مرحبا'];

/** A text like people write, never twice the same. */
export const someText = (proc: string, count: number, random: () => number) =>
  `${proc} ${count} ${Array.from({ length: 1 + Math.floor(random() * 6) }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')}`;
