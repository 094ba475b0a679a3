import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure } from './failure.mjs';

/**
 * What the supervisor itself needs of the environment; the rest is the application's to judge.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export function readSettings(root, env) {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Failure(`PORT must be a number from 1 to 65535, not ${env.PORT}.`);
  const databaseUrl = fromFile(env, 'DATABASE_URL');
  return {
    host: env.HOST || '127.0.0.1',
    port,
    dataDir: resolve(root, env.DATA_DIR || '.data'),
    databaseUrl,
    demo: env.DEMO ? ['on', 'true', '1'].includes(env.DEMO) : databaseUrl === undefined,
    hasSecretKey: Boolean(env.SECRET_KEY || env.SECRET_KEY_FILE),
    hasRedis: Boolean(env.REDIS_URL || env.REDIS_URL_FILE),
  };
}

/** Variables of a `.env` beside package.json, below those that are set already. @param {string} root */
export function loadEnvFile(root) {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

function fromFile(env, name) {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Failure(`${name}_FILE names ${file}, which cannot be read (${error.code}).`);
  }
}
