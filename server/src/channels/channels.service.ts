import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type WidgetChannel, type WidgetChannelChange, type WaysIn, type WidgetChannels, type WidgetHistory, WidgetKept, type WidgetSecret, WidgetSettings } from '#contracts/channels.js';
import type { Locale } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { publicKeyOf } from '../platform/public-keys.js';
import { SettingHistory } from '../settings/setting-history.service.js';
import { AUTOMATIC_TEXTS } from './automatic-texts.js';
import { type ChannelWithStore, presentChannel, presentSettings, type ShownSettings } from './channel.present.js';
import { canonicalOrigin, frameSources } from './origin.rules.js';

type Change = z.infer<typeof WidgetChannelChange>;
const KEY = /^[\w-]{1,100}$/;
const WHOLE = { store: true, team: true } as const;

/** Ways in. So far one kind: the widget of a shop's pages. */
@Injectable()
export class ChannelsService {
  constructor(private readonly db: Database, private readonly events: Events, private readonly history: SettingHistory) {}

  /** @throws Problem `widget/unknown_key` */
  async byWidgetKey(key: string): Promise<ChannelWithStore> {
    const channel = await this.widget(key);
    if (!channel) throw new Problem('widget/unknown_key');
    return channel;
  }

  settingsFor(channel: ChannelWithStore, locale: Locale): ShownSettings {
    return presentSettings(channel, locale);
  }

  /**
   * Who may embed the panel of this widget, as sources of `frame-ancestors`. The panel of an unknown key may be
   * embedded anywhere: it can do nothing but say so.
   */
  async frameAncestors(key: string): Promise<string> {
    const channel = await this.widget(key);
    return frameSources(channel ? WidgetSettings.parse(channel.settings).allowedOrigins : []);
  }

  private async widget(key: string): Promise<ChannelWithStore | null> {
    if (!KEY.test(key)) return null;
    return this.db.prisma.channel.findFirst({ where: { key, kind: 'widget' }, include: { store: true } });
  }

  async list(actor: Actor): Promise<z.infer<typeof WidgetChannels>> {
    const channels = await this.db.prisma.channel.findMany({ where: { kind: 'widget' }, orderBy: { id: 'asc' }, include: WHOLE });
    return { items: channels.map((channel) => presentChannel(channel, actor)), automatic: AUTOMATIC_TEXTS };
  }

  async waysIn(): Promise<z.infer<typeof WaysIn>> {
    const channels = await this.db.prisma.channel.findMany({ orderBy: { id: 'asc' }, select: { id: true, kind: true, name: true } });
    return { items: channels.map(({ id, kind, name }) => ({ id, kind: kind === 'mailbox' ? ('mailbox' as const) : ('widget' as const), name })) };
  }

  async secret(id: string): Promise<z.infer<typeof WidgetSecret>> {
    const channel = await this.db.prisma.channel.findFirst({ where: { id, kind: 'widget' }, select: { secret: true } });
    if (!channel) throw new Problem('resource/not_found');
    return channel;
  }

  /**
   * Changes what is named and leaves the rest.
   * @param version the one the caller read; null takes whatever there is
   * @throws Problem `request/stale`, `request/invalid` for an unknown team or an origin that is none
   */
  async change(tx: Tx, actor: Actor, id: string, change: Change, version: number | null): Promise<z.infer<typeof WidgetChannel>> {
    const before = await tx.channel.findFirst({ where: { id, kind: 'widget' }, include: WHOLE });
    if (!before) throw new Problem('resource/not_found');
    if (change.teamId) await this.requireTeam(tx, change.teamId);
    const { count } = await tx.channel.updateMany({
      where: { id, ...(version === null ? {} : { version }) },
      data: {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.teamId === undefined ? {} : { teamId: change.teamId }),
        ...(change.settings === undefined ? {} : { settings: canonical(change.settings) }),
        version: { increment: 1 },
      },
    });
    if (count === 0) throw new Problem('request/stale');
    if (change.storeName !== undefined) await tx.store.update({ where: { id: before.storeId }, data: { name: change.storeName } });
    const after = await tx.channel.findUniqueOrThrow({ where: { id }, include: WHOLE });
    await this.history.keep(tx, actor, { kind: 'widget', id }, { version: after.version, before: keptOf(before), after: keptOf(after) });
    await this.events.record(tx, actor, 'channel.changed', id, { channelId: id });
    return presentChannel(after, actor);
  }

  /** The shop's picture in the chat. @throws Problem resource/not_found */
  async setLogo(tx: Tx, actor: Actor, id: string, logoId: string): Promise<z.infer<typeof WidgetChannel>> {
    const [held] = await tx.$queryRaw<{ settings: unknown }[]>`SELECT "settings" FROM "Channel" WHERE "id" = ${id}::uuid AND "kind" = 'widget' FOR UPDATE`;
    if (!held) throw new Problem('resource/not_found');
    return this.change(tx, actor, id, { settings: { ...WidgetSettings.parse(held.settings), logoId } }, null);
  }

  /** @throws Problem resource/not_found */
  async changes(id: string): Promise<z.infer<typeof WidgetHistory>> {
    if ((await this.db.prisma.channel.count({ where: { id, kind: 'widget' } })) === 0) throw new Problem('resource/not_found');
    return this.history.of({ kind: 'widget', id }, WidgetKept);
  }

  private async requireTeam(tx: Tx, teamId: string): Promise<void> {
    if ((await tx.team.count({ where: { id: teamId } })) === 0) throw invalid('teamId');
  }
}

const keptOf = ({ name, teamId, store, settings }: ChannelWithStore) => ({ name, storeName: store.name, teamId, settings: WidgetSettings.parse(settings) });

function canonical(settings: WidgetSettings): WidgetSettings {
  const origins = settings.allowedOrigins.map((origin, index) => {
    const known = canonicalOrigin(origin);
    if (known === null) throw invalid(`settings.allowedOrigins.${index}`);
    return known;
  });
  settings.identityKeys.forEach(({ pem }, index) => {
    if (publicKeyOf(pem) === null) throw invalid(`settings.identityKeys.${index}.pem`);
  });
  return { ...settings, allowedOrigins: [...new Set(origins)] };
}

const invalid = (path: string) => new Problem('request/invalid', undefined, { fields: [{ path, code: 'custom' }] });
