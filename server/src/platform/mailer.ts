import type { Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import type { Env } from './env.js';
import { ENV } from './tokens.js';

export interface Letter {
  /** Stable over retries, so that a receiver can recognise a repeat. */
  readonly messageId: string;
  readonly to: string;
  readonly cc?: readonly string[];
  /** The one address it is handed over for, where its head names several; each of them gets its own. */
  readonly envelopeTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Whom it is from; the installation's own address where it says nothing. */
  readonly from?: { readonly name: string; readonly address: string };
  readonly replyTo?: { readonly name: string; readonly address: string };
  /** Where a failure comes back to. */
  readonly envelopeFrom?: string;
  readonly inReplyTo?: string | undefined;
  readonly references?: readonly string[];
  /** How it came to be, as RFC 3834 has it; null when a person wrote it. */
  readonly automatic?: 'auto-generated' | 'auto-replied' | null;
  /** Files of our own making, read while the letter is sent. */
  readonly attachments?: { filename: string; contentType: string; content: Readable }[];
}

/** SMTP. Loaded on first use: an idle desk needs no mail library in memory. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private transport: Promise<Transporter> | null = null;

  constructor(@Inject(ENV) private readonly env: Env) {}

  get isSet(): boolean {
    return this.env.SMTP_URL !== undefined;
  }

  /** Hands one letter over. @returns what the server said. @throws when it does not take it; the caller's row is retried */
  async send(letter: Letter): Promise<string> {
    this.transport ??= this.connect();
    const transport = await this.transport;
    const { automatic = 'auto-generated', envelopeFrom, envelopeTo = letter.to, references, cc = [], ...content } = letter;
    const { response }: { response?: unknown } = await transport.sendMail({
      from: this.env.MAIL_FROM,
      ...content,
      ...(references ? { references: [...references] } : {}),
      ...(cc.length > 0 ? { cc: [...cc] } : {}),
      ...(envelopeFrom ? { envelope: { from: envelopeFrom, to: envelopeTo } } : {}),
      headers: automatic === null ? {} : { 'Auto-Submitted': automatic, 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return typeof response === 'string' ? response : '';
  }

  private async connect(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({ url: this.env.SMTP_URL, pool: true, maxConnections: 2, connectionTimeout: 10_000, socketTimeout: 30_000 });
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.transport)?.close();
  }
}
