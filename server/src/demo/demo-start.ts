import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Passwords } from '../accounts/passwords.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';
import { DemoFileService } from './demo-file.service.js';
import { DemoRecord, type Filled } from './demo-record.js';
import { DemoShopService } from './demo-shop.service.js';

/** At each start of a demo: the shop is there, and the keys to it are new. Done before anything is served. */
@Injectable()
export class DemoStart implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly record: DemoRecord,
    private readonly shop: DemoShopService,
    private readonly file: DemoFileService,
    private readonly passwords: Passwords,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.env.demo || !this.env.roles.includes('web')) return;
    const filled = (await this.record.read()) ?? (await this.fill());
    if (filled) await this.file.write(filled);
  }

  private async fill(): Promise<Filled | null> {
    // Hashed outside the transaction, which should be short.
    const nobodysPassword = await this.passwords.hash(randomBytes(24).toString('base64url'), '');
    return this.db.transaction((tx) => this.shop.fill(tx, nobodysPassword));
  }
}
