import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { readEnv, variableNames } from '../server/src/platform/env.js';

const read = (name: string) => readFileSync(join(__dirname, '..', name), 'utf8');

const Health = z.union([z.object({ disable: z.literal(true) }), z.object({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string(), retries: z.number() }).loose()]);
const Service = z
  .object({
    image: z.string(),
    build: z.string().optional(),
    command: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
    healthcheck: Health,
    ports: z.array(z.string()).default([]),
    restart: z.string(),
    volumes: z.array(z.string()).default([]),
  })
  .loose();
const Compose = z.object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.null()), configs: z.record(z.string(), z.object({ content: z.string() })) }).loose();

const text = read('docker-compose.yml');
const { services, volumes, configs } = Compose.parse(parse(text, { merge: true }));
const named = Object.entries(services);
const service = (name: string) => {
  const found = services[name];
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const OWN = ['node1', 'node2', 'worker', 'migrate'];
const dockerfile = read('Dockerfile');
const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1] ?? '');

/** A version of three numbers says what runs; a word or a single number says whatever is newest today. */
const PINNED = /^[\w./-]+:v?\d+\.\d+(\.\d+)?(-[\w.]+)?(@sha256:[0-9a-f]{64})?$/;
/** What the images of others read, as their own pages have it. */
const THEIRS: Readonly<Record<string, RegExp>> = {
  postgres: /^(POSTGRES_(USER|DB|PASSWORD|INITDB_ARGS)|PG(HOST|USER|DATABASE|PASSWORD)|KEEP_DAYS)$/,
  redis: /^(REDIS_PASSWORD|REDISCLI_AUTH)$/,
  caddy: /^DOMAIN$/,
  'axllent/mailpit': /^MP_/,
};

/** What compose makes of `${NAME:-default}` and `${NAME:?why}`, with these values. */
const filled = (value: string, values: Record<string, string>) =>
  value.replaceAll(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name: string, otherwise: string | undefined) => values[name] ?? otherwise ?? '');
const VALUES = { DOMAIN: 'desk.shop.example', POSTGRES_PASSWORD: 'p'.repeat(20), REDIS_PASSWORD: 'r'.repeat(20), SECRET_KEY: 's'.repeat(40) };

