import type { Locale } from '#contracts/common.js';
import type { FieldKind } from '#contracts/custom-fields.js';
import type { CallDirection, CallResult } from '#contracts/promises.js';
import type { TicketPriority, TicketState, TicketType } from '#contracts/tickets.js';

export type TeamKey = 'presales' | 'aftersales' | 'chinese';
export type PersonKey = 'emily' | 'yating' | 'jonas' | 'zhiyuan' | 'marcus' | 'lena' | 'xiaowen' | 'jiahao' | 'min' | 'ruth';

export interface DemoPerson {
  readonly key: PersonKey;
  readonly name: string;
  /** Local part; the domain is the shop's. */
  readonly mailbox: string;
  readonly role: 'light' | 'agent' | 'lead' | 'manager' | 'admin';
  readonly teams: readonly TeamKey[];
  readonly locale: Locale;
  readonly capacity: number;
  /** One person of each role is who a role card of the start page signs in as. */
  readonly card?: true;
}

export interface DemoCustomer {
  readonly key: string;
  /** The shop's own id: `sub` of the identity token. */
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly browser: string;
  /** The order of the story, for those whom the start page offers. */
  readonly orderNumber?: string;
}

/** Somebody who never signed in: what the visitor claims, and where from. */
export interface DemoGuest {
  readonly name: string | null;
  readonly email?: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly browser: string;
}

/**
 * One ticket. `talk` is written as a script, one entry a line: `>` customer, `<` agent, `#` internal note, `+ 90`
 * that many minutes pass. A line without a mark goes on with the entry above it.
 */
export interface DemoTicket {
  readonly by: string | DemoGuest;
  readonly team: TeamKey;
  readonly agent?: PersonKey;
  readonly page: readonly [path: string, title: string];
  /** When the first word was written: days before the first start and the time of day in UTC, or minutes before it. */
  readonly when: readonly [daysAgo: number, clock: string] | { readonly minutesAgo: number };
  /** How its chat ended; none while it is still queued. */
  readonly end?: { readonly reason: string; readonly result: 'solved' | 'follow_up' | 'no_reply' | 'spam'; readonly by?: 'agent' | 'customer' | 'system' };
  readonly closed?: boolean;
  /** Where it stands after its last chat, when that is neither open nor closed. */
  readonly stand?: 'pending' | 'on_hold' | 'solved';
  /** How many hours from the first start it sleeps. */
  readonly sleepsHours?: number;
  readonly about?: { readonly subject?: string; readonly type?: TicketType; readonly priority?: TicketPriority; readonly tags: readonly string[] };
  /** What the customer answered about its last chat. */
  readonly rating?: { readonly score: 1 | 2 | 3 | 4 | 5; readonly tags: readonly string[]; readonly solved: boolean | null; readonly comment?: string };
  readonly talk: string;
}

/** What this shop's people do again and again. */
export interface DemoMacro {
  readonly title: string;
  readonly folder: string;
  readonly team?: TeamKey;
  readonly owner?: PersonKey;
  readonly uses: { readonly [K in PersonKey]?: number };
  /** The shape is `MacroActions` of contracts/macros.ts; `team:` and `subState:` with a key in place of an identifier. */
  readonly actions: readonly (Readonly<Record<string, unknown>> & { readonly do: string; readonly team?: TeamKey; readonly subState?: string })[];
}

/** A sub-state of this shop, and what in a talk tells that a ticket is in it. */
export interface DemoSubState {
  readonly key: string;
  readonly state: TicketState;
  readonly names: Readonly<Record<Locale, string>>;
  readonly found: RegExp;
}

/** A field of this shop. `found`: what in a talk, or with `inPage` in the address it began at, answers it. */
export interface DemoField {
  readonly key: string;
  readonly kind: FieldKind;
  readonly names: Readonly<Record<Locale, string>>;
  readonly options?: readonly { readonly key: string; readonly names: Readonly<Record<Locale, string>>; readonly found: RegExp }[];
  readonly when?: FieldWhenRead;
  readonly required?: true;
  readonly hidden?: true;
  readonly inPage?: true;
  readonly found?: RegExp;
}
/** As FieldWhen of contracts/custom-fields.ts, read only. */
interface FieldWhenRead {
  readonly match: 'all' | 'any';
  readonly of: readonly ({ readonly by: string; readonly key?: string; readonly in: readonly string[] })[];
}

