import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Rating, RatingSummary } from '#contracts/ratings.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { type LoadedRating, RATING_INCLUDE } from './rating.record.js';
import { countScores, tally } from './rating.rules.js';
import { labelled, presentRating } from './ratings.present.js';

const DAY_MS = 24 * 3_600_000;
const SHOWN = 20;
/** More than that in one period is what reports are for. */
const MOST = 5_000;

/** Ratings as the staff reads them: one ticket's, and a lead's counts of a period. */
@Injectable()
export class RatingBoardService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The ratings of a ticket's chats, the latest first. @throws Problem conversation/not_found when the ticket is missing or not for this person to see */
  async ofTicket(actor: Actor, ticketId: string): Promise<{ items: Rating[] }> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    const ratings = await this.db.prisma.rating.findMany({ where: { ticketId }, include: RATING_INCLUDE, orderBy: { id: 'desc' }, take: SHOWN });
    return { items: await this.present(ratings) };
  }

  async summary(actor: Actor, days: number): Promise<z.infer<typeof RatingSummary>> {
    const since = new Date(this.clock.now().getTime() - days * DAY_MS);
    const chats = {
      endedAt: { gte: since },
      acceptedAt: { not: null },
      NOT: { result: 'spam' },
      ...(actor.permissions.has('ticket.read_all') ? {} : { OR: [{ teamId: { in: [...actor.teamIds] } }, { teamId: null }] }),
    };
    const [asked, ratings, { ratingTags }] = await Promise.all([
      this.db.prisma.chat.count({ where: chats }),
      this.db.prisma.rating.findMany({ where: { chat: chats }, include: RATING_INCLUDE, orderBy: { createdAt: 'desc' }, take: MOST }),
      this.settings.current(),
    ]);
    const answered = ratings.filter((rating) => rating.score !== null);
    const picked = answered.flatMap((rating) => rating.tags);
    return {
      since: since.toISOString(),
      asked,
      answered: answered.length,
      dismissed: ratings.length - answered.length,
      scores: countScores(answered.map((rating) => rating.score)),
      solved: tally(answered.map((rating) => rating.solved)),
      tags: labelled([...new Set(picked)], ratingTags)
        .map((tag) => ({ ...tag, count: picked.filter((key) => key === tag.key).length }))
        .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key)),
      agents: perAgent(answered),
      latest: await this.present(answered.slice(0, SHOWN)),
    };
  }

  private async present(ratings: readonly LoadedRating[]): Promise<Rating[]> {
    const teamIds = ratings.flatMap((rating) => rating.teamId ?? []);
    const [teams, { ratingTags }] = await Promise.all([
      this.db.prisma.team.findMany({ where: { id: { in: teamIds } }, select: { id: true, name: true } }),
      this.settings.current(),
    ]);
    const byId = new Map(teams.map((team) => [team.id, team]));
    return ratings.flatMap((rating) => presentRating(rating, byId, ratingTags));
  }
}

function perAgent(ratings: readonly LoadedRating[]): RatingSummary['agents'] {
  const found = new Map<string, { agent: RatingSummary['agents'][number]['agent']; given: (number | null)[] }>();
  for (const { agents, score } of ratings) {
    for (const { account } of agents) {
      const entry = found.get(account.id) ?? { agent: account, given: [] };
      entry.given.push(score);
      found.set(account.id, entry);
    }
  }
  return [...found.values()]
    .map(({ agent, given }) => ({ agent, answered: given.length, scores: countScores(given) }))
    .sort((a, b) => a.agent.name.localeCompare(b.agent.name));
}
