import * as z from 'zod';
import { Availability } from '#contracts/accounts.js';
import { FieldKey } from '#contracts/common.js';
import { ReturnReason } from '#contracts/outgoing.js';
import { StopReason } from '#contracts/automation.js';
import { Locale } from '#contracts/common.js';
import { ExportFormat } from '#contracts/exports.js';
import { ImportSource } from '#contracts/imports.js';
import { SetupStep } from '#contracts/settings.js';
import { CallDirection, CallResult, PromiseKind } from '#contracts/promises.js';
import { ProofKind } from '#contracts/proofs.js';
import { RelationKind } from '#contracts/relations.js';
import { DueKind, TicketFact, TicketPriority, TicketState, TicketType, TicketView } from '#contracts/tickets.js';
import { TranscriptFormat } from '#contracts/transcripts.js';

const Id = z.uuid();
const Ticket = z.strictObject({ ticketId: Id, teamId: Id.nullable(), assigneeId: Id.nullable() });
const Chat = z.strictObject({ chatId: Id, ticketId: Id, teamId: Id.nullable(), agentId: Id.nullable() });
const CannedReply = z.strictObject({ cannedReplyId: Id, ownerId: Id.nullable(), teamId: Id.nullable() });
const Macro = z.strictObject({ macroId: Id, ownerId: Id.nullable(), teamId: Id.nullable() });
const TicketTemplate = z.strictObject({ ticketTemplateId: Id, ownerId: Id.nullable(), teamId: Id.nullable() });
const Rule = z.strictObject({ ruleId: Id, version: z.number().int() });
const RuleMet = Rule.extend({ ticketId: Id, runId: Id });
const SavedView = z.strictObject({ savedViewId: Id, ownerId: Id.nullable(), teamId: Id.nullable() });
const BulkChange = z.strictObject({ bulkChangeId: Id, accountId: Id, total: z.number().int() });
const Rating = z.strictObject({ ratingId: Id, chatId: Id, ticketId: Id, teamId: Id.nullable(), agentIds: z.array(Id), score: z.number().int(), solved: z.boolean().nullable() });
const Promised = z.strictObject({ promiseId: Id, ticketId: Id, teamId: Id.nullable(), kind: PromiseKind });
const Invite = z.strictObject({ inviteId: Id, visitId: Id, accountId: Id });
const AddressProof = z.strictObject({ proofId: Id, ticketId: Id, kind: ProofKind });
const Due = Ticket.extend({ kind: DueKind });
const Change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of }).nullable();
const Outgoing = z.strictObject({ outgoingMailId: Id, ticketId: Id });
const Side = z.strictObject({ sideConversationId: Id, ticketId: Id });
const PartnerNamed = z.strictObject({ partnerId: Id });
const Held = z.strictObject({ outgoingId: Id, ticketId: Id, accountId: Id });
const Participant = z.strictObject({ participantId: Id, ticketId: Id });
const Account = z.strictObject({ accountId: Id });
const Export = z.strictObject({ exportId: Id, accountId: Id });
const Webhook = z.strictObject({ webhookId: Id });
const Import = z.strictObject({ importId: Id });

