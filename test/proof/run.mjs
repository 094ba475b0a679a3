// What `npm run proof` runs.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = new URL('./', import.meta.url);
const args = ['--import', new URL('typescript.mjs', here).href, fileURLToPath(new URL('proof.ts', here)), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
process.exit(status ?? 1);
