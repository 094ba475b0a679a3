import { z } from 'zod';
import { Id, Instant } from './common.js';

/** What an organisation may allow; which types belong to which is decided by what a file holds, never by its name. */
export const FileGroup = z.enum(['pictures', 'documents', 'audio', 'video', 'archives']);
export type FileGroup = z.infer<typeof FileGroup>;

/** Hard limits, whatever the settings say. */
export const MOST_FILE_MEGABYTES = 100;
export const MAX_ATTACHMENTS = 20;
export const MAX_FILE_NAME = 200;

/** A file as everybody in the conversation may know it. Its bytes come by an address of `GET /files/addresses`. */
export const Attachment = z
  .strictObject({
    id: Id,
    name: z.string(),
    /** Media type, found in the content. */
    type: z.string(),
    bytes: z.number().int(),
    /** Pixels, of pictures alone: those are shown in place, everything else is downloaded. */
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

/** `held`: not scanned yet, cannot be sent until it is. */
export const UploadedFile = Attachment.extend({ state: z.enum(['uploaded', 'held']) }).meta({ id: 'UploadedFile' });
export type UploadedFile = z.infer<typeof UploadedFile>;

export const FileAddressesQuery = z.strictObject({
  /** Up to 50 ids, separated by commas. */
  ids: z
    .string()
    .max(2_000)
    .transform((list) => list.split(','))
    .pipe(z.array(Id).min(1).max(50)),
});
/** Good for this caller alone and only while he may see the file; the same for some minutes, so that browsers can keep the bytes. */
export const FileAddress = z.strictObject({ id: Id, url: z.string(), thumbnailUrl: z.string().nullable(), expiresAt: Instant }).meta({ id: 'FileAddress' });
export type FileAddress = z.infer<typeof FileAddress>;
/** Files that are not there, or not for the caller to see, are missing. */
export const FileAddresses = z.strictObject({ items: z.array(FileAddress) }).meta({ id: 'FileAddresses' });

export const FileVariant = z.enum(['original', 'thumbnail']);
export type FileVariant = z.infer<typeof FileVariant>;
export const FileToken = z.strictObject({ token: z.string().max(400) });

export const LogoChange = z.strictObject({ fileId: Id }).meta({ id: 'LogoChange' });
export const PortraitChange = z.strictObject({ fileId: Id }).meta({ id: 'PortraitChange' });
