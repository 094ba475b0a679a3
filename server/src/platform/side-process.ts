import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SideProgram {
  /** The program beside this folder's own files, such as `files/inspector.main.js`. */
  readonly path: string;
  readonly patienceMs: number;
  readonly idleMs: number;
  readonly heapMb: number;
}

interface Job<Order, Answer> {
  readonly id: number;
  readonly order: Order;
  /** Null when there is none: it took too long, or the process ended over it. */
  readonly done: (answer: Answer | null) => void;
}

/**
 * A process of its own for what strangers made, one order at a time: it starts with the first order, ends when there
 * is nothing to do, is killed when an order keeps it too long, and takes nothing but itself with it when one crashes it.
 */
export class SideProcess<Order extends object, Answer> {
  private readonly waiting: Job<Order, Answer>[] = [];
  private current: Job<Order, Answer> | null = null;
  private child: ChildProcess | null = null;
  private timer: NodeJS.Timeout | null = null;
  private jobs = 0;

  constructor(private readonly program: SideProgram, private readonly lost: (why: string) => void) {}

  get queued(): number {
    return this.waiting.length;
  }

  ask(order: Order): Promise<Answer | null> {
    this.jobs += 1;
    const id = this.jobs;
    return new Promise((done) => {
      this.waiting.push({ id, order, done });
      this.next();
    });
  }

  private next(): void {
    if (this.current) return;
    const job = this.waiting.shift();
    this.restartTimer(job ? this.program.patienceMs : this.program.idleMs);
    if (!job) return;
    this.current = job;
    const child = this.child ?? this.start();
    child.send({ ...job.order, job: job.id }, (fault) => {
      if (fault) this.lose(child, fault.message);
    });
  }

  private start(): ChildProcess {
    // Nothing of our environment: no secret, no address of the database.
    const child = fork(placeOf(this.program.path), [], { env: {}, execArgv: [`--max-old-space-size=${this.program.heapMb}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'json' });
    child.on('message', (answer: Answer & { readonly job: number }) => {
      if (answer.job === this.current?.id) this.finish(answer);
    });
    child.on('error', (fault) => this.lose(child, fault.message));
    child.on('exit', (code, signal) => this.lose(child, `ended with ${signal ?? code}`));
    // Idle, it keeps nobody from ending.
    child.unref();
    child.channel?.unref();
    this.child = child;
    return child;
  }

  private finish(answer: Answer | null): void {
    const done = this.current?.done;
    this.current = null;
    done?.(answer);
    this.next();
  }

  private lose(child: ChildProcess, why: string): void {
    if (this.child !== child) return;
    this.child = null;
    child.kill('SIGKILL');
    if (!this.current) return;
    this.lost(why);
    this.finish(null);
  }

  private restartTimer(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.child) this.lose(this.child, 'took too long');
    }, ms);
    this.timer.unref();
  }

  end(): void {
    if (this.timer) clearTimeout(this.timer);
    const { child } = this;
    this.child = null;
    child?.kill('SIGKILL');
  }
}

// Beside this file when built; the built one when this runs from source.
function placeOf(program: string): string {
  const place = [`./${program}`, `../../../dist/server/src/platform/${program}`].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((file) => existsSync(file));
  if (place === undefined) throw new Error(`${program} is not built`);
  return place;
}
