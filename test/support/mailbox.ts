import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server answers to the next letter: taken, refused with this code at that moment, or taken and gone before it says so. */
export type Verdict = { readonly at: 'recipient' | 'text'; readonly code: number } | { readonly at: 'answer' } | null;

export interface ReceivedLetter {
  readonly to: string;
  /** Where a failure would come back to. */
  readonly envelopeFrom: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  /** As it came over the line. */
  readonly source: string;
}

/** A real mail server on loopback, which refuses when told to. */
export class Mailbox {
  readonly letters: ReceivedLetter[] = [];
  private readonly verdicts: Verdict[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<Mailbox> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_, __, done) => done(box.refusal('recipient')),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const refusal = box.refusal('text');
          if (!refusal) box.keep(session, Buffer.concat(chunks).toString());
          if (box.isGone()) for (const socket of box.sockets) socket.destroy();
          else done(refusal);
        });
      },
    });
    const box = new Mailbox(server);
    server.server.on('connection', (socket: Socket) => {
      box.sockets.add(socket);
      socket.once('close', () => box.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return box;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Answers the next letters so, one verdict each; afterwards everything is taken. */
  answer(...verdicts: Verdict[]): void {
    this.verdicts.push(...verdicts);
  }

  private refusal(at: 'recipient' | 'text'): Error | null {
    const [verdict] = this.verdicts;
    if (verdict === undefined || (verdict !== null && verdict.at !== at)) return null;
    if (verdict === null && at === 'recipient') return null;
    this.verdicts.shift();
    return verdict && Object.assign(new Error('refused by the test, for secret@staff.example'), { responseCode: verdict.code });
  }

  private isGone(): boolean {
    if (this.verdicts[0]?.at !== 'answer') return false;
    this.verdicts.shift();
    return true;
  }

  private keep(session: SMTPServerSession, source: string): void {
    const [head = '', ...rest] = source.split('\r\n\r\n');
    const header = (name: string): string => new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)`, 'im').exec(head)?.[1] ?? '';
    const to = session.envelope.rcptTo[0]?.address ?? '';
    this.letters.push({
      to,
      envelopeFrom: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
      messageId: header('Message-ID'),
      subject: decodeWords(header('Subject')),
      source,
      text: decodeBody(rest.join('\r\n\r\n'), header('Content-Transfer-Encoding')),
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const decodeWords = (value: string): string =>
  value
    .replace(/\r\n[ \t]/g, ' ')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : quoted(word.replaceAll('_', ' ')),
    );

function decodeBody(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString();
  return /quoted-printable/i.test(encoding) ? quoted(body.replace(/=\r\n/g, '')) : body;
}

const quoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();