/** Every event of the product: name → payload. Ids, enums and numbers only, never personal text. */
export const EVENTS = {
  'account.invited': z.strictObject({ accountId: Id, linkId: Id }),
  'account.changed': Account,
  'account.deactivated': Account,
  'account.reactivated': Account,
  'account.password_changed': Account,
  'account.reset_requested': z.strictObject({ accountId: Id, linkId: Id }),
  'account.rights_changed': Account,
  'agent.availability_changed': z.strictObject({ accountId: Id, availability: Availability }),
  'session.opened': z.strictObject({ accountId: Id, sessionId: Id }),
  'session.closed': z.strictObject({ accountId: Id, sessionIds: z.array(Id), reason: z.enum(['signed_out', 'revoked']) }),
  'api_token.made': z.strictObject({ accountId: Id, tokenId: Id }),
  'api_token.revoked': z.strictObject({ accountId: Id, tokenId: Id }),
  'team.changed': z.strictObject({ teamId: Id }),
  'role.changed': z.strictObject({ roleId: Id }),
  'channel.changed': z.strictObject({ channelId: Id }),
  'calendar.changed': z.strictObject({ calendarId: Id, version: z.number().int() }),
  'settings.changed': z.strictObject({ version: z.number().int() }),
  'delivery.retried': z.strictObject({ deliveryId: Id }),
  'delivery.given_up': z.strictObject({ deliveryId: Id, recipientId: Id }),
  'mail.received': z.strictObject({ mailId: Id, ticketId: Id, channelId: Id, opened: z.boolean() }),
  'mail.retried': z.strictObject({ mailId: Id }),
  /** The staff said something publicly on a ticket that goes on by mail. */
  'mail.answered': z.strictObject({ ticketId: Id }),
  'mail.put': Outgoing,
  'mail.bounced': Outgoing,
  'mail_signature.changed': z.strictObject({ ownerId: Id }),
  'mail_wording.changed': z.strictObject({ locale: Locale, version: z.number().int() }),
  'participant.named': Participant,
  'participant.included': Participant,
  'participant.removed': Participant,
  'customer.identified': z.strictObject({ customerId: Id, visitorId: Id }),
  'visitor.blocked': z.strictObject({ visitorId: Id }),
  'visitor.unblocked': z.strictObject({ visitorId: Id }),
  'visit.consent_withdrawn': z.strictObject({ visitId: Id }),
  'invite.made': Invite,
  'invite.accepted': Invite.extend({ ticketId: Id }),
  'invite.declined': Invite,
  'invite.expired': Invite,
  'canned_reply.made': CannedReply,
  'canned_reply.changed': CannedReply,
  'canned_reply.removed': CannedReply,
  'macro.made': Macro,
  'macro.changed': Macro,
  'macro.removed': Macro,
  /** Its actions were done to a ticket, in the version that is named. */
  'macro.applied': z.strictObject({ macroId: Id, version: z.number().int(), ticketId: Id }),
  'ticket_template.made': TicketTemplate,
  'ticket_template.changed': TicketTemplate,
  'ticket_template.removed': TicketTemplate,
  'rule.made': Rule,
  'rule.changed': Rule,
  'rule.switched': Rule.extend({ isOn: z.boolean() }),
  'rule.removed': Rule,
  /** It met a ticket that it is for, and did what it says, as far as that was to be done; or was held back. */
  'rule.applied': RuleMet,
  'rule.stopped': RuleMet.extend({ reason: StopReason }),
  'rule.notified': RuleMet.extend({ accountIds: z.array(Id) }),
  /** Somebody said something on a ticket, and a rule waits for words; places of the staff stream. */
  'rule.words_noticed': z.strictObject({ ticketId: Id, customerSeq: z.number().int().nullable(), staffSeq: z.number().int().nullable() }),
  'saved_view.made': SavedView,
  'saved_view.changed': SavedView,
  'saved_view.removed': SavedView,
  'bulk_change.asked': BulkChange,
  'bulk_change.stopped': BulkChange,
  'bulk_change.finished': BulkChange,
  'file.refused': z.strictObject({ fileId: Id, reason: z.enum(['infected']) }),
  'ticket.opened': Ticket.extend({ channelId: Id }),
  'ticket.assigned': Ticket.extend({ previousId: Id.nullable() }),
  /** It was opened as somebody's by somebody else. */
  'ticket.given': Ticket,
  'ticket.closed': Ticket,
  'ticket.reopened': Ticket,
  /** Every move of every ticket, beside what it means. */
  'ticket.state_changed': Ticket.extend({ from: TicketState, to: TicketState, merge: z.literal(true).optional() }),
  /** `version` is the ticket's after it. */
  'ticket.facts_changed': Ticket.extend({ fields: z.array(TicketFact), version: z.number().int(), priority: Change(TicketPriority), type: Change(TicketType) }),
  /** `hidden`: keys of fields that only some may read. Words stand in TicketFieldChange, by the id of the event. */
  'ticket.fields_changed': Ticket.extend({ keys: z.array(FieldKey), hidden: z.array(FieldKey), version: z.number().int() }),
  'custom_field.changed': z.strictObject({ customFieldId: Id, version: z.number().int() }),
  /** Ids of sub-states, null for the state alone; `version` is the ticket's after it. */
  'ticket.sub_state_changed': Ticket.extend({ fromId: Id.nullable(), toId: Id.nullable(), version: z.number().int() }),
  'sub_state.changed': z.strictObject({ subStateId: Id, version: z.number().int() }),
  /** What it needs of whoever takes it; that routing is to give it out. */
  'ticket.needs_changed': Ticket,
  'ticket.routing_asked': Ticket,
  'skill.changed': z.strictObject({ skillId: Id, version: z.number().int() }),
  'skill.removed': z.strictObject({ skillId: Id }),
  'routing_profile.changed': z.strictObject({ accountId: Id, version: z.number().int() }),
  'team_routing.changed': z.strictObject({ teamId: Id, version: z.number().int() }),
  'ticket.snoozed': Ticket.extend({ untilMs: z.number().int(), holds: z.boolean() }),
  'ticket.woken': Ticket.extend({ by: z.enum(['agent', 'customer', 'time']) }),
  'ticket.spam_marked': Ticket,
  'ticket.spam_lifted': Ticket,
  /** Its talk goes on in another, and that one took it in; and both as if it had not been. */
  'ticket.merged': Ticket.extend({ otherId: Id }),
  'ticket.joined': Ticket.extend({ otherId: Id }),
  'ticket.unmerged': Ticket.extend({ otherId: Id }),
  'ticket.parted': Ticket.extend({ otherId: Id }),
  /** Somebody follows it from now on, or no longer. */
  'ticket.followed': Ticket.extend({ accountId: Id }),
  'ticket.unfollowed': Ticket.extend({ accountId: Id }),
  /** What the other is to it: related, the whole it is a part of, or a part of it; and no longer. */
  'ticket.related': Ticket.extend({ otherId: Id, as: RelationKind }),
  'ticket.unrelated': Ticket.extend({ otherId: Id, as: RelationKind }),
  /** A part of its talk became the other ticket. */
  'ticket.divided': Ticket.extend({ otherId: Id }),
  'note.mentioned': z.strictObject({ ticketId: Id, messageId: Id, accountIds: z.array(Id) }),
  /** A person was pointed to a ticket by a colleague; and has not looked by the time that a letter tells of it. */
  'notice.put': z.strictObject({ noticeId: Id, accountId: Id, ticketId: Id }),
  'notice.overlooked': z.strictObject({ noticeId: Id, accountId: Id, ticketId: Id }),
  /** In its last quarter, past its time, or done; and moved: the soonest due time is another, or stands. */
  'due.warned': Due,
  'due.breached': Due,
  'due.met': Due,
  'due.moved': Ticket,
  'due_policy.changed': z.strictObject({ policyId: Id, version: z.number().int() }),
  'message.posted': z.strictObject({ ticketId: Id, fromSeq: z.number().int() }),
  'partner.made': PartnerNamed,
  'partner.changed': PartnerNamed,
  'partner.removed': PartnerNamed,
  'side_conversation.opened': Side,
  'side_message.sent': Side.extend({ sideMessageId: Id, channelId: Id }),
  'side_conversation.answered': Side,
  'side_conversation.completed': Side,
  'side_conversation.reopened': Side,
  'outgoing.held': Held,
  'outgoing.changed': Held,
  'outgoing.withdrawn': Held,
  'outgoing.released': Held.extend({ messageId: Id }),
  'outgoing.returned': Held.extend({ reason: ReturnReason }),
  'message.recalled': z.strictObject({ ticketId: Id, messageId: Id }),
  'timeline.woken': z.strictObject({ ticketId: Id }),
  'promise.made': Promised,
  /** Owed already, and asked for once more: its time stays, unless another was wished for. */
  'promise.asked_again': Promised,
  'promise.warned': Promised,
  'promise.broken': Promised,
  'promise.kept': Promised,
  'promise.made_good': Promised,
  'promise.renewed': Promised,
  'promise.withdrawn': Promised,
  'call.recorded': z.strictObject({ callId: Id, ticketId: Id, teamId: Id.nullable(), direction: CallDirection, result: CallResult }),
  'callback.handed': z.strictObject({ promiseId: Id, ticketId: Id, teamId: Id.nullable(), ownerId: Id, previousId: Id.nullable().optional() }),
  /** In the last quarter of its time; to whom it falls. */
  'callback.warned': z.strictObject({ promiseId: Id, ticketId: Id, teamId: Id.nullable(), accountId: Id }),
  'promise_time.changed': z.strictObject({ teamId: Id.nullable() }),
  'chat.queued': Chat,
  'chat.offered': Chat.extend({ offeredToId: Id }),
  'chat.offer_passed': Chat.extend({ offeredToId: Id, reason: z.enum(['declined', 'expired', 'gone']) }),
  'chat.reserved': Chat.extend({ reservedForId: Id }),
  'chat.released': Chat.extend({ reservedForId: Id }),
  'chat.accepted': Chat,
  'chat.requeued': Chat.extend({ previousId: Id.nullable() }),
  'chat.transferred': Chat.extend({ previousId: Id.nullable() }),
  'chat.taken_over': Chat.extend({ previousId: Id.nullable() }),
  'chat.prompted': Chat,
  'chat.ended': Chat.extend({ by: z.enum(['agent', 'customer', 'system']) }),
  'setup.step_marked': z.strictObject({ step: SetupStep, done: z.boolean() }),
  'demo.removal_asked': Account,
  'demo.removed': Account,
  'rating.given': Rating,
  'rating.changed': Rating,
  'transcript.taken': z.strictObject({ ticketId: Id, format: TranscriptFormat, notes: z.boolean() }),
  'transcript.letter_asked': z.strictObject({ ticketId: Id, visitorId: Id, identityId: Id }),
  'address.proof_asked': AddressProof,
  'address.proof_withdrawn': AddressProof,
  'address.code_asked': AddressProof.extend({ codeId: Id }),
  'address.confirmed': AddressProof.extend({ visitorId: Id, customerId: Id }),
  'rating.dismissed': z.strictObject({ chatId: Id, ticketId: Id }),
  /** Who took which list with him; and how many rows had left when it ended, or was left. */
  'export.begun': Export.extend({ format: ExportFormat, view: TicketView, columns: z.number().int() }),
  'export.ended': Export.extend({ rows: z.number().int(), whole: z.boolean() }),
  'webhook.made': Webhook,
  'webhook.changed': Webhook,
  'webhook.removed': Webhook,
  'webhook.secret_changed': Webhook,
  /** It answered that it is gone, or took nothing for days. */
  'webhook.disabled': Webhook.extend({ reason: z.enum(['gone', 'failing']) }),
  'webhook.tested': Webhook,
  'webhook.redelivered': Webhook.extend({ count: z.number().int() }),
  /** Tickets are brought from elsewhere: of the tickets themselves nothing is told. */
  'import.made': Import.extend({ source: ImportSource }),
  'import.begun': Import,
  'import.paused': Import,
  'import.finished': Import.extend({ brought: z.number().int() }),
  'import.removal_asked': Import,
  'import.removed': Import.extend({ removed: z.number().int(), kept: z.number().int() }),
  'import.discarded': Import,
  /** Something was said where an endpoint listens. */
  'message.noticed': z.strictObject({ ticketId: Id, fromSeq: z.number().int() }),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;
export const isEventName = (name: string): name is EventName => Object.hasOwn(EVENTS, name);
