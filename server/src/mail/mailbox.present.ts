import { ImapAccess, type Mailbox as Shown, MailboxFault } from '#contracts/mail.js';
import type { Channel, Mailbox, Store, Team } from '#prisma/generated/client.js';

export const WHOLE = { channel: { include: { store: true, team: true } } } as const;
export type WholeMailbox = Mailbox & { readonly channel: Channel & { readonly store: Store; readonly team: Team | null } };

export const imapOf = (mailbox: Pick<Mailbox, 'imap'>): ImapAccess | null => (mailbox.imap === null ? null : ImapAccess.parse(mailbox.imap));

/** Whether there is a password is told, never which. */
export const presentMailbox = (mailbox: WholeMailbox): Shown => ({
  id: mailbox.channelId,
  address: mailbox.channel.key,
  name: mailbox.channel.name,
  store: { id: mailbox.channel.store.id, name: mailbox.channel.store.name },
  team: mailbox.channel.team && { id: mailbox.channel.team.id, name: mailbox.channel.team.name },
  signature: mailbox.signature,
  receipts: mailbox.receipts,
  on: mailbox.isOn,
  imap: imapOf(mailbox),
  hasPassword: mailbox.imapSecret !== null,
  fetchedAt: mailbox.fetchedAt?.toISOString() ?? null,
  fault: MailboxFault.safeParse(mailbox.fault).data ?? null,
  version: mailbox.channel.version,
});
