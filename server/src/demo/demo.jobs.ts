import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Passwords } from '../accounts/passwords.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { Log } from '../platform/log.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ENV } from '../platform/tokens.js';
import { DemoFileService } from './demo-file.service.js';
import { DemoPicturesService } from './demo-pictures.service.js';
import { DemoRecord, type Filled } from './demo-record.js';
import { DemoRemovalService } from './demo-removal.service.js';
import { DemoShopService } from './demo-shop.service.js';
import { DemoVisitorService } from './demo-visitor.service.js';
import { DemoVisitsService } from './demo-visits.service.js';

const FILLS_WITHIN_MS = 120_000;

/** What a demo does by itself: at each start, when a console opens, and every other second. Nothing unless DEMO is on. */
@Injectable()
export class DemoJobs implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly record: DemoRecord,
    private readonly shop: DemoShopService,
    private readonly file: DemoFileService,
    private readonly pictures: DemoPicturesService,
    private readonly visitor: DemoVisitorService,
    private readonly visits: DemoVisitsService,
    private readonly removal: DemoRemovalService,
    private readonly passwords: Passwords,
    private readonly sockets: Sockets,
    private readonly log: Log,
    @Inject(ENV) private readonly env: Env,
  ) {}

  private get comes(): boolean {
    return this.env.demo && this.env.DEMO_VISITORS;
  }

  onModuleInit(): void {
    if (!this.comes) return;
    this.sockets.onConnect((client) => {
      if (client.isStaff()) this.db.transaction((tx) => this.visitor.invite(tx)).catch((fault: unknown) => this.log.warn({ fault }, 'no demo visitor came'));
    });
  }

  /** The shop is there and the keys to it are new before anything is served. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.env.demo || !this.env.roles.includes('web')) return;
    const filled = (await this.record.read()) ?? (await this.fill());
    if (!filled || filled.removal) return;
    for (const drawn of await this.pictures.draw()) await this.db.transaction((tx) => this.pictures.hang(tx, drawn));
    await this.file.write(filled);
  }

  private async fill(): Promise<Filled | null> {
    const nobodysPassword = await this.passwords.hashRandom(randomBytes(24).toString('base64url'));
    // A year of a shop in one commit takes its time on a busy machine, and nobody waits for a row of it.
    return this.db.transaction((tx) => this.shop.fill(tx, nobodysPassword), null, FILLS_WITHIN_MS);
  }

  /** Works off a wish to have the demo removed, a short transaction at a time, whoever asked and whether this process saw it. */
  @Every(2_000)
  async goOnRemoving(): Promise<void> {
    while (await this.db.transaction((tx) => this.removal.step(tx)));
  }

  @Every(2_000)
  async goOnVisiting(): Promise<void> {
    if (this.comes) await this.visitor.goOn();
  }

  @Every(5_000)
  async goOnWalking(): Promise<void> {
    if (!this.comes) return;
    for (const answer of await this.db.transaction((tx) => this.visits.walk(tx))) await this.visits.write(answer);
  }
}
