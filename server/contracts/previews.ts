import { z } from 'zod';
import { Id, Instant } from './common.js';

export const LinkPreviewsQuery = z.strictObject({
  /** Messages that name an address; up to 50 ids, separated by commas. */
  messageIds: z
    .string()
    .max(2_000)
    .transform((list) => list.split(','))
    .pipe(z.array(Id).min(1).max(50)),
});

/** What the first address of a message leads to, as its page says. `null` while it is being looked at. */
export const LinkPreview = z
  .strictObject({
    messageId: Id,
    page: z
      .strictObject({
        url: z.string(),
        /** The host that answered in the end. */
        host: z.string(),
        title: z.string(),
        site: z.string(),
        description: z.string(),
        /** On our own origin, good until `expiresAt`. */
        picture: z.strictObject({ url: z.string(), width: z.number().int(), height: z.number().int() }).nullable(),
      })
      .nullable(),
    expiresAt: Instant,
  })
  .meta({ id: 'LinkPreview' });
export type LinkPreview = z.infer<typeof LinkPreview>;
/** Messages without a link, with one that shows nothing, and those that are not the caller's to see are missing. */
export const LinkPreviews = z.strictObject({ items: z.array(LinkPreview) }).meta({ id: 'LinkPreviews' });
export const PreviewToken = z.strictObject({ token: z.string().max(100) });
