import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { clearFolder } from '../../server/start/postgres.mjs';
import { findProcess } from '../../server/start/processes.mjs';
import { startTestPostgres } from '../support/postgres.mjs';

jest.setTimeout(300_000);

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a database for tests', () => {
  test('keeps what was committed through a crash, on the same address', async () => {
    const postgres = await startTestPostgres({ durable: true });
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await postgres.crash();
    await expect(query(postgres.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await postgres.start();
    expect(await query(postgres.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await postgres.stop();
    expect(() => readFileSync(join(postgres.home, 'aftercare.json'))).toThrow('ENOENT');
  });

  test('compares and classifies text beyond ASCII, and is owned by no superuser', async () => {
    const postgres = await startTestPostgres();
    const [row] = await query(
      postgres.url,
      `SELECT 'Ä' ~ '\\w' AS word, lower('ÄÖ') AS lower, pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, rolsuper AS super
       FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user`,
    );
    expect(row).toEqual({ word: true, lower: 'äö', encoding: 'UTF8', provider: 'b', super: false });
    await postgres.stop();
  });

  test('lets in nobody without the password', async () => {
    const postgres = await startTestPostgres();
    const url = new URL(postgres.url);
    url.password = 'wrong';
    await expect(query(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await postgres.stop();
  });

  test('lets an owner make further databases', async () => {
    const postgres = await startTestPostgres();
    await query(postgres.url, 'CREATE DATABASE second');
    expect(await query(postgres.urlOf('second'), 'SELECT current_database() AS name')).toEqual([{ name: 'second' }]);
    await postgres.stop();
  });
});

describe('a postmaster.pid left behind', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'aftercare-pid-')));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const leave = (pid: number | undefined): void => writeFileSync(join(folder, 'postmaster.pid'), `${pid}\n${folder}\n`);
  const isLeft = (): boolean => {
    try {
      return readFileSync(join(folder, 'postmaster.pid')).length > 0;
    } catch {
      return false;
    }
  };

  test('that names another program is forgotten, and the program lives', async () => {
    const other = spawn('sleep', ['60'], { cwd: folder });
    await once(other, 'spawn');
    leave(other.pid);
    await clearFolder(folder);
    expect(isLeft()).toBe(false);
    expect(findProcess(other.pid ?? 0)).toBeDefined();
    other.kill();
    await once(other, 'exit');
  });

  test('that names a zombie is forgotten', async () => {
    // The shell becomes a program that never asks for its child's end. The child waits for our line to close,
    // so that it cannot end while the shell, which would ask, is still a shell.
    const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
    const { stdout } = parent;
    if (stdout === null) throw new Error('the shell was started without its output');
    const [line] = await once(stdout, 'data');
    const zombie = Number(String(line));
    expect(Number.isInteger(zombie)).toBe(true);
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    while (!findProcess(parent.pid ?? 0)?.command.includes('sleep')) await turn();
    parent.stdio[3]?.destroy();
    while (findProcess(zombie) !== undefined) await turn();
    expect(process.kill(zombie, 0)).toBe(true);
    leave(zombie);
    await clearFolder(folder);
    expect(isLeft()).toBe(false);
    parent.kill();
    await once(parent, 'exit');
  });

  test('that names nobody is forgotten', async () => {
    leave(4_194_304);
    await clearFolder(folder);
    expect(isLeft()).toBe(false);
  });
});
