import type { ComponentType } from 'preact';
import { useLater } from './later.js';

interface Props {
  ticketId: string;
  messageId: string;
  /** Grows when the server has looked at a page that this conversation names. */
  looked: number;
}

/** Few messages hold a link; the code that shows where it leads comes with the first of them. */
export const usePreview = (wanted: boolean): ComponentType<Props> | null => useLater(wanted, async () => (await import('./link-preview.js')).LinkPreview);
