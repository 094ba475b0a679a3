import { z } from 'zod';
import { Email, Id, Instant, line, text } from './common.js';
import { Attachment, MAX_ATTACHMENTS } from './files.js';
import { AutomaticKind } from './mail.js';
import { ClientMessageId, MAX_MESSAGE_LENGTH } from './messages.js';
import { DeliveryState } from './notifications.js';

export const PartnerKind = z.enum(['warehouse', 'carrier', 'supplier', 'other']);
export type PartnerKind = z.infer<typeof PartnerKind>;
export const PartnerDraft = z.strictObject({ name: line(100), address: Email, kind: PartnerKind });
export const Partner = z.strictObject({ id: Id, name: z.string(), address: z.string(), kind: PartnerKind, version: z.number().int() }).meta({ id: 'Partner' });
export type Partner = z.infer<typeof Partner>;
export const Partners = z.strictObject({ items: z.array(Partner) }).meta({ id: 'Partners' });

const Words = { clientMessageId: ClientMessageId, text: text(MAX_MESSAGE_LENGTH), attachmentIds: z.array(Id).max(MAX_ATTACHMENTS).optional() };
export const SideMessageDraft = z.strictObject(Words);
/** Every address gets the same mail and sees the others. */
export const SideConversationDraft = z.strictObject({ ...Words, subject: line(200), to: z.array(Email).min(1).max(5) });

export const SideConversation = z
  .strictObject({
    id: Id,
    ticketId: Id,
    subject: z.string(),
    to: z.array(z.strictObject({ address: z.string(), partner: z.strictObject({ name: z.string(), kind: PartnerKind }).nullable() })),
    state: z.enum(['open', 'done']),
    /** An answer or a failure has come that nobody has looked at. */
    unread: z.boolean(),
    preview: z.string(),
    createdAt: Instant,
    lastAt: Instant,
    can: z.strictObject({ write: z.boolean() }),
  })
  .meta({ id: 'SideConversation' });
export type SideConversation = z.infer<typeof SideConversation>;
export const SideMessage = z.strictObject({
  id: Id,
  direction: z.enum(['out', 'in']),
  author: z.string(),
  from: z.string().nullable(),
  text: z.string(),
  attachments: z.array(Attachment),
  /** The mail it came as. */
  mailId: Id.nullable(),
  automatic: AutomaticKind.nullable(),
  sent: z.array(z.strictObject({ to: z.string(), state: DeliveryState, bounced: z.boolean(), response: z.string().nullable() })),
  createdAt: Instant,
});
export const SideThread = SideConversation.extend({ messages: z.array(SideMessage) }).meta({ id: 'SideThread' });
export type SideThread = z.infer<typeof SideThread>;
/** Of one ticket, the latest word first. */
export const SideConversations = z.strictObject({ items: z.array(SideConversation), canStart: z.boolean() }).meta({ id: 'SideConversations' });
