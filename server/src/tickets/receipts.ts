import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import type { StoredMessage } from './message.rules.js';

const FLUSH_MS = 400;

interface Marks {
  customerDelivered: { staff: number; public: number };
  agentDelivered: { staff: number; public: number };
}

/**
 * "Delivered": the other side's device had the message. Known only while the process lives and told at most every
 * 400 ms a conversation; "read" is a row. After a restart the devices fetch again, and the marks come back.
 */
@Injectable()
export class Receipts implements OnApplicationShutdown {
  private readonly marks = new Map<string, Marks>();
  private readonly dirty = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly sockets: Sockets) {}

  /** A public message went out to the sockets of its room. */
  delivered(message: StoredMessage): void {
    if (message.publicSeq === null || message.kind === 'system') return;
    const toCustomer = message.authorKind !== 'customer';
    const reached = this.sockets.isHeard(toCustomer ? '/visitor' : '/agent', rooms.conversation(message.ticketId));
    if (reached) this.note(message.ticketId, toCustomer ? 'customer' : 'agent', message.staffSeq, message.publicSeq);
  }

  /** The other side fetched up to here. */
  note(ticketId: string, by: 'customer' | 'agent', staffSeq: number, publicSeq: number): void {
    const marks = this.marks.get(ticketId) ?? { customerDelivered: { staff: 0, public: 0 }, agentDelivered: { staff: 0, public: 0 } };
    const mark = by === 'customer' ? marks.customerDelivered : marks.agentDelivered;
    if (publicSeq <= mark.public) return;
    mark.staff = Math.max(mark.staff, staffSeq);
    mark.public = publicSeq;
    this.marks.set(ticketId, marks);
    this.dirty.add(ticketId);
    this.timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  of(ticketId: string): Marks | undefined {
    return this.marks.get(ticketId);
  }

  /** Forgets conversations that nobody has open. */
  keepOnly(open: ReadonlySet<string>): void {
    for (const ticketId of this.marks.keys()) if (!open.has(ticketId)) this.marks.delete(ticketId);
  }

  private flush(): void {
    this.timer = null;
    for (const ticketId of this.dirty) {
      const marks = this.marks.get(ticketId);
      if (!marks) continue;
      const room = rooms.conversation(ticketId);
      if (marks.customerDelivered.public > 0) {
        this.sockets.push('/agent', room, 'receipt', { conversationId: ticketId, by: { kind: 'customer', id: null }, deliveredSeq: marks.customerDelivered.staff, readSeq: 0 });
      }
      if (marks.agentDelivered.public > 0) {
        this.sockets.push('/visitor', room, 'receipt', { conversationId: ticketId, by: { kind: 'agent', id: null }, deliveredSeq: marks.agentDelivered.public, readSeq: 0 });
      }
    }
    this.dirty.clear();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
  }
}
