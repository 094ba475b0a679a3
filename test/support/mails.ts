import { MailTaken } from '#contracts/mail.js';
import type { AMailbox } from '#prisma/factories/mailbox.factory.js';
import type { IncomingMail } from '#prisma/generated/client.js';
import { MailJobs } from '../../server/src/mail/mail.jobs.js';
import { signedAddress } from '../../server/src/mail/reply-address.js';
import type { TestApp } from './app.js';
import { as } from './as.js';
import type { HttpClient } from './http-client.js';
import { settle } from './settle.js';

let count = 0;
interface MailParts {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A raw mail, each with an id of its own. */
export function aMail({ from = 'Mei Lin <mei@customer.example>', to = 'support@shop.example', subject = 'The kettle leaks', body = 'The kettle leaks', headers = {} }: MailParts = {}): Buffer {
  count += 1;
  const lines = { From: from, To: to, Subject: subject, Date: new Date().toUTCString(), 'Message-ID': `<mail-${count}@customer.example>`, 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', ...headers };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`).join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), typeof body === 'string' ? Buffer.from(body) : body]);
}

/** Where a reply to a ticket goes. */
export const replyAddressOf = ({ channel }: AMailbox, number: number): string => signedAddress(channel.key, channel.secret, { use: 'thread', number });

/** What hands mail in: a program with a token's rights. */
export const aPostman = (app: TestApp): Promise<HttpClient> => as.agent(app, { permissions: ['mail.hand_in'] });

export async function handIn(app: TestApp, box: AMailbox, raw: Buffer, postman?: HttpClient): Promise<{ id: string; known: boolean }> {
  const answer = await (postman ?? (await aPostman(app))).post(`/mailboxes/${box.channelId}/mails`, undefined, { raw, headers: { 'content-type': 'message/rfc822' } });
  return answer.as(MailTaken);
}

/** Hands a mail in, has it read, and gives its row. */
export async function receive(app: TestApp, box: AMailbox, parts: MailParts | Buffer = {}): Promise<IncomingMail> {
  const { id } = await handIn(app, box, Buffer.isBuffer(parts) ? parts : aMail({ to: box.channel.key, ...parts, headers: { Date: app.clock.now().toUTCString(), ...parts.headers } }));
  await app.nest.get(MailJobs).readDueMails();
  await settle(app);
  return app.db.incomingMail.findUniqueOrThrow({ where: { id } });
}
