import { randomUUID } from 'node:crypto';
import { hashOf } from './history.js';
import type { ModelClient } from './model-client.js';
import { someText, type Participant } from './world.js';

/** Enough to be let wait: one question at a time. */
const MOST = 100;

/** A page whose person writes into any of its conversations, reloads now and then, and sometimes sends one message several times at once. */
export class Writer implements Participant {
  private count = 0;
  /** Bursts that are not answered yet. */
  bursts = 0;

  constructor(
    readonly client: ModelClient,
    /** How many of its messages are internal notes. */
    private readonly noteShare = 0,
  ) {}

  get proc() {
    return this.client.proc;
  }

  backlog() {
    return this.client.conversations.reduce((sum, page) => sum + page.outbox, 0);
  }

  write(random: () => number) {
    const pages = this.client.conversations;
    const page = pages[Math.floor(random() * pages.length)];
    page?.write(someText(this.proc, (this.count += 1), random), randomUUID(), random() < this.noteShare);
  }

  stumble(random: () => number) {
    const page = this.client.conversations.find((one) => one.conversationId !== null);
    if (random() < 0.5 || !page) return this.client.reload();
    this.bursts += 1;
    const done = () => (this.bursts -= 1);
    this.client.burst(page, someText(`${this.proc} burst`, (this.count += 1), random), 5).then(done, done);
  }
}

/** A visitor who tries the doors of other people's conversations all the time. Whatever opens is on record as received without a right. */
export class Intruder implements Participant {
  private asking = 0;
  /** How many attempts the server has refused. */
  refused = 0;

  constructor(
    private readonly client: ModelClient,
    private readonly targets: readonly string[],
  ) {}

  get proc() {
    return this.client.proc;
  }

  backlog() {
    return this.asking;
  }

  write(random: () => number) {
    const conversationId = this.targets[Math.floor(random() * this.targets.length)];
    if (conversationId === undefined) return;
    this.asking += 1;
    const done = () => (this.asking -= 1);
    this.tryDoors(conversationId).then(done, done);
  }

  stumble() {
    this.client.reload();
  }

  private async tryDoors(conversationId: string) {
    const { client } = this;
    const opened = await client.ask('conversation:open', { conversationId });
    const synced = await client.ask('conversation:sync', { conversationId, afterSeq: 0, limit: 10 });
    const sent = await client.ask('message:send', { conversationId, clientMessageId: randomUUID(), kind: 'text', text: 'let me in' });
    for (const answer of [opened, synced, sent]) if (answer?.ok === false) this.refused += 1;
    const seen = synced?.ok ? synced.messages.map(({ id, seq, text }) => ({ id, seq, hash: hashOf(text ?? '') })) : [];
    if (opened?.ok || sent?.ok) seen.push({ id: 'unknown', seq: 0, hash: '' });
    for (const one of seen) client.history.add({ proc: client.proc, node: client.node, stream: 'public', op: 'recv', conv: conversationId, ...one });
  }
}

/** Somebody in the office who hands tickets from one to the other by REST, which appends lines by another way than the chat does. */
export class Assigner implements Participant {
  readonly proc = 'assigner';
  private asking = 0;
  /** How many times the server has done it; what fails under a fault is simply not asked again. */
  done = 0;

  constructor(
    private readonly assign: (conversationId: string, at: number) => Promise<void>,
    private readonly conversations: readonly string[],
  ) {}

  backlog() {
    return this.asking * MOST;
  }

  write(random: () => number) {
    const conversationId = this.conversations[Math.floor(random() * this.conversations.length)];
    if (conversationId === undefined) return;
    this.asking += 1;
    this.assign(conversationId, Math.floor(random() * 2)).then(
      () => {
        this.asking -= 1;
        this.done += 1;
      },
      () => (this.asking -= 1),
    );
  }

  stumble() {}
}
