/**
 * The syllables of a line's Chinese characters, between spaces; other words stand as they are, in lower case. The dictionary weighs
 * 29 MB, so it is read into memory only when somebody saves a title with such characters.
 */
export async function pinyinOf(line: string): Promise<string> {
  if (!/\p{Script=Han}/u.test(line)) return '';
  const { pinyin } = await import('pinyin-pro');
  const syllables = pinyin(line, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
  return syllables.join(' ').toLowerCase().split(/\s+/).filter(Boolean).join(' ');
}
