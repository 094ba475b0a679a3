/** The line by which a mail program introduces what it quotes, in the languages our customers write. */
const INTRODUCTIONS = [
  /^\s*(on|am|le|el|il|op|em|den|w dniu|dnia)\b.{3,200}\b(wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(\(a\))?).{0,80}:\s*$/i,
  /^\s*\d{4}\s*[-年/.].{1,120}(写道|寫道|写入|のメール|:)\s*[:：]?\s*$/,
  /^\s*(在|於|于)\s*\d{4}.{1,150}(写道|寫道)\s*[:：]\s*$/,
  /^.{1,150}(于|於)\s*\d{4}\s*年.{1,80}(写道|寫道)\s*[:：]\s*$/,
  /^.{1,150}wrote on .{3,80}:\s*$/i,
  /^\s*-{2,}\s*(original message|ursprüngliche nachricht|message d'origine|mensaje original|forwarded message|原始邮件|原始郵件|邮件原件|转发邮件|轉寄郵件)\s*-{2,}\s*$/i,
  /^\s*_{10,}\s*$/,
  /^\s*(from|von|de|发件人|寄件者|寄件人|發件人)\s*[:：].{0,200}@/i,
];
const MOST_LINES = 5_000;

/**
 * The new words of a mail and whether something was left out. It only folds: all of the text is kept beside the
 * message, so a wrong guess costs a click. When nothing new would be left, nothing is folded.
 */
export function newWordsOf(text: string): { readonly words: string; readonly folded: boolean } {
  const lines = text.replaceAll('\r\n', '\n').split('\n').slice(0, MOST_LINES);
  let end = lines.findIndex((line, index) => isIntroduction(lines, index, line));
  if (end < 0) end = lines.length;
  // A quote at the end without introduction; answers between quoted lines stay together.
  while (end > 0 && /^\s*(>.*)?$/.test(lines[end - 1] ?? '')) end -= 1;
  const words = lines.slice(0, end).join('\n').trim();
  if (words === '') return { words: text.trim(), folded: false };
  return { words, folded: lines.slice(end).some((line) => line.trim() !== '') };
}

/** Mail programs break a long introduction over two lines. */
function isIntroduction(lines: readonly string[], index: number, line: string): boolean {
  if (line.length > 400) return false;
  const two = `${line.trim()} ${(lines[index + 1] ?? '').trim()}`;
  return INTRODUCTIONS.some((shape) => shape.test(line) || (/^\s*(on|am|le|el)\b/i.test(line) && two.length < 400 && shape.test(two)));
}
