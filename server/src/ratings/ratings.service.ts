import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '#contracts/common.js';
import type { RatingAnswers, RatingRequest } from '#contracts/ratings.js';
import type { Chat, Rating } from '#prisma/generated/client.js';
import { type Actor, isVisitor, type VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { ownsConversation } from '../tickets/tickets.policy.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { standing, strayTags } from './rating.rules.js';
import { presentRequest } from './ratings.present.js';

type Answers = Omit<RatingAnswers, 'chatId'>;
const LATEST = { orderBy: { id: 'desc' }, take: 1, include: { rating: true } } as const;

/** What a customer says about a chat: asked once at its end, answered once, changed for a day, or put aside for good. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly settings: SettingsService,
    private readonly access: ConversationAccess,
    private readonly tickets: TicketLockService,
    private readonly timelines: TimelineService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found for a conversation that is missing or somebody else's */
  async request(actor: VisitorActor, ticketId: string, locale: Locale): Promise<RatingRequest> {
    await this.access.asVisitor(actor, ticketId);
    const [chat] = await this.db.prisma.chat.findMany({ where: { ticketId }, ...LATEST });
    const { ratingAsked, ratingTags } = await this.settings.current();
    const may = chat ? standing(chat, chat.rating, ratingAsked, this.clock.now()) : { ask: false, rate: false };
    return presentRequest(chat?.id ?? null, chat?.rating ?? null, may, ratingTags, locale);
  }

  /** Saying the same again changes nothing. @throws Problem rating/closed when it is too late, or another chat has begun; request/invalid for a tag of another score */
  async answer(tx: Tx, actor: Actor, ticketId: string, { chatId, ...given }: RatingAnswers): Promise<void> {
    const { chat, rating, list } = await this.held(tx, actor, ticketId, chatId);
    const answers = { ...given, tags: [...new Set(given.tags)].sort(), comment: given.comment.trim() };
    const stray = strayTags(answers.tags, answers.score, list);
    if (stray.length > 0) throw new Problem('request/invalid', undefined, { fields: [{ path: 'tags', code: 'unknown' }] });
    if (rating && rating.score !== null) await this.change(tx, actor, rating, answers);
    else await this.give(tx, actor, chat, rating, answers);
  }

  /** Puts the question aside: it is not put again. One that was answered stays answered. */
  async dismiss(tx: Tx, actor: Actor, ticketId: string, chatId: string): Promise<void> {
    const { chat, rating } = await this.held(tx, actor, ticketId, chatId);
    if (rating) return;
    await tx.rating.create({ data: { ...this.blank(actor, chat), tags: [] } });
    await this.events.record(tx, actor, 'rating.dismissed', chat.id, { chatId, ticketId });
  }

  private async give(tx: Tx, actor: Actor, chat: Chat, aside: Rating | null, { comment, ...answers }: Answers): Promise<void> {
    const data = { ...answers, comment: comment || null, answeredAt: this.clock.now() };
    const rating = aside ? await tx.rating.update({ where: { id: aside.id }, data }) : await tx.rating.create({ data: { ...this.blank(actor, chat), ...data } });
    const agents = await this.whoWrote(tx, chat);
    await tx.ratingAgent.createMany({ data: agents.map((agent) => ({ ratingId: rating.id, ...agent })) });
    await this.tell(tx, actor, 'rating.given', rating, agents.map(({ accountId }) => accountId));
  }

  private async change(tx: Tx, actor: Actor, before: Rating, { comment, ...answers }: Answers): Promise<void> {
    const same = before.score === answers.score && before.solved === answers.solved && (before.comment ?? '') === comment && before.tags.join() === answers.tags.join();
    if (same) return;
    const rating = await tx.rating.update({ where: { id: before.id }, data: { ...answers, comment: comment || null, changedAt: this.clock.now(), version: { increment: 1 } } });
    const agents = await tx.ratingAgent.findMany({ where: { ratingId: rating.id }, select: { accountId: true } });
    await this.tell(tx, actor, 'rating.changed', rating, agents.map(({ accountId }) => accountId));
  }

  private async tell(tx: Tx, actor: Actor, name: 'rating.given' | 'rating.changed', { id, chatId, ticketId, teamId, score, solved }: Rating, agentIds: string[]): Promise<void> {
    if (score === null) return;
    await this.timelines.append(tx, actor, ticketId, [{ code: 'chat.rated', data: { score, solved, again: name === 'rating.changed' } }]);
    await this.events.record(tx, actor, name, chatId, { ratingId: id, chatId, ticketId, teamId, agentIds, score, solved });
  }

  private blank(actor: Actor, chat: Chat) {
    return { id: newId(), chatId: chat.id, ticketId: chat.ticketId, visitorId: actor.id, teamId: chat.teamId, createdAt: this.clock.now() };
  }

  /** The ticket is held, so that two windows of the customer answer one after the other. */
  private async held(tx: Tx, actor: Actor, ticketId: string, chatId: string) {
    const ticket = await this.tickets.hold(tx, ticketId);
    if (!isVisitor(actor) || !ownsConversation(actor, ticket)) throw new Problem('conversation/not_found');
    const [chat] = await tx.chat.findMany({ where: { ticketId }, ...LATEST });
    const { ratingAsked, ratingTags } = await this.settings.current();
    if (!chat || chat.id !== chatId || !standing(chat, chat.rating, ratingAsked, this.clock.now()).rate) throw new Problem('rating/closed');
    return { chat, rating: chat.rating, list: ratingTags };
  }

  /** The people who wrote to the customer between the chat's beginning and its end, with how often. */
  private async whoWrote(tx: Tx, chat: Chat): Promise<{ accountId: string; replies: number }[]> {
    const written = await tx.message.groupBy({
      by: ['senderId'],
      where: { ticketId: chat.ticketId, authorKind: 'agent', internal: false, recalledAt: null, kind: { not: 'system' }, createdAt: { gte: chat.createdAt, lte: chat.endedAt ?? this.clock.now() } },
      _count: { _all: true },
    });
    return written.flatMap(({ senderId, _count }) => (senderId ? [{ accountId: senderId, replies: _count._all }] : []));
  }
}
