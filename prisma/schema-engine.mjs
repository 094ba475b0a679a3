// Prisma's schema engine from npm, instantiated by hand: the `prisma migrate` command wants a native
// engine that it downloads at install time, which a closed network refuses (docs/decisions/0003).
import { readFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

const here = path.dirname(fileURLToPath(import.meta.url));
export const NO_FILTER = { externalTables: [], externalEnums: [] };

/** A schema engine bound to the database at `connectionString`. */
export async function openSchemaEngine(connectionString) {
  const require = createRequire(import.meta.url);
  const file = path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg({ connectionString })));
  return glue.SchemaEngine.new({ datamodels: datamodels().map((f) => [f.path, f.content]) }, () => {}, adapter);
}

// The adapter cuts a script at every semicolon, also inside a function body. Sent whole, a script is also one
// implicit transaction: a migration that fails leaves nothing half-made.
function wholeScripts(factory) {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await adapter.client.query(script);
    };
    return adapter;
  };
  return factory;
}

/** Every file of the schema, as the engine wants them. */
export function datamodels() {
  const models = readdirSync(path.join(here, 'models')).sort().map((name) => path.join('models', name));
  return ['schema.prisma', ...models].map((name) => ({ path: name, content: readFileSync(path.join(here, name), 'utf8') }));
}

/** The migrations folder as the engine wants it. */
export function migrations() {
  const baseDir = path.join(here, 'migrations');
  const names = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') } },
    })),
  };
}
