import { EMOJI_GROUPS } from '../../../client/emoji.js';
import type { EmojiProps } from './emoji.js';

export function EmojiPicker({ t, onPick }: EmojiProps) {
  return (
    <div class="emoji">
      {EMOJI_GROUPS.map(([name, symbols]) => (
        <div key={name} role="group" aria-label={t(`emoji.${name}`)}>
          {symbols.split(' ').map((symbol) => (
            <button key={symbol} type="button" onClick={() => onPick(symbol)}>{symbol}</button>
          ))}
        </div>
      ))}
    </div>
  );
}
