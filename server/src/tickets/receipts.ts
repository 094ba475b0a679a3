import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Peers, type Topic } from '../platform/nodes/peers.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import type { StoredMessage } from './message.rules.js';

const FLUSH_MS = 400;

interface Marks {
  customerDelivered: { staff: number; public: number };
  agentDelivered: { staff: number; public: number };
}
type Noted = Readonly<Marks> & { readonly ticketId: string };

/**
 * "Delivered": the other side's device had the message. Known only while processes live, and told at most every
 * 400 ms a conversation, to the other nodes too; "read" is a row. After a restart the devices fetch again, and the
 * marks come back.
 */
@Injectable()
export class Receipts implements OnApplicationShutdown {
  private readonly marks = new Map<string, Marks>();
  private readonly dirty = new Set<string>();
  private readonly elsewhere: Topic<readonly Noted[]>;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly sockets: Sockets, peers: Peers) {
    this.elsewhere = peers.topic('receipts');
    this.elsewhere.hear((noted) => noted.forEach((one) => this.learn(one)));
  }

  /** A public message went out to the sockets of its room. */
  delivered(message: StoredMessage): void {
    if (message.publicSeq === null || message.kind === 'system') return;
    const toCustomer = message.authorKind !== 'customer';
    const reached = this.sockets.isHeard(toCustomer ? '/visitor' : '/agent', rooms.conversation(message.ticketId));
    if (reached) this.note(message.ticketId, toCustomer ? 'customer' : 'agent', message.staffSeq, message.publicSeq);
  }

  /** The other side fetched up to here. */
  note(ticketId: string, by: 'customer' | 'agent', staffSeq: number, publicSeq: number): void {
    if (!this.advance(ticketId, by, { staff: staffSeq, public: publicSeq })) return;
    this.dirty.add(ticketId);
    this.timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Another node noted it. */
  private learn({ ticketId, customerDelivered, agentDelivered }: Noted): void {
    const customer = this.advance(ticketId, 'customer', customerDelivered);
    const agent = this.advance(ticketId, 'agent', agentDelivered);
    if (customer || agent) this.show(ticketId);
  }

  private advance(ticketId: string, by: 'customer' | 'agent', reached: { staff: number; public: number }): boolean {
    const marks = this.marks.get(ticketId) ?? { customerDelivered: { staff: 0, public: 0 }, agentDelivered: { staff: 0, public: 0 } };
    const mark = by === 'customer' ? marks.customerDelivered : marks.agentDelivered;
    if (reached.public <= mark.public) return false;
    mark.staff = Math.max(mark.staff, reached.staff);
    mark.public = reached.public;
    this.marks.set(ticketId, marks);
    return true;
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
    for (const ticketId of this.dirty) this.show(ticketId);
    this.elsewhere.tell([...this.dirty].flatMap((ticketId) => {
        const marks = this.marks.get(ticketId);
        return marks ? [{ ticketId, ...marks }] : [];
      }));
    this.dirty.clear();
  }

  private show(ticketId: string): void {
    const marks = this.marks.get(ticketId);
    if (!marks) return;
    const room = rooms.conversation(ticketId);
    if (marks.customerDelivered.public > 0) {
      this.sockets.push('/agent', room, 'receipt', { conversationId: ticketId, by: { kind: 'customer', id: null }, deliveredSeq: marks.customerDelivered.staff, readSeq: 0 });
    }
    if (marks.agentDelivered.public > 0) {
      this.sockets.push('/visitor', room, 'receipt', { conversationId: ticketId, by: { kind: 'agent', id: null }, deliveredSeq: marks.agentDelivered.public, readSeq: 0 });
    }
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
  }
}
