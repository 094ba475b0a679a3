import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentFault, readEnv } from './env.js';

const folder = mkdtempSync(join(tmpdir(), 'aftercare-env-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DATABASE_URL = 'postgresql://a:b@127.0.0.1:5432/c';
const SECRET_KEY = 'k'.repeat(32);
const enough = { DATABASE_URL, SECRET_KEY };
const read = (source: Record<string, string>, ...argv: string[]) => readEnv(source, argv);
const faultsOf = (source: Record<string, string>, ...argv: string[]): string[] => {
  try {
    read(source, ...argv);
    return [];
  } catch (fault) {
    if (!(fault instanceof EnvironmentFault)) throw fault;
    return fault.message.split('\n');
  }
};

describe('the environment', () => {
  it('needs nothing but a database', () => {
    expect(read(enough)).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      NODE_ENV: 'production',
      demo: false,
      roles: ['web', 'sockets', 'worker', 'scheduler'],
    });
  });

  it('names every fault at once', () => {
    const faults = faultsOf({ PORT: 'door', SECRET_KEY: 'short', LOG_LEVEL: 'loud' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'SECRET_KEY', 'LOG_LEVEL']);
    expect(faults).toContain('DATABASE_URL: is not set');
  });

  it.each([
    ['another kind of database', { ...enough, DATABASE_URL: 'mysql://x/y' }],
    ['a port beyond the last', { ...enough, PORT: '65536' }],
    ['an address that is no page', { ...enough, PUBLIC_URL: 'ftp://desk.example' }],
    ['a failpoint outside tests', { ...enough, FAILPOINT: 'before_commit:1' }],
    ['Redis without a shared key', { DATABASE_URL, REDIS_URL: 'redis://r', FILES_DIR: '/files' }],
    ['Redis without a shared folder', { ...enough, REDIS_URL: 'redis://r' }],
    ['SMS without its password', { ...enough, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_FROM: '+15005550006' }],
    ['SMS from somebody who is no sender', { ...enough, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'x', TWILIO_FROM: 'a name that is too long' }],
    ['a secret in a file that is not there', { ...enough, SMTP_URL_FILE: join(folder, 'none') }],
  ])('refuses %s', (_, source) => {
    expect(faultsOf(source)).not.toEqual([]);
  });

  it('counts an empty variable as not set', () => {
    expect(read({ ...enough, PORT: '', PUBLIC_URL: '', REDIS_URL: '' })).not.toHaveProperty('REDIS_URL');
  });

  it('takes a secret from a file, without its line break', () => {
    writeFileSync(join(folder, 'url'), `${DATABASE_URL}\n`);
    expect(read({ SECRET_KEY, DATABASE_URL_FILE: join(folder, 'url') }).DATABASE_URL).toBe(DATABASE_URL);
  });

  it('shows the demo with the embedded database unless told otherwise', () => {
    expect(read({ ...enough, EMBEDDED: 'on' }).demo).toBe(true);
    expect(read({ ...enough, EMBEDDED: 'on', DEMO: 'off' }).demo).toBe(false);
    expect(read({ ...enough, DEMO: 'on' }).demo).toBe(true);
  });

  it('takes the roles from the command line, in one order, and only those it knows', () => {
    expect(read(enough, '--run', 'worker,web').roles).toEqual(['web', 'worker']);
    expect(faultsOf(enough, '--run', 'web,cook')).toEqual(['--run: takes some of web,sockets,worker,scheduler']);
    expect(faultsOf(enough, '--run')).not.toEqual([]);
  });

  it('knows its own origins', () => {
    expect(read(enough).ownOrigins).toContain('http://localhost:3000');
    expect(read({ ...enough, HOST: '::1', PORT: '4000' }).ownOrigins).toContain('http://[::1]:4000');
    expect(read({ ...enough, PUBLIC_URL: 'https://desk.example/x' }).ownOrigins).toEqual(['https://desk.example']);
  });

  it('reads lists with spaces and holes', () => {
    expect(read({ ...enough, ALLOWED_ORIGINS: ' https://a.example , ,https://b.example' }).ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example']);
  });

  it('makes a key of its own once, for itself alone, when none is given', () => {
    const first = read({ DATABASE_URL, DATA_DIR: folder }).secretKey;
    expect(read({ DATABASE_URL, DATA_DIR: folder }).secretKey).toBe(first);
    const file = join(folder, 'secrets', 'secret-key');
    expect(readFileSync(file, 'utf8')).toHaveLength(43);
    expect(statSync(file).mode & 0o077).toBe(0);
  });
});
