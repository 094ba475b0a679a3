import type { ComponentType } from 'preact';
import type { Texts } from '../texts.js';
import { useLater } from './later.js';

export interface EmojiProps {
  t: Texts['t'];
  onPick(symbol: string): void;
}

/** The picker's code comes with the first wish to see it. */
export function useEmojiPicker(wanted: boolean): ComponentType<EmojiProps> | null {
  return useLater(wanted, async () => (await import('./emoji-picker.js')).EmojiPicker);
}
