import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Passwords } from '../accounts/passwords.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';
import { DemoIdentities } from './demo-identities.js';
import type { Filled } from './demo-record.js';

/** The keys to the demo, in a file that only its owner can read. Nothing of it is known in advance. */
@Injectable()
export class DemoFileService {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly identities: DemoIdentities,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** New passwords for the role accounts and fresh identity tokens, written to `$DATA_DIR/demo.json`. */
  async write({ channelId, cards }: Filled): Promise<void> {
    const channel = await this.db.prisma.channel.findUniqueOrThrow({ where: { id: channelId } });
    const [accounts, customers] = await Promise.all([Promise.all(cards.map((card) => this.renew(card))), this.identities.sign(channel.secret)]);
    const content = {
      url: this.env.ownOrigins[0],
      widgetKey: channel.key,
      accounts,
      customers: customers.map(({ email, orderNumber, identityToken }) => ({ email, orderNumber, identityToken })),
    };
    await this.replace(path.resolve(this.env.DATA_DIR, 'demo.json'), `${JSON.stringify(content, null, 2)}\n`);
  }

  // Passwords are stored nowhere but in the file, so each start makes new ones.
  private async renew({ role, accountId }: Filled['cards'][number]) {
    const password = randomBytes(15).toString('base64url');
    const { email } = await this.db.prisma.account.findUniqueOrThrow({ where: { id: accountId }, select: { email: true } });
    const passwordHash = await this.passwords.hashRandom(password);
    await this.db.prisma.account.update({ where: { id: accountId }, data: { passwordHash } });
    return { role, email, password };
  }

  private async replace(file: string, content: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, content, { mode: 0o600, flag: 'w' });
    await rename(unfinished, file);
  }
}
