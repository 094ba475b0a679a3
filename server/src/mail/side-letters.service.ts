import { Injectable } from '@nestjs/common';
import type { Channel, Mailbox, OutgoingMail } from '#prisma/generated/client.js';
import { Database } from '../platform/db.js';
import { Storage } from '../platform/files/storage.js';
import type { Letter } from '../platform/mailer.js';
import { MailJudging } from './mail-judging.service.js';
import { signedAddress } from './reply-address.js';
import { pageOfReply, plainReply, replySubject } from './reply-mail.rules.js';

type Box = Mailbox & { readonly channel: Channel };
const MOST_REFERENCES = 20;

/** Writes what goes to somebody outside: from the words of the side conversation and nothing of the ticket. */
@Injectable()
export class SideLetters {
  constructor(private readonly db: Database, private readonly storage: Storage, private readonly judging: MailJudging) {}

  /** @returns null when there is nothing to send any more */
  async write(sent: OutgoingMail, { signature, channel: { key, secret, name } }: Box): Promise<Letter | null> {
    const message = await this.db.prisma.sideMessage.findUnique({ where: { id: sent.aboutId }, include: { conversation: { include: { messages: { orderBy: { id: 'asc' }, select: { id: true, mailId: true } } } } } });
    if (!message) return null;
    const { conversation } = message;
    const main = sent.copyOfId === null ? sent : await this.db.prisma.outgoingMail.findUniqueOrThrow({ where: { id: sent.copyOfId } });
    const copies = await this.db.prisma.outgoingMail.findMany({ where: { copyOfId: main.id }, orderBy: { number: 'asc' }, select: { toAddress: true } });
    const earlier = conversation.messages.slice(0, conversation.messages.findIndex(({ id }) => id === message.id));
    const references = await this.referencesOf(earlier);
    const parts = { words: message.text, signature, former: null };
    const first = earlier.length === 0;
    return {
      messageId: this.messageIdOf(main.id),
      to: main.toAddress,
      cc: copies.map(({ toAddress }) => toAddress),
      envelopeTo: sent.toAddress,
      from: { name: `${message.authorName} · ${name}`, address: key },
      replyTo: { name, address: signedAddress(key, secret, { use: 'side', number: conversation.number }) },
      envelopeFrom: signedAddress(key, secret, { use: 'back', number: sent.number }),
      subject: first ? conversation.subject : replySubject(conversation.subject),
      references,
      inReplyTo: references.at(-1),
      automatic: null,
      text: plainReply(parts),
      html: pageOfReply(parts),
      attachments: await this.files(message.id),
    };
  }

  /** The mails of this talk alone, in their order. */
  private async referencesOf(earlier: readonly { id: string; mailId: string | null }[]): Promise<string[]> {
    const sent = await this.db.prisma.outgoingMail.findMany({ where: { aboutId: { in: earlier.map(({ id }) => id) }, kind: 'side', copyOfId: null }, select: { id: true, aboutId: true } });
    const received = await this.db.prisma.incomingMail.findMany({ where: { id: { in: earlier.flatMap(({ mailId }) => mailId ?? []) } }, select: { id: true, messageId: true } });
    return earlier
      .flatMap(({ id, mailId }) => {
        const out = sent.find(({ aboutId }) => aboutId === id);
        return out ? this.messageIdOf(out.id) : (received.find((mail) => mail.id === mailId)?.messageId ?? []);
      })
      .slice(-MOST_REFERENCES);
  }

  private messageIdOf(id: string): string {
    return `<${id}@${this.judging.ownHost}>`;
  }

  private async files(messageId: string) {
    const rows = await this.db.prisma.file.findMany({ where: { messageId }, orderBy: { id: 'asc' } });
    return Promise.all(rows.map(async ({ name, mediaType, storageKey }) => ({ filename: name, contentType: mediaType, content: await this.storage.read(storageKey, null) })));
  }
}
