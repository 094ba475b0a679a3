import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { reachable } from './app.mjs';
import { say } from './say.mjs';

/**
 * Says where to click.
 * @param {{ host: string, port: number, dataDir: string, demo: boolean }} served
 */
export function printAddresses({ host, port, dataDir, demo }) {
  const base = `http://${reachable(host)}:${port}`;
  say('');
  say(`Aftercare is ready:  ${base}/`);
  say(`  Console            ${base}/console/`);
  if (demo) say(`  Demo shop          ${base}/demo-shop/`);
  const accounts = join(dataDir, 'demo.json');
  if (demo && existsSync(accounts)) say(`  Demo accounts      ${relative(process.cwd(), accounts)}`);
  say('Ctrl-C stops everything.');
}
