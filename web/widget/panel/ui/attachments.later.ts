import type { ComponentType } from 'preact';
import type { Attachment } from '#contracts/files.js';
import { useLater } from './later.js';

/** Files and pictures come over the line in any case, and so does the code that shows them. */
export const useAttachments = (wanted: boolean): ComponentType<{ files: readonly Attachment[] }> | null =>
  useLater(wanted, async () => (await import('./attachments.js')).Attachments);
