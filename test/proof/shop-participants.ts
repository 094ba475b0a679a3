import { randomUUID } from 'node:crypto';
import type { ModelClient } from './model-client.js';
import { someText, type Participant } from './world.js';

/** A page whose person writes into any of its conversations, reloads now and then, and sometimes sends one message several times at once. */
export class Writer implements Participant {
  private count = 0;
  private bursts = 0;

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

  get idle() {
    return this.backlog() === 0 && this.bursts === 0;
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
