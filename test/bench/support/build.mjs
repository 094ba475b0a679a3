import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../../server/start/build.mjs';

/** What is measured is what is built; `BENCH_BUILD=as-is` takes `dist` as it stands. */
export async function buildForBench() {
  if (process.env.BENCH_BUILD !== 'as-is') await buildIfStale(fileURLToPath(new URL('../../../', import.meta.url)));
}
