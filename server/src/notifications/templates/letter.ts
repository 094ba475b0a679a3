/** The texts of one language. Placeholders are functions, so that a forgotten one does not compile. */
export interface LetterTexts {
  readonly invitation: (fields: { name: string; organisation: string; link: string }) => { subject: string; text: string };
  readonly reset: (fields: { name: string; organisation: string; link: string }) => { subject: string; text: string };
  /** `link` null: we know no page of the shop to lead back to. `answer` is quoted already. `mayReply`: a reply to the letter is read. */
  readonly answer: (fields: { shop: string; number: number; name: string; answer: string; link: string | null; mayReply: boolean }) => { subject: string; text: string };
  /** The talk comes as a file beside it. */
  readonly transcript: (fields: { shop: string; number: number }) => { subject: string; text: string };
  /** The digits that prove an address; good for ten minutes. */
  readonly code: (fields: { shop: string; code: string }) => { subject: string; text: string };
  /** A rule points a colleague to a ticket. */
  readonly rule: (fields: { name: string; organisation: string; rule: string; number: number; link: string }) => { subject: string; text: string };
  /** A colleague mentioned somebody in a note, made him a follower, or he was given a ticket, while he was away. `alone`: no colleague gave it, but `rule`, or the assignment of tickets. */
  readonly notice: (fields: { name: string; organisation: string; by: string; rule: string | null; alone: boolean; kind: 'mentioned' | 'followed' | 'assigned'; number: number; link: string }) => { subject: string; text: string };
  /** A call is owed by then, and falls to the reader. */
  readonly callback: (fields: { name: string; organisation: string; number: number; when: string; link: string }) => { subject: string; text: string };
  readonly codeSms: (fields: { shop: string; code: string }) => string;
  /** An endpoint elsewhere answered that it is gone, or took nothing for days. */
  readonly webhookOff: (fields: { name: string; organisation: string; endpoint: string; reason: 'gone' | 'failing'; link: string }) => { subject: string; text: string };
}
