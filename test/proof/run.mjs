// What `npm run proof` runs: builds when a source changed, then the proof itself.
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../server/start/build.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
process.chdir(root);
await buildIfStale(root);
// An end by signal must still take down what was started: only `exit` handlers can do that at once.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.once(signal, () => process.exit(code));
register(new URL('typescript.mjs', import.meta.url));
await import('./proof.ts');