/** What somebody left when nobody was there, and what became of it. */
export interface DemoPromise {
  readonly by: DemoGuest;
  readonly team: TeamKey;
  readonly page: readonly [path: string, title: string];
  readonly kind: 'answer' | 'callback' | 'complaint';
  readonly text: string;
  readonly minutesAgo: number;
  /** Minutes from then to when it is due. */
  readonly dueAfter: number;
  readonly openMinutes: number;
  readonly complaint?: { readonly remedy: 'refund' | 'replacement' | 'repair' | 'apology' | 'other'; readonly severity: 'minor' | 'major' | 'critical' };
  readonly call?: { readonly number: string; readonly country: string; readonly windowMinutes?: number; readonly missed?: { readonly by: PersonKey; readonly minutesAgo: number; readonly note: string } };
  /** Minutes from then to the answer; without words it was a call. */
  readonly answer?: { readonly by: PersonKey; readonly after: number; readonly text?: string };
}

/** A saved reply: a person's, a team's, or everybody's; and who has used it how often. */
export interface DemoReply {
  readonly title: string;
  readonly shortcut: string;
  readonly folder?: string;
  readonly owner?: PersonKey;
  readonly team?: TeamKey;
  readonly texts: Readonly<Partial<Record<Locale, string>>>;
  readonly uses: Readonly<Partial<Record<PersonKey, number>>>;
}

/** A letter to one of the people, by key. */
export interface DemoLetter {
  readonly to: string;
  readonly template: 'invitation' | 'reset';
  readonly hoursAgo: number;
  readonly state: 'delivered' | 'failed' | 'void';
  readonly attempts: number;
  readonly response?: string;
  readonly lastError?: string;
}

/** One letter of a thread: `in` from the customer, `out` from the agent, `note` for the staff. */
export interface DemoMailWord {
  readonly by: 'in' | 'out' | 'note' | 'absent';
  /** After the one before. */
  readonly minutes: number;
  readonly text: string;
  /** The same as the sender's program made it. */
  readonly html?: string;
}
export interface DemoMailThread {
  /** A talk with somebody outside about it. */
  readonly side?: { readonly subject: string; readonly partner: string; readonly words: readonly { readonly by: 'out' | 'in'; readonly minutes: number; readonly text: string }[] };
  /** An answer that waits to be sent, so many hours from now. */
  readonly later?: { readonly hours: number; readonly text: string };
  /** Whom the requester wrote to as well. */
  readonly beside?: readonly { readonly name: string; readonly address: string; readonly state: 'named' | 'included' }[];
  readonly from: { readonly name: string; readonly address: string; readonly locale: 'en' | 'zh-CN' | 'zh-TW' | null; readonly zone: string };
  readonly team: TeamKey;
  readonly agent?: string;
  readonly subject: string;
  /** Days ago, and the time of day in UTC. */
  readonly when: readonly [number, string];
  readonly state: 'new' | 'open' | 'pending' | 'solved' | 'closed';
  readonly words: readonly DemoMailWord[];
  /** The last answer came back. */
  readonly bounced?: string;
}
/** Mail that was kept aside, and why. */
export interface DemoAsideMail {
  readonly from: string;
  readonly subject: string;
  readonly hoursAgo: number;
  readonly automatic: 'bulk' | 'reply' | 'bounce';
  readonly reason: 'automatic_bulk' | 'automatic_reply' | 'bounce_unknown';
}

export interface DemoPartner {
  readonly name: string;
  readonly address: string;
  readonly kind: 'warehouse' | 'carrier' | 'supplier' | 'other';
}

/** An endpoint elsewhere, and what it was sent; the last try says how it ended. */
export interface DemoWebhook {
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly parts: readonly string[];
  readonly off: { readonly reason: 'off' | 'gone'; readonly hoursAgo: number };
  readonly madeHoursAgo: number;
  readonly sent: readonly {
    readonly type: string;
    readonly hoursAgo: number;
    readonly tries: readonly { readonly status: number | null; readonly fault?: string; readonly milliseconds: number; readonly answer: string }[];
    readonly failed?: string;
  }[];
}

/** Somebody who telephoned: the ticket, and every call with its outcome. `againIn`: minutes from the first start to the call that is owed. */
export interface DemoCaller {
  readonly name: string;
  readonly number: string;
  readonly country: string;
  readonly locale: Locale;
  readonly team: TeamKey;
  readonly agent: PersonKey;
  readonly subject: string;
  readonly type: TicketType;
  readonly priority: TicketPriority;
  readonly tags: readonly string[];
  readonly stand?: 'pending' | 'solved';
  readonly calls: readonly { readonly by: PersonKey; readonly minutesAgo: number; readonly direction: CallDirection; readonly result: CallResult; readonly note: string; readonly againIn?: number }[];
}
