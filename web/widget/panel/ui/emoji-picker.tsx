import type { EmojiProps } from './emoji.js';

/** A small set that every system draws, without a request for more. */
const GROUPS = [
  ['faces', '😀 😄 😁 😂 🙂 😉 😊 😍 😘 😋 🤔 😐 😴 😅 😕 🙁 😢 😭 😡 😱 🥳 😎'],
  ['gestures', '👍 👎 👌 👏 🙏 👋 💪 🤝 👀 ❤️ 💔 ✅ ❌ ❗ ❓ ⭐'],
  ['things', '📦 🚚 🎁 🛒 💳 🧾 📷 📞 📍 ⏰ 🔧 ☕ 🍳 🧳 ✈️ 🏠'],
] as const;

export function EmojiPicker({ t, onPick }: EmojiProps) {
  return (
    <div class="emoji">
      {GROUPS.map(([name, symbols]) => (
        <div key={name} role="group" aria-label={t(`emoji.${name}`)}>
          {symbols.split(' ').map((symbol) => (
            <button key={symbol} type="button" onClick={() => onPick(symbol)}>{symbol}</button>
          ))}
        </div>
      ))}
    </div>
  );
}
