import { z } from 'zod';
import { Id, Instant, line, Locale, PersonRef, TeamRef, text } from './common.js';

const PerLocale = <T extends z.ZodType>(value: T) => z.partialRecord(Locale, value);
export const QuickQuestion = z.strictObject({ label: line(80), text: line(400) });
export const PreChatField = z.strictObject({ key: z.enum(['name', 'email', 'topic']), required: z.boolean() });

/**
 * When the desk says something by itself, at most once per chat: outside the hours with a known opening and without
 * one, when nobody is there, when the queue is long, when the first message came, and when somebody took the chat.
 */
export const SITUATIONS = ['closed', 'unknown', 'nobody', 'busy', 'received', 'accepted'] as const;
export const Situation = z.enum(SITUATIONS);
export type Situation = z.infer<typeof Situation>;
/** `text` may hold `{{opens}}`, `{{position}}`, `{{minutes}}`, `{{agent}}` and `{{shop}}`. Where there is none, ours is used. */
const AutomaticLine = z.strictObject({ on: z.boolean(), text: PerLocale(text(400, 0)) });

/** A word that the shop's page shows beside the launcher by itself. `pages` is a path with `*` for anything; `visits` the least number of visits. */
export const GreetingRule = z.strictObject({
  key: z.string().regex(/^[a-z0-9_]{1,40}$/),
  on: z.boolean(),
  pages: z.string().max(200).regex(/^[/*][^\s]*$/),
  seconds: z.number().int().min(0).max(3600),
  visits: z.number().int().min(1).max(100),
  onlyOpen: z.boolean(),
  /** How often at most. */
  once: z.enum(['visit', 'day']),
  text: PerLocale(text(200, 0)),
});
export type GreetingRule = z.infer<typeof GreetingRule>;

/** Every way in by name, for those who read tickets. */
export const WaysIn = z.strictObject({ items: z.array(z.strictObject({ id: Id, kind: z.enum(['widget', 'mailbox']), name: z.string() })) }).meta({ id: 'WaysIn' });

/** What an admin sets for one widget. Colours are sRGB hex; the readable text colour on the accent is computed. */
export const WidgetSettings = z
  .strictObject({
    accent: z.string().regex(/^#[0-9a-f]{6}$/i),
    /** Set by `PUT /widgets/{id}/logo`; the one before stays kept, so that a change can be undone. */
    logoId: Id.nullable().default(null),
    position: z.enum(['right', 'left']),
    theme: z.enum(['auto', 'light', 'dark']),
    greeting: PerLocale(text(400, 0)),
    quickQuestions: PerLocale(z.array(QuickQuestion).max(6)),
    preChat: z.strictObject({ enabled: z.boolean(), skippable: z.boolean(), fields: z.array(PreChatField).max(3) }),
    /** Origins of shop pages that may embed the panel, such as `https://shop.example`. Empty: any. */
    allowedOrigins: z.array(z.string().max(200).regex(/^https?:\/\/[^/\s]+$/)).max(50),
    automatic: z.partialRecord(Situation, AutomaticLine).default({}),
    greetings: z.array(GreetingRule).max(20).default([]),
    /** Whether the desk sees who is on the shop's pages, of those who agreed to it. */
    visits: z.boolean().default(false),
    /** Public keys (PEM: RSA from 2048 bits, P-256 or Ed25519) whose owner may sign identity tokens beside the secret. */
    identityKeys: z.array(z.strictObject({ name: line(60), pem: text(4000) })).max(5).default([]),
  })
  .meta({ id: 'WidgetSettings' });
export type WidgetSettings = z.infer<typeof WidgetSettings>;

export const WidgetChannel = z
  .strictObject({ id: Id, name: z.string(), storeName: z.string(), widgetKey: z.string(), team: TeamRef.nullable(), settings: WidgetSettings, can: z.strictObject({ change: z.boolean() }), version: z.number().int() })
  .meta({ id: 'WidgetChannel' });
/** `automatic`: our own texts for what the desk says by itself. */
export const WidgetChannels = z
  .strictObject({ items: z.array(WidgetChannel), automatic: z.record(Situation, z.record(Locale, z.string())) })
  .meta({ id: 'WidgetChannels' });
export const WidgetChannelChange = z.strictObject({ name: line(60).optional(), storeName: line(60).optional(), teamId: Id.nullable().optional(), settings: WidgetSettings.optional() });
/** The secret that the shop's server signs identity tokens with (HS256). Public keys stand in the settings. */
export const WidgetSecret = z.strictObject({ secret: z.string() }).meta({ id: 'WidgetSecret' });

export const WidgetKept = z.strictObject({ name: z.string(), storeName: z.string(), teamId: Id.nullable(), settings: WidgetSettings });
/** What a widget was before and after each change, the latest first. Undone by changing it to `before` with the present version. */
export const WidgetHistory = z
  .strictObject({ items: z.array(z.strictObject({ id: Id, version: z.number().int(), before: WidgetKept, after: WidgetKept, fields: z.array(z.string()), by: PersonRef.nullable(), at: Instant })) })
  .meta({ id: 'WidgetHistory' });