describe('docker-compose.yml', () => {
  test('has a proxy, two nodes, a worker, PostgreSQL, Redis, a mail catcher, the migration and the backup', () => {
    expect(Object.keys(services).toSorted()).toEqual(['backup', 'mail', 'migrate', 'node1', 'node2', 'postgres', 'proxy', 'redis', 'worker']);
  });

  test.each(named)('%s runs a pinned image', (_, { image }) => {
    expect(image).toMatch(PINNED);
  });

  test.each(named.filter(([name]) => name !== 'migrate'))('%s has a health check and comes back by itself', (_, { healthcheck, restart }) => {
    expect('disable' in healthcheck).toBe(false);
    expect(restart).toBe('unless-stopped');
  });

  test('starts in an order: whatever is waited for is healthy or done, and nobody waits in a circle', () => {
    const waitsFor = (name: string): string[] =>
      Object.entries(service(name).depends_on).flatMap(([other, { condition }]) => {
        expect([other, condition]).toEqual([other, other === 'migrate' ? 'service_completed_successfully' : 'service_healthy']);
        return [other, ...waitsFor(other)];
      });
    expect(waitsFor('proxy')).toEqual(expect.arrayContaining(['node1', 'node2', 'migrate', 'postgres', 'redis']));
    expect(waitsFor('worker')).toEqual(expect.arrayContaining(['migrate', 'postgres', 'redis']));
    expect(waitsFor('migrate')).toEqual(['postgres']);
    expect(waitsFor('backup')).toContain('postgres');
  });

  test.each(OWN)('%s sets only variables that the server knows, and a server would start with them', (name) => {
    const { environment, command = [] } = service(name);
    expect(Object.keys(environment).filter((variable) => !variableNames.includes(variable))).toEqual([]);
    const source = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, filled(String(value), VALUES)]));
    const env = readEnv(source, command[0]?.startsWith('prisma/') ? [] : command);
    expect(env).toMatchObject({ demo: false, PUBLIC_URL: 'https://desk.shop.example', secretKey: VALUES.SECRET_KEY, FILES_DIR: '/var/lib/aftercare/files' });
  });

  test('runs every role, web and sockets twice, and all nodes share their files', () => {
    const roles = OWN.flatMap((name) => service(name).command?.at(-1)?.split(',') ?? []);
    expect(roles.filter((role) => role === 'sockets')).toHaveLength(2);
    expect(roles).toEqual(expect.arrayContaining(['web', 'sockets', 'worker', 'scheduler']));
    for (const name of OWN) expect(service(name).volumes).toContain('files:/var/lib/aftercare/files');
  });

  test.each(named.filter(([name]) => !OWN.includes(name)))('%s sets only variables that its image knows', (_, { image, environment }) => {
    const known = THEIRS[image.split(':')[0] ?? ''];
    expect(Object.keys(environment).filter((variable) => !known?.test(variable))).toEqual([]);
  });

  test('holds no secret: each comes from .env, and without it nothing starts', () => {
    const secrets = named.flatMap(([name, { environment }]) =>
      Object.entries(environment).flatMap(([variable, value]) => (/PASSWORD|SECRET|AUTH|DATABASE_URL|REDIS_URL/.test(variable) ? [{ name, variable, value: String(value) }] : [])),
    );
    expect(secrets.length).toBeGreaterThan(5);
    // Without the phone or a bucket the desk starts all the same: from .env too, or nothing.
    const mayMiss = ['TWILIO_AUTH_TOKEN', 'S3_SECRET_ACCESS_KEY'];
    const needed = secrets.filter(({ variable, value }) => !mayMiss.includes(variable) || value !== `\${${variable}:-}`);
    expect(needed.filter(({ value }) => !/\$\{\w+:\?[^}]+\}/.test(value))).toEqual([]);
    const wanted = [...text.matchAll(/\$\{(\w+)/g)].map((match) => match[1] ?? '');
    expect(wanted.filter((name) => !new RegExp(`^#${name}=`, 'm').test(read('.env.example')))).toEqual([]);
  });

  test('opens to the world nothing but the proxy', () => {
    const open = named.flatMap(([name, { ports }]) => ports.flatMap((port) => (port.startsWith('127.0.0.1:') ? [] : [name])));
    expect([...new Set(open)]).toEqual(['proxy']);
  });

  test('gives Redis the policy without which no node would start', () => {
    expect(service('redis').command?.join(' ')).toMatch(/--maxmemory-policy noeviction .*--appendonly yes/);
  });

  test('mounts only volumes and files it has', () => {
    const mounted = named.flatMap(([, one]) => one.volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect(mounted.filter((name) => !(name in volumes))).toEqual([]);
    expect(Object.keys(volumes).filter((name) => !mounted.includes(name))).toEqual([]);
    expect(configs['caddyfile']?.content).toMatch(/reverse_proxy node1:3000 node2:3000[\s\S]*health_uri \/health\/ready/);
    expect(configs['backup']?.content).toContain('pg_dump');
  });

  test('makes backups by a script that a shell can read, and tells health of each whole one', () => {
    const script = configs['backup']?.content.replaceAll('$$', '$') ?? '';
    expect(() => execFileSync('bash', ['-n'], { input: script })).not.toThrow();
    const [whole = '', told = ''] = script.split('touch "$name.done"');
    expect(whole).toMatch(/pg_restore --list/);
    expect(told).toMatch(/INSERT INTO \\"Setting\\" [\s\S]*'backup', jsonb_build_object\('at', :'at'::text\)[\s\S]*ON CONFLICT/);
  });
});

describe('Dockerfile', () => {
  test('builds on a pinned image of a long-term Node and runs on the same', () => {
    expect(stages).toHaveLength(2);
    for (const stage of stages) expect(stage).toMatch(/^node:24\.\d+\.\d+-bookworm-slim(@sha256:[0-9a-f]{64})?$/);
    expect(new Set(stages).size).toBe(1);
  });

  test('runs as somebody who owns nothing of the program, with a health check', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).not.toMatch(/--chown=node/);
  });

  test('sets only variables that the server knows', () => {
    const set = [...dockerfile.slice(dockerfile.lastIndexOf('\nFROM ')).matchAll(/^ENV (.*)$/gm)].flatMap((match) => (match[1] ?? '').split(' ').map((pair) => pair.split('=')[0] ?? ''));
    expect(set.length).toBeGreaterThan(3);
    expect(set.filter((name) => !variableNames.includes(name))).toEqual([]);
  });

  test('leaves out of the image what is secret, built or only for development', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', '.data', 'node_modules', 'dist', 'test']));
  });
});
