import { z } from 'zod';
import { Email, Id, Instant, line, Locale, PageQuery, TeamRef, text } from './common.js';
import { DeliveryState } from './notifications.js';

export const MOST_MAIL_MEGABYTES = 50;
/** With what we add behind a plus sign the part before the @ must stay within the 64 characters of RFC 5321. */
const MOST_LOCAL = 24;

/** Where and how a mailbox is read. `tls`: from the first byte; `starttls`: demanded before signing in; `none`: for a server on the same machine. */
export const ImapAccess = z.strictObject({
  host: z.string().min(1).max(253).regex(/^[a-z0-9.:_-]+$/i),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: line(200),
  folder: line(200).default('INBOX'),
});
export type ImapAccess = z.infer<typeof ImapAccess>;
const Password = text(500);
/** Mail of how many days back becomes tickets too, beside what comes from now on. */
const BringDays = z.number().int().min(0).max(365);

const Address = Email.refine((address) => address.indexOf('@') <= MOST_LOCAL && !address.includes('+'), { message: 'mail/address_unfit' });
export const MailboxDraft = z.strictObject({
  address: Address,
  name: line(60),
  /** Whose store the mailbox belongs to; may be left out where there is one. */
  storeId: Id.optional(),
  teamId: Id.nullable().default(null),
  signature: text(2000, 0).default(''),
  receipts: z.boolean().default(true),
  on: z.boolean().default(true),
  imap: ImapAccess.nullable().default(null),
  /** Written and never read again. */
  password: Password.optional(),
  bringDays: BringDays.default(0),
});
export const MailboxChange = z.strictObject({
  name: line(60).optional(),
  teamId: Id.nullable().optional(),
  signature: text(2000, 0).optional(),
  receipts: z.boolean().optional(),
  on: z.boolean().optional(),
  imap: ImapAccess.nullable().optional(),
  password: Password.optional(),
  /** Of another server or folder; where it stays the same nothing begins anew. */
  bringDays: BringDays.optional(),
});

