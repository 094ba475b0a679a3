import { Injectable } from '@nestjs/common';
import type { MacroAction, MacroState } from '#contracts/macros.js';
import { MAX_TAGS } from '#contracts/tickets.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SpamService } from '../spam/spam.service.js';
import { ConversationService } from '../tickets/conversation.service.js';
import { LastWordService } from '../tickets/last-word.service.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { TicketFactsService } from '../tickets/ticket-facts.service.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketStateService } from '../tickets/ticket-state.service.js';
import { MacroMeetingService } from './macro-meeting.service.js';
import { filledFor } from './macro-text.rules.js';
import { handOver, neededBy, tagsAfter } from './macro.rules.js';
import { TraitsService } from './traits.service.js';

export interface StepContext {
  /** The same one is written once. */
  readonly messageId: string;
  readonly seenSeq: number | undefined;
}
type Writing = Extract<MacroAction, { do: 'reply' | 'note' }>;

const VERBS = { open: 'resume', pending: 'wait', on_hold: 'hold', solved: 'solve' } as const satisfies Record<MacroState, keyof TicketStateService>;

/** One action on one ticket, through the verb that a person would use for it. */
@Injectable()
export class MacroStepService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly assignments: TicketAssignmentService,
    private readonly states: TicketStateService,
    private readonly facts: TicketFactsService,
    private readonly spam: SpamService,
    private readonly conversations: ConversationService,
    private readonly lastWords: LastWordService,
    private readonly meeting: MacroMeetingService,
    private readonly traits: TraitsService,
  ) {}

  /** @throws Problem permission/missing, macro/blank_open, ticket/unseen_message, and those of the verb */
  async take(tx: Tx, actor: StaffActor, ticketId: string, action: MacroAction, context: StepContext): Promise<void> {
    const permission = neededBy(action);
    if (!actor.permissions.has(permission)) throw new Problem('permission/missing', { permission });
    switch (action.do) {
      case 'set_state':
        return this.states[VERBS[action.state]](tx, actor, ticketId, { seenSeq: context.seenSeq });
      case 'set_priority':
        return this.facts.changeHeld(tx, actor, await this.open(tx, actor, ticketId), { priority: action.priority });
      case 'set_type':
        return this.facts.changeHeld(tx, actor, await this.open(tx, actor, ticketId), { type: action.type });
      case 'set_spam':
        return action.spam ? this.spam.mark(tx, actor, ticketId) : this.spam.lift(tx, actor, ticketId);
      case 'set_field':
        return this.traits.setField(tx, actor, await this.open(tx, actor, ticketId), action);
      case 'set_sub_state':
        return this.traits.setSubState(tx, actor, (await this.open(tx, actor, ticketId)).id, action, context.seenSeq);
      case 'add_tags':
      case 'remove_tags':
        return this.tag(tx, actor, await this.open(tx, actor, ticketId), action);
      case 'assign':
      case 'assign_person':
      case 'assign_team': {
        const to = handOver(action, actor.id);
        return to === null ? undefined : this.assignments.assign(tx, actor, ticketId, to);
      }
      case 'reply':
      case 'note':
        return this.write(tx, actor, await this.open(tx, actor, ticketId), action, context);
    }
  }

  private async open(tx: Tx, actor: StaffActor, ticketId: string): Promise<LockedTicket> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    if (ticket.state === 'closed') throw new Problem('ticket/closed');
    return ticket;
  }

  private async tag(tx: Tx, actor: StaffActor, ticket: LockedTicket, action: Extract<MacroAction, { do: 'add_tags' | 'remove_tags' }>): Promise<void> {
    const row = await tx.ticket.findUniqueOrThrow({ where: { id: ticket.id }, select: { tags: true } });
    const tags = tagsAfter(row.tags, action);
    if (tags.length > MAX_TAGS) throw new Problem('macro/too_many_tags', { most: MAX_TAGS });
    await this.facts.changeHeld(tx, actor, ticket, { tags });
  }

  private async write(tx: Tx, actor: StaffActor, ticket: LockedTicket, action: Writing, { messageId, seenSeq }: StepContext): Promise<void> {
    const internal = action.do === 'note';
    // Who was not read is not answered: what was written after the person looked stops the reply.
    if (!internal && !(await this.lastWords.seen(tx, actor, ticket.id, seenSeq))) throw new Problem('ticket/unseen_message');
    const { around } = await this.meeting.of(tx, actor, ticket.id, [action]);
    const filled = filledFor(action.texts, around.language, around.values);
    if (filled === null) throw new Problem('request/invalid');
    if (filled.open.length > 0) throw new Problem('macro/blank_open', { names: [...filled.open] });
    await this.conversations.sayAsStaff(tx, actor, ticket.id, { clientMessageId: messageId, text: filled.text, internal });
  }
}
