import type { Readable } from 'node:stream';
import type { ImapFlow } from 'imapflow';
import { type ImapAccess, MailboxFault, MOST_MAIL_MEGABYTES } from '#contracts/mail.js';

export interface FolderMail {
  readonly uid: bigint;
  readonly bytes: number;
  /** Null for what is too large to be read. */
  readonly source: Readable | null;
}
const WITHIN_MS = 15_000;
/** Servers end what says nothing for half an hour. */
const LONGEST_IDLE_MS = 9 * 60_000;
const MOST_BYTES = MOST_MAIL_MEGABYTES * 2 ** 20;
/** Nothing else is asked for by then: the server is to tell of what is new. */
const BEFORE_IDLE_MS = 200;
const BATCH = 50;
const DAY_MS = 24 * 3_600_000;

/** One connection to a folder. It is read and nothing in it is changed: what was read is known by its number. */
export class ImapSession {
  private broken: unknown = null;

  private constructor(private readonly client: ImapFlow, private readonly folder: string) {
    client.on('error', (fault: unknown) => {
      this.broken = fault;
    });
  }

  /** Loaded on first use: a desk without mailboxes needs no such library in memory. */
  static async to({ host, port, security, user, folder }: ImapAccess, password: string): Promise<ImapSession> {
    const { ImapFlow: Client } = await import('imapflow');
    const client = new Client({
      host,
      port,
      secure: security === 'tls',
      ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
      auth: { user, pass: password },
      logger: false,
      disableCompression: true,
      connectionTimeout: WITHIN_MS,
      greetingTimeout: WITHIN_MS,
      socketTimeout: LONGEST_IDLE_MS + 60_000,
      autoIdleDelay: BEFORE_IDLE_MS,
      maxIdleTime: LONGEST_IDLE_MS,
    });
    return new ImapSession(client, folder);
  }

  /** @throws what `imapFaultOf` understands */
  async open(): Promise<{ uidValidity: bigint; messages: number }> {
    await this.client.connect();
    const { uidValidity, exists } = await this.client.mailboxOpen(this.folder, { readOnly: true });
    return { uidValidity, messages: exists };
  }

  /** The number before the first mail that the server got at or after a moment; the last one where there is none. */
  async lastBefore(moment: Date): Promise<bigint> {
    const dayBefore = new Date(moment.getTime() - DAY_MS);
    // Servers search by days, each in its own zone: the moment itself is looked at here.
    const found = (await this.client.search({ since: dayBefore }, { uid: true })) || [];
    const first = found.length === 0 ? null : await this.firstSince(found, moment);
    return BigInt(first ?? (this.client.mailbox ? this.client.mailbox.uidNext : 1)) - 1n;
  }

  private async firstSince(uids: readonly number[], moment: Date): Promise<number | null> {
    let first: number | null = null;
    const least = uids.reduce((one, other) => Math.min(one, other));
    for await (const { uid, internalDate } of this.client.fetch(`${least}:*`, { uid: true, internalDate: true }, { uid: true })) {
      // The server counts seconds.
      const got = internalDate === undefined ? moment.getTime() : new Date(internalDate).getTime() + 999;
      if (got >= moment.getTime() && (first === null || uid < first)) first = uid;
    }
    return first;
  }

  /** What came after a number, the oldest first. Each source must be read to its end before the next one comes. */
  async *after(lastUid: bigint): AsyncGenerator<FolderMail> {
    const found: { uid: number; bytes: number }[] = [];
    // `n:*` gives the last mail even when its number is smaller.
    for await (const { uid, size } of this.client.fetch(`${lastUid + 1n}:*`, { uid: true, size: true }, { uid: true })) {
      if (BigInt(uid) > lastUid) found.push({ uid, bytes: size ?? 0 });
    }
    found.sort((a, b) => a.uid - b.uid);
    for (const { uid, bytes } of found.slice(0, BATCH)) {
      if (bytes > MOST_BYTES) {
        yield { uid: BigInt(uid), bytes, source: null };
        continue;
      }
      const downloaded = await this.client.download(String(uid), undefined, { uid: true });
      // Somebody moved it away meanwhile.
      if (downloaded.content) yield { uid: BigInt(uid), bytes, source: downloaded.content };
    }
  }

  /** Calls back when the server tells of new mail, while it idles by itself. */
  onNews(news: () => void): void {
    this.client.on('exists', news);
  }

  onEnd(end: () => void): void {
    this.client.on('close', end);
  }

  get fault(): unknown {
    return this.broken;
  }

  close(): void {
    this.client.close();
  }
}

/** What is wrong, for people: a code. */
export function imapFaultOf(fault: unknown): MailboxFault {
  const read = (name: string): unknown => (typeof fault === 'object' && fault !== null ? Reflect.get(fault, name) : undefined);
  if (read('authenticationFailed') === true) return 'refused';
  if (read('mailboxMissing') === true || read('serverResponseCode') === 'NONEXISTENT') return 'no_folder';
  if (read('code') === 'server/storage_full') return 'storage_full';
  const code = read('code');
  return typeof code === 'string' && (/^E[A-Z]+$/.test(code) || /TIMEOUT|NoConnection|CERT|TLS|SSL|EConnectionClosed/.test(code)) ? 'unreachable' : 'unknown';
}

/** Signs in and looks at the folder. */
export async function tryImap(imap: ImapAccess, password: string): Promise<{ fault: MailboxFault | null; messages: number | null }> {
  const session = await ImapSession.to(imap, password);
  try {
    return { fault: null, messages: (await session.open()).messages };
  } catch (fault) {
    return { fault: imapFaultOf(fault), messages: null };
  } finally {
    session.close();
  }
}
