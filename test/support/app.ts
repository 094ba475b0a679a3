import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PrismaClient } from '#prisma/generated/client.js';
import { createApp } from '../../server/src/app.js';
import { Clock } from '../../server/src/platform/clock.js';
import { Database } from '../../server/src/platform/db.js';
import { readEnv } from '../../server/src/platform/env.js';
import { TestClock } from './clock.js';
import { cloneDatabase, type TestDatabase } from './database.js';

/** The origin the application believes to be its own. */
export const ORIGIN = 'http://aftercare.test';

export interface TestApp {
  readonly nest: NestFastifyApplication;
  readonly url: string;
  readonly db: PrismaClient;
  readonly clock: TestClock;
  /** Ends the process and leaves its database to the next one. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The whole application on a port and a database of its own. It has no worker and no scheduler: tests run what is
 * due with `settle`.
 * @param overrides environment variables, such as `{ SMTP_URL }`
 */
export async function startApp(overrides: Record<string, string> = {}): Promise<TestApp> {
  const database = await cloneDatabase();
  try {
    return await startAppOn(database, overrides);
  } catch (fault) {
    await database.drop();
    throw fault;
  }
}

/**
 * The same on a database that exists, for what must survive a restart or needs the worker.
 * @param roles what this process runs, as after `--run`
 */
export async function startAppOn(database: TestDatabase, overrides: Record<string, string> = {}, roles = 'web,sockets'): Promise<TestApp> {
  const source = {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    PUBLIC_URL: ORIGIN,
    DATABASE_URL: database.url,
    DATABASE_POOL: '10',
    PORT: '0',
    FILES_DIR: join(tmpdir(), `aftercare-test-files-${process.pid}`),
    ...overrides,
  };
  const nest = await createApp(readEnv(source, ['--run', roles]));
  const clock = new TestClock();
  // The one instance everybody holds asks the test's clock from here on.
  nest.get(Clock).now = () => clock.now();
  await nest.listen({ host: '127.0.0.1', port: 0 });
  const { port } = nest.getHttpServer().address() as AddressInfo;
  return {
    nest,
    url: `http://127.0.0.1:${port}`,
    db: nest.get(Database).prisma,
    clock,
    stop: () => nest.close(),
    async close() {
      await nest.close();
      await database.drop();
    },
  };
}
