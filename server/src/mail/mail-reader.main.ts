import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { displayHtml } from './mail-html.rules.js';
import type { Enclosure, FailureReport, Reading, ReadingOrder } from './mail-reading.types.js';
import { oneLine, storable, textOf } from './plain-text.rules.js';

// A process of its own: what strangers sent is taken apart here, away from every secret and every conversation. It may
// be killed at any moment, and where memory is short the system ends it before anything else.
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (order: ReadingOrder) => {
  read(order).then(
    (answer) => process.send?.({ job: order.job, ...answer }),
    () => process.send?.({ job: order.job, outcome: 'unreadable' }),
  );
});

const LIMITS = { maxNestingDepth: 30, maxHeadersSize: 512 * 1024, maxRfc822NestingDepth: 3, forceRfc822Attachments: true } as const;
const MOST_HEADERS = 300;
const MOST_HEADER = 2_000;
const MOST_ENCLOSURES = 20;
const MOST_TEXT = 400_000;
const MOST_IDS = 30;
const MOST_OTHERS = 20;
/** Pictures within the text travel with the page while they are small. */
const MOST_INLINE = 256 * 1024;
const MOST_INLINE_IN_ALL = 1024 * 1024;

async function read({ path, folder }: ReadingOrder): Promise<Reading> {
  const mail = await PostalMime.parse(await readFile(path), LIMITS);
  const inline = new Map<string, string>();
  const enclosures: Enclosure[] = [];
  const lost: string[] = [];
  let inlined = 0;
  for (const [index, attachment] of mail.attachments.entries()) {
    const bytes = bytesOf(attachment);
    const id = attachment.contentId?.replace(/^<|>$/g, '');
    if (attachment.related && id && isPicture(attachment.mimeType) && bytes.length <= MOST_INLINE && inlined + bytes.length <= MOST_INLINE_IN_ALL) {
      inlined += bytes.length;
      inline.set(id, `data:${attachment.mimeType};base64,${bytes.toString('base64')}`);
      continue;
    }
    if (isReport(attachment.mimeType)) continue;
    const name = oneLine(attachment.filename ?? attachment.description ?? '', 200) || `attachment-${index + 1}`;
    if (bytes.length === 0 || enclosures.length >= MOST_ENCLOSURES) {
      lost.push(name);
      continue;
    }
    const file = join(folder, `part-${index}`);
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
    enclosures.push({ path: file, name });
  }
  const html = mail.html === undefined ? null : storable(displayHtml(mail.html, inline), 3_000_000);
  return {
    outcome: 'read',
    mail: {
      headers: mail.headers.slice(0, MOST_HEADERS).map(({ key, value }) => ({ key, value: storable(value, MOST_HEADER) })),
      from: senderOf(mail),
      others: [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((one) => one.group ?? [one]).flatMap((one) => personOf(one) ?? []).slice(0, MOST_OTHERS),
      subject: oneLine(mail.subject ?? '', 200),
      messageId: idsIn(mail.messageId)[0] ?? null,
      answers: [...idsIn(mail.inReplyTo), ...idsIn(mail.references).reverse()].slice(0, MOST_IDS),
      contentType: mail.headers.find(({ key }) => key === 'content-type')?.value.slice(0, 500) ?? '',
      text: storable((mail.text ?? '').trim() || (html === null ? '' : textOf(html)), MOST_TEXT),
      html,
      enclosures,
      lost,
      report: reportOf(mail),
    },
  };
}

const bytesOf = ({ content }: Attachment): Buffer => (typeof content === 'string' ? Buffer.from(content) : content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : Buffer.from(content));
const isPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);
const isReport = (type: string): boolean => type === 'message/delivery-status' || type === 'message/disposition-notification';
const idsIn = (value: string | undefined): string[] => (value?.slice(0, 10_000).match(/<[^<>\s]{1,250}>/g) ?? []);

const senderOf = ({ from }: Email) => personOf(from?.group?.[0] ?? from);

function personOf(box: { readonly address?: string | undefined; readonly name: string } | undefined): { address: string; name: string } | null {
  const address = box?.address?.trim().toLowerCase() ?? '';
  return /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}$/.test(address) ? { address: storable(address, 254), name: oneLine(box?.name ?? '', 100) } : null;
}

/** What failed of the last recipient that a report names. */
function reportOf(mail: Email): FailureReport | null {
  const part = mail.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (!part) return null;
  const words = bytesOf(part).subarray(0, 64 * 1024).toString('latin1');
  const of = (name: string): string => new RegExp(`^${name}:\\s*([^\\s;]{1,20})`, 'im').exec(words)?.[1] ?? '';
  return { action: of('Action').toLowerCase(), status: of('Status') };
}
