import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printAddresses } from './announce.mjs';
import { becomesReady, launchApp } from './app.mjs';
import { openAppLog } from './app-log.mjs';
import { buildIfStale } from './build.mjs';
import { makeDataFolder, makeDatabaseIfNew, makeFolders, startDatabase } from './database.mjs';
import { Failure, diskFull, saysDiskFull } from './failure.mjs';
import { inspectFolder } from './folder.mjs';
import { installDependencies } from './install.mjs';
import { aborted, keepAlive } from './keep-alive.mjs';
import { clearLeftovers, takeLock } from './lock.mjs';
import { requireFreePort } from './ports.mjs';
import { Interrupted, interruptCommands, runCommand } from './run-command.mjs';
import { say, tellFailure } from './say.mjs';
import { secretOf } from './secrets.mjs';
import { loadEnvFile, readSettings } from './settings.mjs';
import { watchStopSignals } from './stop-signals.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm start` does; sets the exit code. */
export async function superviseFromCommandLine() {
  const ending = new AbortController();
  const run = { closing: [], app: undefined };
  // A closed terminal or pipe must not end the supervisor before what it supervises.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  watchStopSignals((times) => {
    if (times > 1) return run.app?.kill();
    say('Stopping …');
    ending.abort();
    interruptCommands();
  });
  try {
    await supervise(ROOT, run, ending);
    process.exitCode = 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) tellFailure(error);
    process.exitCode = error instanceof Interrupted ? 130 : 1;
  } finally {
    ending.abort();
    for (const close of run.closing.reverse()) await close().catch(tellFailure);
  }
}

async function supervise(root, run, ending) {
  loadEnvFile(root);
  const settings = readSettings(root, process.env);
  const folder = settings.databaseUrl === undefined ? inspectFolder(settings.dataDir) : undefined;
  if (folder) await clearLeftovers(folder.home);
  await requireFreePort(settings.host, settings.port);
  const lock = folder ? await claim(folder, run) : await makeDataFolder(settings.dataDir);
  await installDependencies(root);
  await buildIfStale(root);
  const database = folder
    ? await openDatabase({ root, folder, settings, run, ending: ending.signal })
    : { url: () => settings.databaseUrl, kept: new Promise(() => undefined) };
  await migrate(root, database.url(), settings.dataDir);
  const env = await appEnvironment(settings, folder);
  const log = openAppLog(settings.dataDir);
  const launch = async () => {
    run.app = launchApp(root, { ...env, DATABASE_URL: database.url() }, log);
    await lock?.recordApp(run.app.pid);
    return run.app;
  };
  run.closing.push(log.close, async () => run.app?.stop());
  say('Starting …');
  const first = await launch();
  const isReady = await Promise.race([becomesReady(first, settings), database.kept, aborted(ending.signal)]);
  if (ending.signal.aborted) return;
  if (!isReady) throw await whyNotReady(first, log, settings.dataDir);
  printAddresses({ ...settings, demo: settings.demo });
  const launchAgain = async () => {
    const app = await launch();
    await Promise.race([becomesReady(app, settings), aborted(ending.signal)]);
    return app;
  };
  await Promise.race([keepAlive('Aftercare', first, launchAgain, ending.signal), database.kept]);
}

async function whyNotReady(app, log, dataDir) {
  const how = await app.exited;
  if (saysDiskFull(log.lastWords())) return diskFull(dataDir);
  return new Failure(`Aftercare ended while it was starting (${how}); see above and ${log.file}.`, log.lastRecords());
}

/** Takes the folder for this run; a start that fails before there is a database leaves nothing of it. */
async function claim(folder, run) {
  const undo = await makeFolders(folder);
  run.closing.push(async () => {
    if (!existsSync(folder.data)) await undo();
  });
  const lock = await takeLock(folder.home);
  run.closing.push(lock.release);
  return lock;
}

async function openDatabase({ root, folder, settings, run, ending }) {
  const made = await makeDatabaseIfNew(root, folder, { makesKey: makesOwnKey(settings) });
  say('Starting the database …');
  let running = await startDatabase(folder, made);
  run.closing.push(() => running.stop());
  const startAgain = async () => {
    const { port } = running;
    running = await startDatabase(folder, made);
    // The application knows the address it was started with.
    if (running.port !== port) await run.app?.stop();
    return running;
  };
  const kept = keepAlive('The database', running, startAgain, ending);
  // Raced against what happens from now on; a fault before that race must wait for it.
  kept.catch(() => undefined);
  return { url: () => running.url, kept };
}

async function migrate(root, databaseUrl, dataDir) {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { code, tail } = await runCommand(process.execPath, ['prisma/migrate.mjs'], { cwd: root, env, doing: 'migrating' });
  if (code === 0) return;
  if (saysDiskFull(tail)) throw diskFull(dataDir);
  throw new Failure('The database could not be migrated; see the reason above.', tail);
}

async function appEnvironment(settings, folder) {
  const env = { ...process.env, NODE_ENV: process.env.NODE_ENV || 'production', DATA_DIR: settings.dataDir };
  Object.assign(env, { HOST: settings.host, PORT: String(settings.port) });
  // Read already, and the application would see two sources of one value.
  delete env.DATABASE_URL_FILE;
  if (folder) env.EMBEDDED = 'on';
  if (!makesOwnKey(settings)) return env;
  return { ...env, SECRET_KEY: await secretOf(settings.dataDir, 'secret-key', { mayMake: folder === undefined }) };
}

/** Several machines have to be given one key; each making its own would break them quietly. */
function makesOwnKey({ hasSecretKey, hasRedis }) {
  return !hasSecretKey && !hasRedis;
}
