import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '#contracts/common.js';
import type { StaffTranscriptQuery, TranscriptFormat, TranscriptQuery } from '#contracts/transcripts.js';
import { knownZone } from '../customers/visitor.rules.js';
import { type Actor, isStaff, type VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { cleanName } from '../platform/files/file-name.rules.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import type { Stream } from '../tickets/message.rules.js';
import { TimelineWalkService } from '../tickets/timeline-walk.service.js';
import { WORDS } from './templates/words.js';
import { clockOf, htmlPaper, textPaper } from './transcript.rules.js';
import { lineOf } from './transcript-line.rules.js';

export interface Transcript {
  readonly name: string;
  readonly type: string;
  /** Made while it is read: a talk of any length takes the room of one page. */
  readonly pieces: AsyncGenerator<string>;
}
export interface Wanted {
  readonly format: TranscriptFormat;
  readonly locale: Locale;
  readonly zone?: string | null | undefined;
  readonly stream: Stream;
  /** Ends after so many characters; what is left out is told. */
  readonly most?: number;
}

/** Talks, written down for whoever may read them. */
@Injectable()
export class TranscriptsService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly walk: TimelineWalkService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found, whether it is missing or somebody else's */
  async forCustomer(actor: VisitorActor, ticketId: string, query: TranscriptQuery): Promise<Transcript> {
    await this.access.asVisitor(actor, ticketId);
    return this.compose(ticketId, { ...query, stream: 'public' });
  }

  /** Staff takes a copy out of the desk: that is on the record. @throws Problem conversation/not_found */
  async take(tx: Tx, actor: Actor, ticketId: string, { format, notes }: StaffTranscriptQuery): Promise<void> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    await this.events.record(tx, actor, 'transcript.taken', ticketId, { ticketId, format, notes: notes === 'true' });
  }

  /** Whoever asks has been let in by `take`, or is who the letter is for. */
  async compose(ticketId: string, wanted: Wanted): Promise<Transcript> {
    const ticket = await this.db.prisma.ticket.findUniqueOrThrow({
      where: { id: ticketId },
      select: { number: true, visitor: { select: { zone: true } }, channel: { select: { store: { select: { name: true } } } } },
    });
    const { format, locale } = wanted;
    const shop = ticket.channel.store.name;
    const zone = knownZone(wanted.zone ?? undefined) ?? knownZone(ticket.visitor?.zone ?? undefined) ?? 'UTC';
    return {
      name: cleanName(`${shop.replace(/[/\\]/g, ' ')} ${ticket.number}`, format === 'html' ? 'html' : 'txt'),
      type: format === 'html' ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
      pieces: this.pieces(ticketId, wanted, { shop, number: ticket.number, zone, locale }),
    };
  }

  private async *pieces(ticketId: string, { format, stream, most = Infinity }: Wanted, { shop, number, zone, locale }: { shop: string; number: number; zone: string; locale: Locale }): AsyncGenerator<string> {
    const words = WORDS[locale];
    const paper = format === 'html' ? htmlPaper(words, locale) : textPaper(words);
    const when = clockOf(locale, zone);
    yield paper.head({ shop, number, zone, savedAt: when(this.clock.now().toISOString()), internal: stream === 'staff' });
    let [count, room] = [0, most];
    for await (const message of this.walk.entries(ticketId, stream)) {
      const line = lineOf(message, words, when);
      if (!line) continue;
      const piece = paper.line(line, when(line.at));
      room -= piece.length;
      if (room < 0) break;
      count += 1;
      yield piece;
    }
    yield paper.foot(count, room < 0);
  }
}
