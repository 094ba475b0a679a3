const HAN = /\p{Script=Han}/u;

/** One or two letters that stand for a name: the last characters of a Chinese name, otherwise first letters of the first and last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  if (!first) return '?';
  if (HAN.test(name))
    return Array.from(words.at(-1) ?? first)
      .slice(-2)
      .join('');
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word ? Array.from(word)[0] : ''))
    .join('')
    .toLocaleUpperCase();
}
