import { z } from 'zod';
import { Id, Instant, line, Locale, PersonRef } from './common.js';
import { FileGroup, MOST_FILE_MEGABYTES } from './files.js';
import { RATING_TAGS, RatingTag } from './ratings.js';

/** What may be uploaded. The quotas are for customers; the staff has ten times as much an hour. */
export const FileSettings = z.strictObject({
  customersMaySend: z.boolean().default(true),
  groups: z.array(FileGroup).min(1).max(5).default(['pictures', 'documents', 'audio', 'video']),
  megabytes: z.number().int().min(1).max(MOST_FILE_MEGABYTES).default(25),
  perHour: z.number().int().min(1).max(1_000).default(60),
  megabytesPerConversation: z.number().int().min(10).max(10_000).default(500),
  gigabytes: z.number().int().min(1).max(100_000).default(50),
  /** With a virus scanner set up and out of reach: refuse what comes, or hold it until it has been scanned. */
  scannerAway: z.enum(['refuse', 'hold']).default('refuse'),
});
export type FileSettings = z.infer<typeof FileSettings>;

/** Settings of the organisation, each with its default. Seconds unless the name says otherwise. */
export const Settings = z
  .strictObject({
    organisation: line(80).default('Aftercare'),
    defaultLocale: Locale.default('en'),
    waitingAmberSeconds: z.number().int().min(10).max(86_400).default(60),
    waitingRedSeconds: z.number().int().min(20).max(86_400).default(180),
    offerSeconds: z.number().int().min(5).max(600).default(30),
    agentGoneSeconds: z.number().int().min(10).max(3_600).default(60),
    customerPromptSeconds: z.number().int().min(30).max(86_400).default(300),
    customerEndSeconds: z.number().int().min(60).max(86_400).default(600),
    reopenHours: z.number().int().min(0).max(720).default(24),
    /** How many days a solved ticket opens again by a word of the customer; afterwards it is closed. */
    solvedDays: z.number().int().min(1).max(90).default(7),
    files: FileSettings.prefault({}),
    /** How long an answer can be taken back before it leaves by mail, and before it is said in a chat. */
    undoMailSeconds: z.number().int().min(0).max(30).default(8),
    undoChatSeconds: z.number().int().min(0).max(30).default(0),
    /** Whether the server looks at pages that messages link to, to show what they are. */
    linkPreviews: z.boolean().default(true),
    contactReasons: z
      .array(z.strictObject({ key: z.string().regex(/^[a-z0-9_]{1,60}$/), label: z.partialRecord(Locale, line(60)) }))
      .max(60)
      .default([
        { key: 'where_is_my_parcel', label: { en: 'Where is my parcel?', 'zh-CN': '查询物流', 'zh-TW': '查詢物流' } },
        { key: 'product_question', label: { en: 'Question about a product', 'zh-CN': '商品咨询', 'zh-TW': '商品諮詢' } },
        { key: 'return_or_exchange', label: { en: 'Return or exchange', 'zh-CN': '退换货', 'zh-TW': '退換貨' } },
        { key: 'defect', label: { en: 'Defect or damage', 'zh-CN': '质量问题', 'zh-TW': '商品瑕疵' } },
        { key: 'payment', label: { en: 'Payment or invoice', 'zh-CN': '付款与发票', 'zh-TW': '付款與發票' } },
        { key: 'other', label: { en: 'Something else', 'zh-CN': '其他', 'zh-TW': '其他' } },
      ]),
    /** Whether customers are asked about a chat at its end, and the words they may pick for each score. */
    ratingAsked: z.boolean().default(true),
    ratingTags: z.array(RatingTag).max(40).default(RATING_TAGS),
  })
  .refine((settings) => settings.waitingAmberSeconds < settings.waitingRedSeconds, { path: ['waitingRedSeconds'] })
  .refine((settings) => settings.customerPromptSeconds < settings.customerEndSeconds, { path: ['customerEndSeconds'] })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;
export const SettingsDocument = z.strictObject({ settings: Settings, version: z.number().int(), can: z.strictObject({ change: z.boolean() }) }).meta({ id: 'SettingsDocument' });

/** What the settings were before and after each change, the latest first. Undone by putting `before` with the present version. */
export const SettingsHistory = z
  .strictObject({ items: z.array(z.strictObject({ id: Id, version: z.number().int(), before: Settings, after: Settings, fields: z.array(z.string()), by: PersonRef.nullable(), at: Instant })) })
  .meta({ id: 'SettingsHistory' });

/** The steps of an admin's first hour. */
export const SetupStep = z.enum(['organisation', 'people', 'hours', 'sites', 'snippet', 'demo']);
export type SetupStep = z.infer<typeof SetupStep>;
/** When each was done; a step that is not there is open. */
export const SetupSteps = z.partialRecord(SetupStep, Instant);
export const Setup = z.strictObject({ done: SetupSteps }).meta({ id: 'Setup' });
export const SetupMark = z.strictObject({ done: z.boolean() });
