import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ServerPayload } from '#contracts/sockets.js';
import { authorNameOf } from '../customers/contact.policy.js';
import type { StaffActor, VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import type { Client } from '../platform/sockets/client.js';
import { Door } from '../platform/sockets/door.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ConversationAccess } from './conversation-access.service.js';
import { ConversationService } from './conversation.service.js';
import { MessageRecallService } from './message-recall.service.js';
import { Presence } from './presence.js';
import { TimelineService } from './timeline.service.js';

/** The live side of a timeline: what each socket event does, for both namespaces. */
@Injectable()
export class TimelineSockets implements OnModuleInit {
  constructor(
    private readonly door: Door,
    private readonly sockets: Sockets,
    private readonly access: ConversationAccess,
    private readonly conversations: ConversationService,
    private readonly timelines: TimelineService,
    private readonly recalls: MessageRecallService,
    private readonly presence: Presence,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.door.on('message:send', {
      visitor: async (client, send) => {
        if (send.conversationId !== undefined && !client.allowed.has(send.conversationId)) await this.access.ofVisitor(client, send.conversationId);
        const sent = await this.conversations.send(client.actor, send, client.id);
        client.allowed.add(sent.conversationId);
        return sent;
      },
      agent: async (client, { conversationId, ...send }) => {
        if (conversationId === undefined) throw new Problem('request/invalid', undefined, { fields: [{ path: 'conversationId', code: 'required' }] });
        if (!client.allowed.has(conversationId)) await this.access.ofAgent(client, conversationId);
        return this.conversations.sendAsStaff(client.actor, conversationId, send, client.id);
      },
    });
    this.door.on('conversation:open', {
      visitor: async (client, { conversationId }) => {
        await this.access.ofVisitor(client, conversationId);
        return { head: await this.openForVisitor(client, conversationId) };
      },
      agent: async (client, { conversationId }) => {
        await this.access.ofAgent(client, conversationId);
        return { head: await this.openForAgent(client, conversationId) };
      },
    });
    this.door.on('conversation:close', { visitor: (client, { conversationId }) => this.close(client, conversationId), agent: (client, { conversationId }) => this.close(client, conversationId) });
    this.door.on('conversation:sync', {
      visitor: async (client, { conversationId, ...window }) => {
        await this.access.ofVisitor(client, conversationId);
        return this.timelines.page(conversationId, 'public', window);
      },
      agent: async (client, { conversationId, ...window }) => {
        await this.access.ofAgent(client, conversationId);
        return this.timelines.page(conversationId, 'staff', window);
      },
    });
    this.door.on('conversation:read', {
      visitor: async (client, { conversationId, seq }) => {
        await this.access.ofVisitor(client, conversationId);
        return this.readByCustomer(conversationId, seq);
      },
      agent: async (client, { conversationId, seq }) => {
        await this.access.ofAgent(client, conversationId);
        return this.readByStaff(client, conversationId, seq);
      },
    });
    this.door.on('message:recall', {
      visitor: async (client, { conversationId, messageId }) => {
        await this.access.ofVisitor(client, conversationId);
        return this.db.transaction((tx) => this.recalls.recall(tx, client.actor, 'public', conversationId, messageId));
      },
      agent: async (client, { conversationId, messageId }) => {
        await this.access.ofAgent(client, conversationId);
        return this.db.transaction((tx) => this.recalls.recall(tx, client.actor, 'staff', conversationId, messageId));
      },
    });
    this.door.on('typing', {
      visitor: async (client, { conversationId, on }) => {
        await this.access.ofVisitor(client, conversationId);
        this.sockets.tell('/agent', rooms.conversation(conversationId), 'typing', typing(conversationId, 'customer', client.actor, on));
        return {};
      },
      agent: async (client, { conversationId, on }) => {
        await this.access.ofAgent(client, conversationId);
        const payload = typing(conversationId, 'agent', client.actor, on);
        // Who may only read or note is none of the customer's business.
        if (client.actor.permissions.has('ticket.reply')) this.sockets.tell('/visitor', rooms.conversation(conversationId), 'typing', payload);
        this.sockets.tell('/agent', rooms.conversation(conversationId), 'typing', payload, client.id);
        return {};
      },
    });
  }

  // Subscribed before the head is read: what commits in between arrives as an event, so nothing falls in a gap.
  private async openForVisitor(client: Client<VisitorActor>, ticketId: string): Promise<number> {
    client.joinConversation(ticketId);
    this.presence.changed(ticketId);
    return (await this.timelines.heads(ticketId)).publicHead;
  }

  private async openForAgent(client: Client<StaffActor>, ticketId: string): Promise<number> {
    client.joinConversation(ticketId);
    await this.access.stillOfAgent(client, ticketId);
    this.presence.changed(ticketId);
    return (await this.timelines.heads(ticketId)).staffHead;
  }

  private close(client: Client, ticketId: string): Record<never, never> {
    client.leaveConversation(ticketId);
    this.presence.changed(ticketId);
    return {};
  }

  private async readByCustomer(ticketId: string, seq: number): Promise<Record<never, never>> {
    const read = await this.timelines.readByCustomer(ticketId, seq);
    const receipt = { conversationId: ticketId, by: { kind: 'customer' as const, id: null }, deliveredSeq: read.staffSeq, readSeq: read.staffSeq };
    this.sockets.tell('/agent', rooms.conversation(ticketId), 'receipt', receipt);
    return {};
  }

  private async readByStaff(client: Client<StaffActor>, ticketId: string, seq: number): Promise<Record<never, never>> {
    const read = await this.timelines.readByStaff(ticketId, client.actor.id, seq);
    const by = { kind: 'agent' as const, id: client.actor.id };
    this.sockets.tell('/visitor', rooms.conversation(ticketId), 'receipt', { conversationId: ticketId, by, deliveredSeq: read.publicSeq, readSeq: read.publicSeq });
    this.sockets.tell('/agent', rooms.account(client.actor.id), 'changed', { kind: 'queue', id: 'tickets', version: read.staffSeq }, client.id);
    return {};
  }
}

const typing = (conversationId: string, kind: 'customer' | 'agent', actor: VisitorActor | StaffActor, on: boolean): ServerPayload<'typing'> => ({
  conversationId,
  by: { kind, id: actor.id, name: authorNameOf(actor) },
  on,
});
