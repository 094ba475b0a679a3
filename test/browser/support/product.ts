import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { freePort, ServerProcess } from '../../proof/server-process.js';
import { cloneOf } from '../../support/database.js';

const DemoFile = z.object({
  url: z.string(),
  widgetKey: z.string(),
  accounts: z.array(z.object({ role: z.enum(['agent', 'lead', 'manager', 'admin']), email: z.string(), password: z.string() })),
});
export type Role = z.infer<typeof DemoFile>['accounts'][number]['role'];

/** What the global setup of the browser tests leaves: a filled demo shop, its database and its folder. */
const Template = z.object({ adminUrl: z.string(), template: z.string(), folder: z.string() });

/** The built product with its demo shop, on a port and a database of its own. */
export interface Product {
  readonly url: string;
  readonly databaseUrl: string;
  signInOf(role: Role): { email: string; password: string };
  stop(): Promise<void>;
}

/** @param environment what else it is told, such as `{ SMTP_URL }` */
export async function startProduct(environment: Record<string, string> = {}): Promise<Product> {
  const template = Template.parse(JSON.parse(process.env['DEMO_TEMPLATE'] ?? 'null'));
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-browser-'));
  cpSync(template.folder, folder, { recursive: true });
  const database = await cloneOf(template.adminUrl, template.template);
  const port = await freePort();
  const server = new ServerProcess({
    args: ['dist/server/src/main.js'],
    env: {
      NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: database.url, DATA_DIR: folder, DEMO: 'on',
      // Every test signs in anew from the same address.
      SIGN_INS_PER_MINUTE: '1000', VISITORS_PER_MINUTE: '1000',
      // Nobody rings or writes but those a test sends.
      DEMO_VISITORS: 'off',
      // Pages that tests link to are served on loopback.
      PRIVATE_PREVIEWS: 'on',
      ...environment,
    },
    port,
    log: join(folder, 'server.log'),
  });
  const stop = async () => {
    await server.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  if ((await server.start()) === null) {
    const log = readFileSync(join(folder, 'server.log'), 'utf8');
    await stop();
    throw new Error(`the server ended before it was ready:\n${log}`);
  }
  const demo = DemoFile.parse(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')));
  return {
    url: server.url,
    databaseUrl: database.url,
    signInOf(role) {
      const account = demo.accounts.find((one) => one.role === role);
      if (!account) throw new Error(`the demo has no ${role}`);
      return { email: account.email, password: account.password };
    },
    stop,
  };
}
