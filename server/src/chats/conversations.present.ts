import type { Conversation } from '#contracts/widget.js';
import { presentToCustomer } from '../promises/promises.present.js';
import { presentProof } from '../proofs/proofs.present.js';
import type { LoadedConversation } from './conversation.record.js';
import type { QueuePlace } from './queue-position.service.js';

const PREVIEWS = ['picture', 'file'] as const;
const SPEAKERS = ['customer', 'agent', 'bot', 'system'] as const;

/** A ticket as its customer may see it: nothing of notes, teams or who else looks. */
export function presentConversation(ticket: LoadedConversation, place: QueuePlace | null, marks: { agentDelivered: number; agentRead: number }, reopenable: boolean): Conversation {
  const [chat] = ticket.chats;
  const { timeline } = ticket;
  const closed = ticket.state === 'closed';
  const live = chat !== undefined && chat.state !== 'ended';
  const [owed] = ticket.promises;
  const [waiting] = ticket.proofs;
  const files = timeline?.preview ? null : (PREVIEWS.find((kind) => kind === timeline?.previewFiles) ?? null);
  const by = SPEAKERS.find((speaker) => speaker === timeline?.previewBy);
  return {
    id: ticket.id,
    head: timeline?.publicHead ?? 0,
    readSeq: timeline?.customerReadSeq ?? 0,
    unread: timeline?.customerUnread ?? 0,
    state: closed ? 'closed' : live || owed || (!chat && ticket.state !== 'solved') ? 'open' : 'ended',
    chat: !live ? 'none' : chat.state === 'accepted' ? 'active' : 'queued',
    agent: chat?.state === 'accepted' ? ticket.assignee : null,
    promise: owed ? presentToCustomer(owed) : null,
    proof: waiting ? presentProof(waiting) : null,
    queue: place ? { position: place.position, etaSeconds: place.etaSeconds } : null,
    last: timeline && by && (timeline.preview || files) ? { text: timeline.preview ?? '', files, by, at: timeline.lastMessageAt.toISOString() } : null,
    agentDeliveredSeq: Math.max(marks.agentDelivered, marks.agentRead),
    agentReadSeq: marks.agentRead,
    createdAt: ticket.createdAt.toISOString(),
    can: { write: true, end: live, reopen: reopenable || (!closed && !live) },
  };
}
