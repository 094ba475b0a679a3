import { z } from 'zod';
import { Id, line, Locale, TeamRef, text } from './common.js';

const PerLocale = <T extends z.ZodType>(value: T) => z.partialRecord(Locale, value);
export const QuickQuestion = z.strictObject({ label: line(80), text: line(400) });
export const PreChatField = z.strictObject({ key: z.enum(['name', 'email', 'topic']), required: z.boolean() });

/** What an admin sets for one widget. Colours are sRGB hex; the readable text colour on the accent is computed. */
export const WidgetSettings = z
  .strictObject({
    accent: z.string().regex(/^#[0-9a-f]{6}$/i),
    position: z.enum(['right', 'left']),
    theme: z.enum(['auto', 'light', 'dark']),
    greeting: PerLocale(text(400, 0)),
    quickQuestions: PerLocale(z.array(QuickQuestion).max(6)),
    preChat: z.strictObject({ enabled: z.boolean(), skippable: z.boolean(), fields: z.array(PreChatField).max(3) }),
    /** Origins of shop pages that may embed the panel, such as `https://shop.example`. Empty: any. */
    allowedOrigins: z.array(z.string().max(200).regex(/^https?:\/\/[^/\s]+$/)).max(50),
  })
  .meta({ id: 'WidgetSettings' });
export type WidgetSettings = z.infer<typeof WidgetSettings>;

export const WidgetChannel = z
  .strictObject({ id: Id, name: z.string(), storeName: z.string(), widgetKey: z.string(), team: TeamRef.nullable(), settings: WidgetSettings, can: z.strictObject({ change: z.boolean() }), version: z.number().int() })
  .meta({ id: 'WidgetChannel' });
export const WidgetChannels = z.strictObject({ items: z.array(WidgetChannel) }).meta({ id: 'WidgetChannels' });
export const WidgetChannelChange = z.strictObject({ name: line(60).optional(), teamId: Id.nullable().optional(), settings: WidgetSettings.optional() });
/** The secret that the shop's server signs identity tokens with (HS256). */
export const WidgetSecret = z.strictObject({ secret: z.string() }).meta({ id: 'WidgetSecret' });
