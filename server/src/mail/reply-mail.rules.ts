/** What one reply is made of. All of it is what people wrote: plain text. */
export interface ReplyParts {
  readonly words: string;
  readonly signature: string;
  /** What it answers, and who wrote that. */
  readonly former: { readonly line: string; readonly text: string } | null;
}

const MOST_LINES = 12;
const MOST_CHARACTERS = 1_200;
const MOST_SUBJECT = 200;

/** The beginning of what is answered: enough to know what it is about. */
function shortened(text: string): string {
  const lines = text.trim().slice(0, MOST_CHARACTERS).toWellFormed().split(/\r\n|\r|\n/);
  const cut = lines.length > MOST_LINES || text.trim().length > MOST_CHARACTERS;
  return [...lines.slice(0, MOST_LINES), ...(cut ? ['…'] : [])].join('\n');
}

export function plainReply({ words, signature, former }: ReplyParts): string {
  const quote = former && `${former.line}\n${shortened(former.text).split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}`;
  return [words.trim(), signature.trim() === '' ? null : `-- \n${signature.trim()}`, quote].filter((part) => part !== null).join('\n\n');
}

/** The same as a page. Nothing that anybody wrote is markup. */
export function pageOfReply({ words, signature, former }: ReplyParts): string {
  const quote = former && `<p style="color:#666;margin:16px 0 4px" dir="auto">${escaped(former.line)}</p><blockquote style="margin:0;padding-left:12px;border-left:3px solid #ddd;color:#666" dir="auto">${escaped(shortened(former.text))}</blockquote>`;
  const sign = signature.trim() === '' ? '' : `<p style="color:#666" dir="auto">${escaped(signature.trim())}</p>`;
  const paragraphs = words.trim().split(/\n{2,}/).map((paragraph) => `<p dir="auto">${escaped(paragraph)}</p>`).join('');
  return `<!doctype html><html><body style="font:15px/1.5 system-ui,sans-serif;color:#1b1b1b">${paragraphs}${sign}${quote ?? ''}</body></html>`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '').replace(/\r\n|\r|\n/g, '<br>');

/** One "Re:", whatever the writer's program put before it in its own language. */
export const replySubject = (subject: string): string => `Re: ${subject.replace(/^(\s*(re|aw|sv|vs|antw|odp|回复|回覆|答复|答覆)\s*(\[\d+\])?\s*[:：]\s*)+/i, '').trim()}`.slice(0, MOST_SUBJECT).toWellFormed();
