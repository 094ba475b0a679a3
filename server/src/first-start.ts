import type { INestApplication } from '@nestjs/common';
import { FirstAdmin } from './accounts/first-admin.js';
import { FirstChannel } from './channels/first-channel.js';
import type { Env } from './platform/env.js';

/** What a desk without demo needs before anybody can use it: something to set, and somebody who may. */
export async function firstStart(app: INestApplication, env: Env): Promise<void> {
  if (env.demo || !env.roles.includes('web')) return;
  await app.get(FirstChannel).ensure();
  const link = await app.get(FirstAdmin).invite();
  // A plain line, not a log entry: it is for the person at the terminal.
  if (link) process.stdout.write(`\nNobody can sign in yet. Make the first admin here (works once, for 7 days):\n  ${link}\n\n`);
}
