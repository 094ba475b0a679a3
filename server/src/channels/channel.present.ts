import type { z } from 'zod';
import { type WidgetChannel, WidgetSettings } from '#contracts/channels.js';
import type { Locale } from '#contracts/common.js';
import type { WidgetSession } from '#contracts/widget.js';
import type { Channel, Store, Team } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';

export type ChannelWithStore = Channel & { readonly store: Store };
export type ShownSettings = Omit<WidgetSession['settings'], 'files' | 'proofs'>;

/** The widget as its admins see it. */
export function presentChannel(channel: ChannelWithStore & { readonly team: Team | null }, actor: Actor): z.infer<typeof WidgetChannel> {
  return {
    id: channel.id,
    name: channel.name,
    storeName: channel.store.name,
    widgetKey: channel.key,
    team: channel.team && { id: channel.team.id, name: channel.team.name },
    settings: WidgetSettings.parse(channel.settings),
    can: { change: actor.permissions.has('channel.manage') },
    version: channel.version,
  };
}

/** The widget as a visitor of that language sees it; a text that nobody translated is shown in the next best language. */
export function presentSettings(channel: ChannelWithStore, locale: Locale): ShownSettings {
  const { accent, logoId, position, theme, greeting, quickQuestions, preChat } = WidgetSettings.parse(channel.settings);
  return {
    shopName: channel.store.name,
    accent,
    logoUrl: logoId && `/api/v1/logos/${logoId}`,
    position,
    theme,
    greeting: inLocale(greeting, locale) ?? '',
    quickQuestions: inLocale(quickQuestions, locale) ?? [],
    preChat,
  };
}

/** The two ways of writing Chinese stand in for each other before English does. */
const NEXT_BEST: Readonly<Record<Locale, readonly Locale[]>> = {
  en: ['en', 'zh-CN', 'zh-TW'],
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  'zh-TW': ['zh-TW', 'zh-CN', 'en'],
};

export function inLocale<T extends { readonly length: number }>(texts: Partial<Record<Locale, T>>, locale: Locale): T | undefined {
  for (const candidate of NEXT_BEST[locale]) {
    const text = texts[candidate];
    if (text !== undefined && text.length > 0) return text;
  }
  return undefined;
}
