import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { z } from 'zod';
import { Settings, type SettingsDocument } from '#contracts/settings.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Hints } from '../platform/events/hints.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { SettingHistory } from './setting-history.service.js';

const KEY = 'organisation';
/** Another process may change the settings; its hint does not reach this one, so what we hold lives briefly. */
const KEPT_MS = 5_000;

type Document = z.infer<typeof SettingsDocument>;
interface Held {
  readonly read: Promise<{ settings: Settings; version: number }>;
  readonly until: number;
}

/** Settings of the organisation, with the defaults of the contract for what nobody has set. */
@Injectable()
export class SettingsService implements OnModuleInit {
  private held: Held | null = null;

  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly history: SettingHistory,
    private readonly hints: Hints,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.hints.on('settings.changed', () => {
      this.held = null;
    });
  }

  /** The settings as of at most 5 s ago; cheap enough to ask on every message. */
  async current(): Promise<Settings> {
    const now = performance.now();
    if (!this.held || this.held.until < now) this.held = { read: this.read(this.db.prisma), until: now + KEPT_MS };
    const { held } = this;
    try {
      return (await held.read).settings;
    } catch (fault) {
      // The next caller asks the database again instead of getting this failure for five seconds.
      if (this.held === held) this.held = null;
      throw fault;
    }
  }

  async document(actor: Actor): Promise<Document> {
    return { ...(await this.read(this.db.prisma)), can: { change: actor.permissions.has('setting.manage') } };
  }

  /** Replaces the settings as a whole. @throws Problem `request/stale` when somebody changed them since `version` */
  async change(tx: Tx, actor: Actor, version: number, settings: Settings): Promise<Document> {
    const before = await this.read(tx);
    const data = { value: settings, version: version + 1, updatedAt: this.clock.now(), updatedBy: actor.id };
    const changed =
      version === 0
        ? await tx.setting.createMany({ data: [{ key: KEY, ...data }], skipDuplicates: true })
        : await tx.setting.updateMany({ where: { key: KEY, version }, data });
    if (changed.count === 0) throw new Problem('request/stale');
    if (actor.kind !== 'system') await this.history.keep(tx, actor, { kind: 'settings', id: null }, { version: version + 1, before: before.settings, after: settings });
    await this.events.record(tx, actor, 'settings.changed', newId(), { version: version + 1 });
    return { settings, version: version + 1, can: { change: true } };
  }

  private async read(db: Pick<Tx, 'setting'>): Promise<{ settings: Settings; version: number }> {
    const row = await db.setting.findUnique({ where: { key: KEY } });
    return { settings: Settings.parse(row?.value ?? {}), version: row?.version ?? 0 };
  }
}
