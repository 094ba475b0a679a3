import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Mailbox } from '#prisma/generated/client.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Log } from '../platform/log.js';
import { newId } from '../platform/ids.js';
import { ENV } from '../platform/tokens.js';
import { ImapFetching, MailboxMoved } from './imap-fetching.service.js';
import { imapFaultOf, type ImapSession } from './imap-session.js';

interface Watched {
  readonly session: ImapSession;
  /** What the mailbox said when it was opened; a change of it begins anew. */
  readonly as: string;
  underWay: Promise<void>;
}
const LOOK_MS = 5_000;
const REST_MS = 30_000;

/** Keeps a connection to each mailbox that this process holds: the server tells of new mail, and a look every while makes sure. */
@Injectable()
export class ImapWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly nodeId = newId();
  private readonly watched = new Map<string, Watched>();
  private readonly restUntil = new Map<string, number>();
  /** A slow server is signed in at once, not at every look. */
  private readonly beginning = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly fetching: ImapFetching, private readonly db: Database, private readonly log: Log, @Inject(ENV) private readonly env: Env) {}

  onApplicationBootstrap(): void {
    if (!this.env.roles.includes('worker')) return;
    this.timer = setInterval(() => {
      this.turn = this.look().catch((fault: unknown) => this.log.warn({ fault }, 'mailboxes will be looked at again'));
    }, LOOK_MS);
  }

  /** Holds what may be held, reads it, and lets go of what somebody else has or nobody wants read. */
  async look(): Promise<void> {
    const held = await this.fetching.hold(this.nodeId);
    const mine = new Map(held.map((mailbox) => [mailbox.channelId, mailbox]));
    for (const [id, { as }] of this.watched) {
      const mailbox = mine.get(id);
      if (!mailbox || as !== openedAs(mailbox)) this.end(id);
    }
    await Promise.all(held.filter(({ channelId }) => !this.watched.has(channelId) && !this.beginning.has(channelId)).map((mailbox) => this.begin(mailbox)));
  }

  private async begin(mailbox: Mailbox): Promise<void> {
    const id = mailbox.channelId;
    if ((this.restUntil.get(id) ?? 0) > performance.now()) return;
    const session = await this.fetching.session(mailbox);
    if (!session) return this.fetching.noteFault(id, 'no_password');
    this.beginning.add(id);
    try {
      const { uidValidity } = await session.open().finally(() => this.beginning.delete(id));
      const watched: Watched = { session, as: openedAs(mailbox), underWay: Promise.resolve() };
      this.watched.set(id, watched);
      // One reading at a time; what is told meanwhile is read after it.
      const read = () => {
        watched.underWay = watched.underWay.then(() => this.read(id, session, uidValidity));
      };
      session.onNews(read);
      session.onEnd(() => this.end(id, session));
      read();
      await watched.underWay;
    } catch (fault) {
      session.close();
      await this.failed(id, fault);
    }
  }

  private async read(id: string, session: ImapSession, uidValidity: bigint): Promise<void> {
    if (this.watched.get(id)?.session !== session) return;
    try {
      await this.fetching.readNew(id, session, uidValidity, (verb) => this.db.transaction(verb));
    } catch (fault) {
      this.end(id, session);
      if (!(fault instanceof MailboxMoved)) await this.failed(id, session.fault ?? fault);
    }
  }

  private async failed(id: string, fault: unknown): Promise<void> {
    this.restUntil.set(id, performance.now() + REST_MS);
    this.log.warn({ fault, mailbox: id }, 'a mailbox could not be read and will be tried again');
    await this.fetching.noteFault(id, imapFaultOf(fault)).catch((again: unknown) => this.log.warn({ fault: again }, 'what is wrong with a mailbox is not written down'));
  }

  private end(id: string, session?: ImapSession): void {
    const watched = this.watched.get(id);
    if (!watched || (session && watched.session !== session)) return;
    this.watched.delete(id);
    watched.session.close();
  }

  // Before the pool is closed.
  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.turn;
    const readings = [...this.watched.values()].map(({ underWay }) => underWay);
    for (const id of [...this.watched.keys()]) this.end(id);
    await Promise.all(readings);
    if (this.timer || readings.length > 0) await this.fetching.letGo(this.nodeId).catch((fault: unknown) => this.log.warn({ fault }, 'others get the mailboxes of this process a little later'));
  }
}

const openedAs = ({ imap, imapSecret }: Mailbox): string => `${JSON.stringify(imap)} ${imapSecret ? Buffer.from(imapSecret).toString('base64') : ''}`;
