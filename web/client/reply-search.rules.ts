import type { CannedReply } from '#contracts/canned-replies.js';

type Found = Pick<CannedReply, 'title' | 'pinyin' | 'shortcut' | 'folder' | 'texts' | 'uses' | 'lastUsedAt'>;

/** What an input method shows while it composes: letters between apostrophes. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/['’]/gu, '');

/** The replies that a query finds, best first; without a query those used last, then those used most. */
export function searchReplies<T extends Found>(replies: readonly T[], query: string): T[] {
  const words = plain(query).split(/\s+/u).filter(Boolean);
  return replies
    .flatMap((reply) => {
      const scores = words.map((word) => scoreOf(reply, word));
      return scores.includes(0) ? [] : [{ reply, score: scores.reduce((sum, score) => sum + score, 0) }];
    })
    .toSorted((a, b) => b.score - a.score || byUse(a.reply, b.reply))
    .map(({ reply }) => reply);
}

const byUse = (a: Found, b: Found): number =>
  (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '') || b.uses - a.uses || a.title.localeCompare(b.title);

/** How well one word fits, 0 for not at all. What somebody gave the reply as its name counts before what it happens to say. */
function scoreOf(reply: Found, word: string): number {
  const [title, shortcut, folder] = [plain(reply.title), reply.shortcut ?? '', plain(reply.folder ?? '')];
  if (shortcut === word) return 100;
  if (shortcut.startsWith(word)) return 90;
  if (title.startsWith(word)) return 80;
  const sound = soundsFrom(reply.pinyin, word);
  if (sound === 0) return 75;
  if (title.split(/[\s\-/_,.，、]+/u).some((part) => part.startsWith(word))) return 70;
  if (title.includes(word)) return 60;
  if (sound > 0) return 55;
  if (folder.startsWith(word)) return 45;
  if (word.length > 2 && isSpread(title, word)) return 30;
  if (Object.values(reply.texts).some((text) => text !== undefined && plain(text).includes(word))) return 20;
  return 0;
}

/**
 * The syllable from which on Chinese characters sound like the letters: whole syllables, initials, or a mixture of both
 * (`tuihuo`, `th`, `tuih` all find 退货). -1 where they do not.
 */
export function soundsFrom(pinyin: string, letters: string): number {
  if (pinyin === '' || !/^[a-zü]+$/u.test(letters)) return -1;
  const wanted = letters.replaceAll('ü', 'v');
  const syllables = pinyin.split(' ');
  const dead = new Set<number>();
  const goesOn = (syllable: number, from: number): boolean => {
    if (from === wanted.length) return true;
    const sound = syllables[syllable];
    const key = syllable * 1000 + from;
    if (sound === undefined || dead.has(key)) return false;
    for (let length = Math.min(sound.length, wanted.length - from); length > 0; length -= 1)
      if (wanted.startsWith(sound.slice(0, length), from) && goesOn(syllable + 1, from + length)) return true;
    dead.add(key);
    return false;
  };
  return syllables.findIndex((_, syllable) => goesOn(syllable, 0));
}

/** Whether the letters stand in the text in this order, with others between them. */
function isSpread(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
