import { AutomaticKind } from '#contracts/mail.js';
import { DeliveryState } from '#contracts/notifications.js';
import { PartnerKind, type SideConversation, type SideThread } from '#contracts/side-conversations.js';
import type { Delivery, File, OutgoingMail, Partner, SideConversation as Row, SideMessage } from '#prisma/generated/client.js';
import { presentAttachment } from '../files/file.present.js';
import type { Actor } from '../platform/actor.js';

const MOST_PREVIEW = 140;

export function presentSide(actor: Actor, row: Row, lastText: string, partners: readonly Partner[]): SideConversation {
  const partnerOf = (address: string) => partners.find((partner) => partner.address === address);
  return {
    id: row.id,
    ticketId: row.ticketId,
    subject: row.subject,
    to: row.addresses.map((address) => {
      const partner = partnerOf(address);
      return { address, partner: partner ? { name: partner.name, kind: PartnerKind.parse(partner.kind) } : null };
    }),
    state: row.state === 'done' ? 'done' : 'open',
    unread: row.unread,
    preview: lastText.replaceAll(/\s+/g, ' ').slice(0, MOST_PREVIEW).toWellFormed(),
    createdAt: row.createdAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    can: { write: actor.permissions.has('ticket.reply') },
  };
}

interface Beside {
  readonly files: readonly File[];
  readonly sent: readonly OutgoingMail[];
  readonly deliveries: readonly Delivery[];
}

export const presentSideMessage = (message: SideMessage, { files, sent, deliveries }: Beside): SideThread['messages'][number] => ({
  id: message.id,
  direction: message.direction === 'in' ? 'in' : 'out',
  author: message.authorName,
  from: message.fromAddress,
  text: message.text,
  attachments: files.filter((file) => file.messageId === message.id).map(presentAttachment),
  mailId: message.mailId,
  automatic: AutomaticKind.safeParse(message.automatic).data ?? null,
  sent: sent
    .filter((mail) => mail.aboutId === message.id)
    .map((mail) => {
      const delivery = deliveries.find(({ recipient }) => recipient === mail.id);
      return { to: mail.toAddress, state: DeliveryState.safeParse(delivery?.state).data ?? 'due', bounced: mail.bouncedAt !== null, response: delivery?.lastError ?? delivery?.response ?? null };
    }),
  createdAt: message.createdAt.toISOString(),
});
