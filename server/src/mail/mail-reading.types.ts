import type { HeaderLine } from './automatic-mail.rules.js';

export interface ReadingOrder {
  readonly job: number;
  /** The source. */
  readonly path: string;
  /** Where what it brings may be written. */
  readonly folder: string;
}

export interface Enclosure {
  readonly path: string;
  readonly name: string;
}
/** What a report of failure says: the action and status of RFC 3464. */
export interface FailureReport {
  readonly action: string;
  readonly status: string;
}

export interface ReadMail {
  readonly headers: readonly HeaderLine[];
  readonly from: { readonly address: string; readonly name: string } | null;
  /** Whom its To and Cc name. */
  readonly others: readonly { readonly address: string; readonly name: string }[];
  readonly subject: string;
  readonly messageId: string | null;
  /** In-Reply-To first, then References from the last to the first. */
  readonly answers: readonly string[];
  readonly contentType: string;
  readonly text: string;
  /** Sanitised; null where there is none. */
  readonly html: string | null;
  readonly enclosures: readonly Enclosure[];
  /** Names of parts beyond the limits. */
  readonly lost: readonly string[];
  readonly report: FailureReport | null;
}
export type Reading = { readonly outcome: 'read'; readonly mail: ReadMail } | { readonly outcome: 'unreadable' };
export type ReadingAnswer = Reading & { readonly job: number };
