import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { WidgetSettings } from '#contracts/channels.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { newId, newSecret } from '../platform/ids.js';

const SETTINGS: WidgetSettings = {
  accent: '#1d6b54',
  logoId: null,
  position: 'right',
  theme: 'auto',
  greeting: { en: 'Hello! How can we help?', 'zh-CN': '您好！请问有什么可以帮您？', 'zh-TW': '您好！請問需要什麼協助？' },
  quickQuestions: {},
  preChat: { enabled: false, skippable: true, fields: [{ key: 'name', required: false }, { key: 'email', required: false }] },
  allowedOrigins: [],
  automatic: { closed: { on: true, text: {} }, unknown: { on: true, text: {} }, nobody: { on: true, text: {} }, busy: { on: true, text: {} } },
  greetings: [], visits: false, identityKeys: [],
};

/** A desk without demo starts with one shop, one team and one widget, so that the first admin has something to set. */
@Injectable()
export class FirstChannel {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  /** Places them unless there is a channel already. */
  async ensure(): Promise<void> {
    await this.db.transaction((tx) => this.place(tx));
  }

  private async place(tx: Tx): Promise<void> {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(7233003)::text`;
    if ((await tx.channel.count()) > 0) return;
    const createdAt = this.clock.now();
    const team = await tx.team.upsert({ where: { name: 'Support' }, create: { id: newId(), name: 'Support', createdAt }, update: {} });
    const store = await tx.store.create({ data: { id: newId(), name: 'My shop', createdAt } });
    await tx.channel.create({
      data: { id: newId(), storeId: store.id, teamId: team.id, kind: 'widget', name: 'Website', key: newSecret('wk_'), secret: randomBytes(32).toString('base64url'), settings: SETTINGS, createdAt },
    });
  }
}
