/** A small set that every system draws, without a request for more. Both sides of a talk choose from it. */
export const EMOJI_GROUPS = [
  ['faces', '😀 😄 😁 😂 🙂 😉 😊 😍 😘 😋 🤔 😐 😴 😅 😕 🙁 😢 😭 😡 😱 🥳 😎'],
  ['gestures', '👍 👎 👌 👏 🙏 👋 💪 🤝 👀 ❤️ 💔 ✅ ❌ ❗ ❓ ⭐'],
  ['things', '📦 🚚 🎁 🛒 💳 🧾 📷 📞 📍 ⏰ 🔧 ☕ 🍳 🧳 ✈️ 🏠'],
] as const;
