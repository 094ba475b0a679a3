import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const READY_MS = 60_000;
const STOP_MS = 20_000;

/** A free port of loopback; it stays free only as long as nobody takes it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

export interface ServerPlan {
  args: string[];
  env: Record<string, string>;
  port: number;
  /** What it prints goes here. */
  log: string;
}

/** One server as a process of its own, which can be ended without warning and started again on the same port. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private serving = false;
  private gone: Promise<string> = Promise.resolve('never started');
  private readonly atExit = () => this.child?.kill('SIGKILL');

  constructor(private readonly plan: ServerPlan) {
    process.once('exit', this.atExit);
  }

  get port() {
    return this.plan.port;
  }

  get url() {
    return `http://127.0.0.1:${this.plan.port}`;
  }

  /** Ready, and not told to end. */
  get isServing() {
    return this.serving;
  }

  get running() {
    return this.child !== null;
  }

  /** Resolves when the process that runs now has ended, with the signal or the code. */
  get exited() {
    return this.gone;
  }

  /** @returns milliseconds until it was ready, or null when it ended before (a failpoint may be that early) */
  async start(env: Record<string, string> = {}): Promise<number | null> {
    const began = performance.now();
    const log = openSync(this.plan.log, 'a');
    const child = spawn(process.execPath, this.plan.args, { env: { ...basicEnv(), ...this.plan.env, ...env }, stdio: ['ignore', log, log] });
    closeSync(log);
    this.child = child;
    this.gone = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (this.child === child) {
          this.child = null;
          this.serving = false;
        }
        resolve(signal ?? `code ${code}`);
      });
    });
    while (this.child === child) {
      if (await this.ready()) {
        this.serving = this.child === child;
        return performance.now() - began;
      }
      if (performance.now() - began > READY_MS) throw new Error(`not ready after ${READY_MS} ms; see ${this.plan.log}`);
      await pause(25);
    }
    return null;
  }

  async kill() {
    this.child?.kill('SIGKILL');
    await this.gone;
  }

  /** As a rolling restart does it. */
  async terminate() {
    this.serving = false;
    this.child?.kill('SIGTERM');
    const ended = await Promise.race([this.gone.then(() => true), pause(STOP_MS, false, { ref: false })]);
    if (!ended) await this.kill();
  }

  async stop() {
    process.off('exit', this.atExit);
    await this.terminate();
  }

  private async ready() {
    try {
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2000) });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      // Not listening yet: the caller watches the time.
      return false;
    }
  }
}

// Nothing of the caller's settings may reach the server under test.
function basicEnv(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(kept);
}
