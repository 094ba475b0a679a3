import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';

const Flag = z.enum(['on', 'off', 'true', 'false', '1', '0']).transform((word) => ['on', 'true', '1'].includes(word));
const Count = z.coerce.number().int().positive();
const ROLES = ['web', 'sockets', 'worker', 'scheduler'] as const;
export type ProcessRole = (typeof ROLES)[number];

/** Every variable the server reads. Secrets may also come from a file named by `<NAME>_FILE`. */
const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOWED_ORIGINS: z.string().default('').transform((list) => list.split(',').map((origin) => origin.trim()).filter(Boolean)),
  DATA_DIR: z.string().default('.data'),
  FILES_DIR: z.string().optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).default('https://s3.amazonaws.com'),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is no name of a bucket').optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  CLAMAV_URL: z.url({ protocol: /^(tcp|unix)$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_REPLICA_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: Count.max(200).default(12),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Aftercare <aftercare@localhost>'),
  TRANSLATE_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRANSLATE_KEY: z.string().optional(),
  TWILIO_URL: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-zA-Z]{32}$/, 'is no account of Twilio').optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().regex(/^(\+\d{7,15}|MG[0-9a-zA-Z]{32}|[ 0-9A-Za-z]{1,11})$/, 'is no number, sender name or messaging service').optional(),
  SECRET_KEY: z.string().min(32, 'needs at least 32 characters').optional(),
  DEMO: Flag.optional(),
  /** Whether the labelled visitors of the demo walk and write by themselves. */
  DEMO_VISITORS: Flag.default(true),
  /** Set by the supervisor when it runs the embedded database. */
  EMBEDDED: Flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TRUSTED_PROXIES: z.string().default('').transform((list) => list.split(',').map((entry) => entry.trim()).filter(Boolean)),
  VISITOR_EVENTS_PER_SECOND: Count.default(60),
  AGENT_EVENTS_PER_SECOND: Count.default(600),
  SIGN_INS_PER_MINUTE: Count.default(10),
  CONNECTIONS_PER_ADDRESS: Count.default(200),
  VISITORS_PER_MINUTE: Count.default(60),
  /** Calendars may be read from addresses of the own network. */
  PRIVATE_FEEDS: Flag.default(false),
  /** Pages on addresses of the own network, and on any port, may be looked at for previews. */
  PRIVATE_PREVIEWS: Flag.default(false),
  /** Webhooks may go to addresses of the own network, and without https. */
  PRIVATE_WEBHOOKS: Flag.default(false),
  FAILPOINT: z.string().regex(/^[a-z_]+:\d+$/).optional(),
});

export type Env = Readonly<z.infer<typeof Environment> & { roles: readonly ProcessRole[]; demo: boolean; secretKey: string; ownOrigins: readonly string[] }>;

/** Their names, for what starts us and must not misspell one. */
export const variableNames: readonly string[] = Object.keys(Environment.shape);

const SECRETS = ['DATABASE_URL', 'DATABASE_REPLICA_URL', 'REDIS_URL', 'SMTP_URL', 'SECRET_KEY', 'S3_SECRET_ACCESS_KEY', 'TWILIO_AUTH_TOKEN', 'TRANSLATE_KEY'] as const;

export class EnvironmentFault extends Error {}

/**
 * Reads the environment and the command line.
 * @throws EnvironmentFault naming every fault at once, one per line
 */
export function readEnv(source: NodeJS.ProcessEnv, argv: readonly string[]): Env {
  const faults: string[] = [];
  const filled: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(source)) if (value !== '') filled[name] = value;
  for (const name of SECRETS) {
    const file = filled[`${name}_FILE`];
    if (file === undefined) continue;
    try {
      filled[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE: cannot be read (${file})`);
    }
  }
  const parsed = Environment.safeParse(filled);
  for (const issue of parsed.error?.issues ?? []) {
    const name = issue.path.join('.');
    faults.push(`${name}: ${filled[name] === undefined ? 'is not set' : issue.message}`);
  }
  const roles = readRoles(argv, faults);
  const env = parsed.data;
  if (env?.REDIS_URL && !env.SECRET_KEY) faults.push('SECRET_KEY: must be set when REDIS_URL is, because several nodes share it');
  if (env?.REDIS_URL && !env.FILES_DIR && !env.S3_BUCKET) faults.push('FILES_DIR: or S3_BUCKET must be set when REDIS_URL is, because several nodes share it');
  if (env?.S3_BUCKET && !(env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY)) faults.push('S3_ACCESS_KEY_ID: and S3_SECRET_ACCESS_KEY must be set when S3_BUCKET is');
  const sms = env ? [env.TWILIO_ACCOUNT_SID, env.TWILIO_AUTH_TOKEN, env.TWILIO_FROM].filter((value) => value !== undefined).length : 0;
  if (sms > 0 && sms < 3) faults.push('TWILIO_ACCOUNT_SID: TWILIO_AUTH_TOKEN and TWILIO_FROM must be set together');
  if (env?.FAILPOINT && env.NODE_ENV !== 'test') faults.push('FAILPOINT: is only for tests');
  if (!env || faults.length > 0) throw new EnvironmentFault(faults.join('\n'));
  return {
    ...env,
    roles,
    demo: env.DEMO ?? env.EMBEDDED,
    secretKey: env.SECRET_KEY ?? ownSecretKey(env.DATA_DIR),
    ownOrigins: ownOrigins(env),
  };
}

/** The installation's key when none is given: made once, kept beside the data, readable by us alone. */
function ownSecretKey(dataDir: string): string {
  const file = path.join(dataDir, 'secrets', 'secret-key');
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (fault) {
    // Not `instanceof`: under Jest the fault of a file comes from another realm.
    if (!(typeof fault === 'object' && fault && 'code' in fault && fault.code === 'EEXIST')) throw new EnvironmentFault(`DATA_DIR: cannot keep the secret key (${String(fault)})`);
  }
  return readFileSync(file, 'utf8').trim();
}

function readRoles(argv: readonly string[], faults: string[]): readonly ProcessRole[] {
  const at = argv.indexOf('--run');
  if (at < 0) return ROLES;
  const words = (argv[at + 1] ?? '').split(',');
  const known = ROLES.filter((role) => words.includes(role));
  if (known.length !== words.length) faults.push(`--run: takes some of ${ROLES.join(',')}`);
  return known;
}

function ownOrigins(env: { PUBLIC_URL?: string | undefined; HOST: string; PORT: number }): readonly string[] {
  if (env.PUBLIC_URL) return [new URL(env.PUBLIC_URL).origin];
  const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
  return ['127.0.0.1', 'localhost', '[::1]', host].map((name) => `http://${name}:${env.PORT}`);
}
