import type { FieldValues } from '#contracts/common.js';
import type { ErrorCode } from '#contracts/errors.js';
import { languageOf } from '../macros/macro-text.rules.js';
import type { Moments } from './clock.rules.js';
import type { Known } from './condition.rules.js';
import type { Standing } from './step.rules.js';

/** A ticket with all that rules may ask of it, as one statement reads it. */
export interface MetTicket {
  readonly id: string;
  readonly number: number;
  readonly subject: string | null;
  readonly state: string;
  readonly priority: string;
  readonly type: string;
  readonly tags: string[];
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly subStateId: string | null;
  readonly channelId: string;
  readonly channelKind: string;
  readonly shop: string;
  readonly createdAt: Date;
  readonly importedAt: Date | null;
  readonly visitorId: string | null;
  /** Whom the visitor is known to be. */
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly email: string | null;
  readonly verified: boolean | null;
  readonly blocked: boolean | null;
  readonly locale: string | null;
  readonly waitingSince: Date | null;
  readonly lastCustomerAt: Date | null;
  readonly lastStaffAt: Date | null;
  readonly staffHead: number;
  readonly preview: string | null;
  readonly text: string | null;
  /** Split off another, and its customer does not know of it yet. */
  readonly apart: boolean;
  readonly earlier: number;
  readonly skills: Readonly<Record<string, number>>;
  readonly routed: boolean;
  readonly chatting: boolean;
  readonly automatic: string | null;
  readonly repliedLately: boolean;
  readonly stateMovedAt: Date | null;
  readonly assignedAt: Date | null;
}

const held = (value: string | null): readonly string[] => (value === null ? [] : [value]);
const yes = (holds: boolean): readonly string[] => [holds ? 'yes' : 'no'];

function languageIn(locale: string | null): readonly string[] | undefined {
  if (locale === null) return undefined;
  return [/^(en|zh)\b/i.test(locale) ? languageOf(locale) : 'other'];
}

/** What is known whenever a rule is asked. */
export const knownOf = (ticket: MetTicket, openNow: boolean): Known => ({
  state: [ticket.state],
  priority: [ticket.priority],
  type: [ticket.type],
  tags: ticket.tags,
  team: held(ticket.teamId),
  assignee: held(ticket.assigneeId),
  channel: [ticket.channelId],
  channel_kind: [ticket.channelKind],
  language: languageIn(ticket.locale),
  subject: held(ticket.subject),
  text: held(ticket.text),
  customer_name: held(ticket.customerName),
  customer_email: held(ticket.email),
  customer_verified: yes(ticket.verified === true),
  earlier_tickets: [String(ticket.earlier)],
  waiting: yes(ticket.waitingSince !== null),
  open_now: yes(openNow),
});

/** Why no automatic reply may go out: nobody would read it or expect it, a machine wrote, or this customer had one within a day. */
function mutenessOf({ visitorId, blocked, apart, automatic, repliedLately }: MetTicket): ErrorCode | null {
  if (visitorId === null || blocked === true || apart) return 'rule/no_reader';
  if (automatic !== null) return 'rule/automatic_mail';
  return repliedLately ? 'rule/reply_too_soon' : null;
}

export const standingOf = (ticket: MetTicket, fields: FieldValues): Standing => ({
  channelId: ticket.channelId, subStateId: ticket.subStateId, fields, state: ticket.state, priority: ticket.priority, type: ticket.type, tags: ticket.tags, assigneeId: ticket.assigneeId, teamId: ticket.teamId, chatting: ticket.chatting, skills: ticket.skills, routed: ticket.routed,
  muteness: mutenessOf(ticket), sentTo: [],
});

export const momentsOf = (ticket: MetTicket): Moments => ({
  state: ticket.state, assigneeId: ticket.assigneeId, createdAt: ticket.createdAt, importedAt: ticket.importedAt, stateSince: ticket.stateMovedAt ?? ticket.createdAt, assignedSince: ticket.assignedAt ?? ticket.createdAt,
  waitingSince: ticket.waitingSince, lastCustomerAt: ticket.lastCustomerAt, lastStaffAt: ticket.lastStaffAt,
});
