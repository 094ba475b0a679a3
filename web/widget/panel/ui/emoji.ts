import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Texts } from '../texts.js';

export interface EmojiProps {
  t: Texts['t'];
  onPick(symbol: string): void;
}

/** The picker's code comes with the first wish to see it. */
export function useEmojiPicker(wanted: boolean): ComponentType<EmojiProps> | null {
  const [loaded, setLoaded] = useState<{ Picker: ComponentType<EmojiProps> } | null>(null);
  useEffect(() => {
    if (wanted && !loaded) void import('./emoji-picker.js').then(({ EmojiPicker }) => setLoaded({ Picker: EmojiPicker }));
  }, [wanted, loaded]);
  return loaded?.Picker ?? null;
}
