// Compiles the server and the database folder to dist/. The old output goes first: a file that was deleted or
// renamed must not live on there.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const swc = path.join(path.dirname(createRequire(import.meta.url).resolve('@swc/cli/package.json')), 'bin/swc.js');
for (const folder of ['dist/server', 'dist/prisma']) rmSync(folder, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [swc, 'server', 'prisma', '-d', 'dist', '-q', '--ignore', '**/*.spec.ts,**/*.mjs,server/start/**', '--extensions', '.ts'],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
