import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { RuleRuns, RuleRunsQuery } from '#contracts/automation.js';
import type { Prisma } from '#prisma/generated/client.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { TraitsService } from '../macros/traits.service.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { presentRun, RUN_PARTS } from './rules.present.js';

type Page = z.infer<typeof RuleRunsQuery>;

/** What rules did and left, and why: of one ticket, or of one rule. */
@Injectable()
export class RuleRunsService {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly traits: TraitsService) {}

  /** @throws Problem conversation/not_found */
  async ofTicket(actor: StaffActor, ticketId: string, query: Page): Promise<z.infer<typeof RuleRuns>> {
    await this.access.asStaff(actor, ticketId);
    return this.page(actor, { ticketId }, query);
  }

  /** On tickets that the caller may read. @throws Problem resource/not_found */
  async ofRule(actor: StaffActor, ruleId: string, query: Page): Promise<z.infer<typeof RuleRuns>> {
    if ((await this.db.prisma.rule.count({ where: { id: ruleId, removedAt: null } })) === 0) throw new Problem('resource/not_found');
    return this.page(actor, { ruleId, ticket: reachWhere(actor) }, query);
  }

  private async page(actor: StaffActor, where: Prisma.RuleRunWhereInput, { cursor, limit }: Page): Promise<z.infer<typeof RuleRuns>> {
    const rows = await this.db.prisma.ruleRun.findMany({ where: { ...where, ...(cursor ? { id: { lt: cursor } } : {}) }, include: RUN_PARTS, orderBy: { id: 'desc' }, take: limit + 1 });
    const page = rows.slice(0, limit);
    const hidden = await this.traits.hiddenFrom(this.db.prisma, actor);
    return { items: page.map((row) => presentRun(row, hidden)), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
}
