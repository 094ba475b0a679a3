interface Titled {
  readonly messageId: string;
  readonly subject: string;
}
const PREFIX = /^(\s*(re|aw|sv|fwd?|wg|回复|回覆|答复|转发|轉寄)\s*(\[\d+\])?\s*[:：]\s*)+/i;
const bare = (subject: string): string => subject.replace(PREFIX, '').trim();

/** What the mail before this one was called, if this one goes by the same name; else null, and it is worth a line. */
export function subjectBefore(mails: readonly Titled[], messageId: string): string | null {
  const at = mails.findIndex((mail) => mail.messageId === messageId);
  const [mail, before] = [mails[at], mails[at - 1]];
  return mail && before && bare(mail.subject) === bare(before.subject) ? mail.subject : null;
}
