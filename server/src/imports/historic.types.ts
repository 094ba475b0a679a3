/** Somebody as the other desk names him. */
export interface Person {
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
}
export interface HistoricFile {
  readonly name: string;
  readonly url: string | null;
}
/** What stood in a field that the other desk has for itself. The name may stand elsewhere, by the id. */
export interface HistoricField {
  readonly id: string | null;
  readonly name: string | null;
  readonly values: readonly string[];
}
/** One word of a talk. `side` is null where only the person behind it can tell. */
export interface HistoricMessage {
  readonly id: string;
  readonly author: Person | null;
  readonly side: 'customer' | 'agent' | 'bot' | null;
  readonly internal: boolean;
  /** As it was written. */
  readonly at: string | number | null;
  readonly text: string;
  readonly files: readonly HistoricFile[];
}
/** A ticket as it was elsewhere, in words of the other desk. */
export interface HistoricTicket {
  readonly url: string | null;
  readonly subject: string | null;
  readonly state: string;
  readonly priority: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly requester: Person | null;
  readonly assignee: Person | null;
  readonly createdAt: string | number | null;
  readonly updatedAt: string | number | null;
  readonly solvedAt: string | number | null;
  readonly fields?: readonly HistoricField[];
  /** The id of the company of whoever asked. */
  readonly organization?: string | null;
  readonly messages: readonly HistoricMessage[];
}
/** What a record of a file turned out to be. `ticketKey`: the ticket a message belongs to. */
export type Sorted =
  | { readonly kind: 'ticket'; readonly externalId: string; readonly data: HistoricTicket }
  | { readonly kind: 'message'; readonly externalId: string; readonly ticketKey: string; readonly data: HistoricMessage }
  | { readonly kind: 'person'; readonly externalId: string; readonly data: Person & { readonly staff: boolean } }
  | { readonly kind: 'field'; readonly externalId: string; readonly data: { readonly name: string; readonly options: readonly { readonly value: string; readonly name: string }[] } }
  | { readonly kind: 'organization'; readonly externalId: string; readonly data: { readonly name: string } }
  /** Known, and of no use here. */
  | { readonly kind: 'nothing' };