/** What went wrong with the server of a mailbox. */
export const MailboxFault = z.enum(['unreachable', 'refused', 'no_folder', 'no_password', 'storage_full', 'unknown']);
export type MailboxFault = z.infer<typeof MailboxFault>;
export const Mailbox = z
  .strictObject({
    id: Id,
    address: z.string(),
    name: z.string(),
    store: z.strictObject({ id: Id, name: z.string() }),
    team: TeamRef.nullable(),
    signature: z.string(),
    receipts: z.boolean(),
    on: z.boolean(),
    imap: ImapAccess.nullable(),
    hasPassword: z.boolean(),
    /** When its server was last read, and what was wrong then. */
    fetchedAt: Instant.nullable(),
    fault: MailboxFault.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Mailbox' });
export type Mailbox = z.infer<typeof Mailbox>;
/** `canSend`: whether a mail server for what goes out is set. */
export const Mailboxes = z.strictObject({ items: z.array(Mailbox), stores: z.array(z.strictObject({ id: Id, name: z.string() })), canSend: z.boolean() }).meta({ id: 'Mailboxes' });
/** A trial of what is typed; without a password that of the mailbox named. */
export const MailboxTrial = z.strictObject({ imap: ImapAccess, password: Password.optional(), mailboxId: Id.optional() });
export const MailboxTried = z.strictObject({ fault: MailboxFault.nullable(), messages: z.number().int().nullable() }).meta({ id: 'MailboxTried' });

export const MailState = z.enum(['stored', 'parsed', 'ignored', 'failed']);
/** What no person wrote: a reply by itself, a report of failure, a mailing, something a program made, our own. */
export const AutomaticKind = z.enum(['reply', 'bounce', 'bulk', 'generated', 'own']);
export type AutomaticKind = z.infer<typeof AutomaticKind>;
/** Why a mail was ignored or failed. */
export const MailReason = z.enum([
  'automatic_reply', 'automatic_bulk', 'automatic_own', 'bounce_taken', 'bounce_delayed', 'bounce_unknown', 'no_sender', 'sender_blocked', 'too_many', 'mailbox_off',
  'ticket_closed', 'too_large', 'unreadable', 'bytes_missing', 'fault',
]);
export type MailReason = z.infer<typeof MailReason>;
/** signed: it came to an address that we made and signed; known: it answers a mail of this talk; claimed: there is nothing but its word. */
export const MailTrust = z.enum(['signed', 'known', 'claimed']);

export const MailQuery = PageQuery.extend({ state: MailState.optional() });
export const ReceivedMail = z
  .strictObject({
    id: Id,
    mailbox: z.strictObject({ id: Id, address: z.string() }),
    state: MailState,
    reason: MailReason.nullable(),
    from: z.string().nullable(),
    subject: z.string().nullable(),
    automatic: AutomaticKind.nullable(),
    bytes: z.number().int(),
    /** Whether it can be had as it came. */
    source: z.boolean(),
    ticketId: Id.nullable(),
    receivedAt: Instant,
    can: z.strictObject({ retry: z.boolean() }),
  })
  .meta({ id: 'ReceivedMail' });
/** Newest first. */
export const ReceivedMailPage = z.strictObject({ items: z.array(ReceivedMail), nextCursor: z.string().nullable() }).meta({ id: 'ReceivedMailPage' });
/** The source is kept; `known` when this mailbox has had the very same bytes before. */
export const MailTaken = z.strictObject({ id: Id, known: z.boolean() }).meta({ id: 'MailTaken' });

/** What there is to know of the mails of a ticket, beside its messages. */
export const TicketMails = z
  .strictObject({
    received: z.array(
      z.strictObject({
        id: Id,
        messageId: Id,
        from: z.string(),
        subject: z.string(),
        automatic: AutomaticKind.nullable(),
        trust: MailTrust,
        /** Whether it quotes what went before, and whether it has a page of its own. */
        quotes: z.boolean(),
        html: z.boolean(),
        /** Whether it loads pictures from elsewhere when it may. */
        remote: z.boolean(),
        lost: z.array(z.string()),
        /** Whether it can be had as it came. */
        source: z.boolean(),
      }),
    ),
    /** One for each address; the copies after the one they are of. */
    sent: z.array(
      z.strictObject({
        id: Id, messageId: Id, to: z.string(), copy: z.boolean(), state: DeliveryState, response: z.string().nullable(), bounced: z.boolean(), deliveredAt: Instant.nullable(),
        can: z.strictObject({ retry: z.boolean() }),
      }),
    ),
    /** Public answers that have no address to go to. */
    unsent: z.array(Id),
  })
  .meta({ id: 'TicketMails' });
export type TicketMails = z.infer<typeof TicketMails>;
export const MailText = z.strictObject({ text: z.string() }).meta({ id: 'MailText' });
export const MailPageQuery = z.strictObject({ pictures: z.enum(['on', 'off']).default('off') });

/** named: the requester wrote to him too, and nothing goes there; included: answers go there as Cc. */
export const ParticipantState = z.enum(['named', 'included']);
export const Participant = z.strictObject({ id: Id, address: z.string(), name: z.string(), state: ParticipantState }).meta({ id: 'Participant' });
export type Participant = z.infer<typeof Participant>;
export const ParticipantDraft = z.strictObject({ address: Email, name: line(100).optional() });
/** How an answer leaves: by mail; in the talk, where the customer reads it when he looks; or to nobody. */
export const AnswerWay = z.enum(['mail', 'talk', 'nobody']);
export type AnswerWay = z.infer<typeof AnswerWay>;
/** Where an answer would go now. `hold`: why it would reach nobody, or wait. */
export const Recipients = z
  .strictObject({
    way: AnswerWay,
    to: z.string().nullable(),
    from: z.string().nullable(),
    hold: z.enum(['no_address', 'no_mail_server', 'blocked']).nullable(),
    participants: z.array(Participant),
    can: z.strictObject({ change: z.boolean() }),
  })
  .meta({ id: 'Recipients' });
export type Recipients = z.infer<typeof Recipients>;

/** What stands under answers. Empty: nothing of one's own. */
export const SignatureText = z.strictObject({ text: text(1000, 0) }).meta({ id: 'SignatureText' });
export const TeamSignatures = z.strictObject({ items: z.array(z.strictObject({ team: TeamRef, text: z.string() })) }).meta({ id: 'TeamSignatures' });

/** Blanks that a text of ours may have; everything else in braces is refused. */
export const MAIL_BLANKS = ['shop', 'number'] as const;
const BLANK = /\{(\w*)\}/g;
const knowsItsBlanks = (said: string): boolean => [...said.matchAll(BLANK)].every(([, name]) => MAIL_BLANKS.some((blank) => blank === name));
/** Null: as we say it. */
export const MailWordingChange = z.strictObject({
  subject: line(200).refine(knowsItsBlanks, { message: 'mail/blank_unknown' }).nullable(),
  receipt: text(4000).refine(knowsItsBlanks, { message: 'mail/blank_unknown' }).nullable(),
});
/** In one language: what the organisation says, and what is said where it says nothing. */
export const MailWording = z
  .strictObject({ locale: Locale, subject: z.string().nullable(), receipt: z.string().nullable(), standard: z.strictObject({ subject: z.string(), receipt: z.string() }), version: z.number().int() })
  .meta({ id: 'MailWording' });
export type MailWording = z.infer<typeof MailWording>;
export const MailWordings = z.strictObject({ items: z.array(MailWording) }).meta({ id: 'MailWordings' });
export const MailWordingKey = Locale;
