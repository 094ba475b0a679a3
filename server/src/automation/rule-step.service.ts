import { Inject, Injectable } from '@nestjs/common';
import type { RuleAction, RuleStep } from '#contracts/automation.js';
import type { MacroState } from '#contracts/macros.js';
import { tagsAfter } from '../macros/macro.rules.js';
import { TraitsService } from '../macros/traits.service.js';
import type { RuleActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { TicketNeedsService } from '../routing/ticket-needs.service.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { TicketFactsService } from '../tickets/ticket-facts.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketStateService } from '../tickets/ticket-state.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { WebhookQueueService } from '../webhooks/webhook-queue.service.js';
import type { MetTicket } from './meeting.rules.js';
import { raised } from './step.rules.js';

const VERBS = { open: 'resume', pending: 'wait', on_hold: 'hold', solved: 'solve' } as const satisfies Record<MacroState, keyof TicketStateService>;

/** The run of a rule within which its actions are done. */
export interface Run {
  readonly id: string;
  readonly version: number;
  readonly trigger: string;
}

/** One action of a rule on one ticket, through the verb that a person would use for it. */
@Injectable()
export class RuleSteps {
  constructor(
    private readonly lock: TicketLockService,
    private readonly assignments: TicketAssignmentService,
    private readonly states: TicketStateService,
    private readonly facts: TicketFactsService,
    private readonly timelines: TimelineService,
    private readonly needs: TicketNeedsService,
    private readonly traits: TraitsService,
    private readonly webhooks: WebhookQueueService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Endpoints that are told by these actions, locked in order of id: two rules that tell the same ones never wait for each other crosswise. */
  async holdEndpoints(tx: Tx, actions: readonly RuleAction[]): Promise<void> {
    const ids = actions.flatMap((action) => (action.do === 'webhook' ? [action.endpointId] : []));
    if (ids.length > 1) await this.webhooks.holdAll(tx, ids);
  }

  /** @param step what was decided about it and is to be done @throws Problem those of the verb */
  async take(tx: Tx, actor: RuleActor, ticket: MetTicket, action: RuleAction, step: RuleStep, run: Run): Promise<void> {
    switch (action.do) {
      case 'assign_person':
        return this.assignments.assign(tx, actor, ticket.id, { accountId: action.accountId });
      case 'assign_team':
        return this.assignments.assign(tx, actor, ticket.id, { accountId: null, teamId: action.teamId });
      case 'unassign':
        return this.assignments.assign(tx, actor, ticket.id, { accountId: null });
      case 'set_state':
        // A rule has read what it was asked about; a later word of the customer stops it like anybody.
        return this.states[VERBS[action.state]](tx, actor, ticket.id, { seenSeq: ticket.staffHead });
      case 'set_priority':
        return this.put(tx, actor, ticket.id, { priority: action.priority });
      case 'set_type':
        return this.put(tx, actor, ticket.id, { type: action.type });
      case 'set_field':
        return this.traits.setField(tx, actor, await this.lock.hold(tx, ticket.id), action);
      case 'set_sub_state':
        return this.traits.setSubState(tx, actor, ticket.id, action, ticket.staffHead);
      case 'add_tags':
      case 'remove_tags': {
        const { tags } = await tx.ticket.findUniqueOrThrow({ where: { id: ticket.id }, select: { tags: true } });
        return this.put(tx, actor, ticket.id, { tags: tagsAfter(tags, action) });
      }
      case 'escalate':
        return step.from === null ? undefined : this.put(tx, actor, ticket.id, { priority: raised(step.from) });
      case 'reply':
        return this.reply(tx, actor, ticket, step.text ?? '');
      case 'note':
        if ((await this.timelines.sayByItself(tx, actor, ticket.id, step.text ?? '', true)) === null) throw new Problem('conversation/closed');
        return;
      case 'webhook':
        return this.send(tx, actor, ticket, action.endpointId, run);
      case 'need_skill':
        return this.needs.add(tx, actor, ticket.id, action.skillId, action.level);
      case 'route':
        return this.needs.ask(tx, actor, ticket.id);
      case 'notify':
      case 'notify_person':
        return;
    }
  }

  /** Kept in this commit as a row for the endpoint; what leaves is sent later. */
  private async send(tx: Tx, actor: RuleActor, { id: ticketId }: MetTicket, endpointId: string, { id: runId, version, trigger }: Run): Promise<void> {
    const facts = { ruleId: actor.id, ruleVersion: version, runId, trigger };
    if (!(await this.webhooks.sendForTicket(tx, endpointId, { ticketId, source: runId, facts }))) throw new Problem('webhook/off');
  }

  private async put(tx: Tx, actor: RuleActor, ticketId: string, wish: Parameters<TicketFactsService['changeHeld']>[3]): Promise<void> {
    await this.facts.changeHeld(tx, actor, await this.lock.hold(tx, ticketId), wish);
  }

  /** In the shop's name: no person wrote it. */
  private async reply(tx: Tx, actor: RuleActor, { id: ticketId, visitorId, shop }: MetTicket, text: string): Promise<void> {
    if (visitorId === null) throw new Problem('rule/no_reader');
    const messageId = await this.timelines.sayByItself(tx, { ...actor, name: shop }, ticketId, text);
    if (messageId === null) throw new Problem('conversation/closed');
    await tx.ruleReply.create({ data: { messageId, ticketId, visitorId, ruleId: actor.id, createdAt: this.clock.now() } });
  }
}
