import 'reflect-metadata';
import { createApp } from './app.js';
import { firstStart } from './first-start.js';
import { type Env, EnvironmentFault, readEnv } from './platform/env.js';
import { Log } from './platform/log.js';
import { databaseAway } from './platform/start-fault.rules.js';
import { Drain } from './platform/nodes/drain.js';

const DRAIN_MS = 15_000;

function refuse(fault: unknown): never {
  const away = databaseAway(fault, process.env['DATABASE_URL'] ?? '');
  if (away !== null) {
    console.error(`Aftercare cannot start. ${away}`);
    process.exit(69);
  }
  if (!(fault instanceof EnvironmentFault)) throw fault;
  console.error(`Aftercare cannot start. The environment is wrong:\n${fault.message}`);
  process.exit(78);
}

function env(): Env {
  try {
    return readEnv(process.env, process.argv);
  } catch (fault) {
    return refuse(fault);
  }
}

const settings = env();
const app = await createApp(settings).catch(refuse);
const log = app.get(Log);

// A fault nobody caught leaves the process in a state nobody knows: say so, and let the supervisor start afresh.
process.on('uncaughtException', (fault) => {
  log.error({ fault }, 'uncaught exception');
  process.exit(70);
});
process.on('unhandledRejection', (fault) => {
  log.error({ fault }, 'unhandled rejection');
  process.exit(70);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    const late = setTimeout(() => process.exit(1), DRAIN_MS);
    late.unref();
    app.get(Drain).begin().then(() => app.close()).then(
      () => process.exit(0),
      (fault: unknown) => {
        log.error({ fault }, 'shutdown failed');
        process.exit(1);
      },
    );
  });
}

await firstStart(app, settings).catch(refuse);
await app.listen({ host: settings.HOST, port: settings.PORT, backlog: 4096 });
if (Number(process.versions.node.split('.')[0]) < 22) log.warn({ node: process.version }, 'this Node no longer gets security fixes; use 22 or newer');
if (settings.PUBLIC_URL?.startsWith('https:') && settings.TRUSTED_PROXIES.length === 0) {
  log.warn({}, 'PUBLIC_URL is https and TRUSTED_PROXIES is empty: behind a proxy every caller would look like this machine, and limits per address would not hold');
}
log.info({ url: await app.getUrl(), roles: settings.roles }, 'ready');
