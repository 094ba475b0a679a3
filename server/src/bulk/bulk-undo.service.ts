import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '#contracts/errors.js';
import { MacroActions } from '#contracts/macros.js';
import { FieldSettingService } from '../custom-fields/field-setting.service.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SpamService } from '../spam/spam.service.js';
import { SubStateChoiceService } from '../sub-states/sub-state-choice.service.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { TicketFactsService } from '../tickets/ticket-facts.service.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketStateService } from '../tickets/ticket-state.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { BulkFactsService } from './bulk-facts.service.js';
import { keysIn, type Restoration, restorationOf, TicketFacts } from './undo.rules.js';

const VERBS = { open: 'resume', pending: 'wait', on_hold: 'hold', solved: 'solve' } as const;
const isKnown = (state: string): state is keyof typeof VERBS => Object.hasOwn(VERBS, state);

/** Puts one ticket back as a change found it, wherever nobody has changed it since. */
@Injectable()
export class BulkUndoService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly assignments: TicketAssignmentService,
    private readonly states: TicketStateService,
    private readonly facts: TicketFactsService,
    private readonly spam: SpamService,
    private readonly timelines: TimelineService,
    private readonly found: BulkFactsService,
    private readonly setting: FieldSettingService,
    private readonly choices: SubStateChoiceService,
  ) {}

  /** @returns why something of it was left as it is; null when all went back */
  async takeBack(tx: Tx, actor: StaffActor, changeId: string, ticketId: string): Promise<ErrorCode | null> {
    const item = await tx.bulkItem.findUnique({ where: { changeId_ticketId: { changeId, ticketId } }, include: { change: { select: { actions: true } } } });
    const [before, after] = [TicketFacts.safeParse(item?.before).data, TicketFacts.safeParse(item?.after).data];
    // The caller changed this ticket himself: what it became then takes nothing of the right to take it back.
    const ticket = await this.lock.hold(tx, ticketId);
    if (!item || !before || !after) throw new Problem('resource/not_found');
    if (ticket.state === 'closed' && before.spam === after.spam) throw new Problem('ticket/closed');
    const actions = MacroActions.parse(item.change.actions);
    const now = await this.found.of(tx, ticketId, keysIn(actions));
    if (!now) throw new Problem('resource/not_found');
    const back = restorationOf(before, after, now);
    if (back.spam !== undefined) await this.unmark(tx, actor, ticketId, back.spam);
    if (back.holder) await this.giveBack(tx, actor, ticket, back.holder);
    await this.restore(tx, actor, ticketId, back);
    if (back.left) return 'bulk/changed_since';
    return actions.some((action) => action.do === 'reply' || action.do === 'note') ? 'bulk/said' : null;
  }

  private async unmark(tx: Tx, actor: StaffActor, ticketId: string, spam: boolean): Promise<void> {
    demand(actor, 'ticket.edit');
    await (spam ? this.spam.mark(tx, actor, ticketId) : this.spam.lift(tx, actor, ticketId));
  }

  private async giveBack(tx: Tx, actor: StaffActor, ticket: LockedTicket, to: { assigneeId: string | null; teamId: string | null }): Promise<void> {
    demand(actor, 'ticket.assign');
    const assignee = to.assigneeId ? await tx.account.findFirst({ where: { id: to.assigneeId, deactivatedAt: null }, select: { name: true } }) : null;
    if (to.assigneeId && !assignee) throw new Problem('resource/not_found');
    await this.assignments.hand(tx, actor, ticket, to);
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'ticket.assigned', data: { name: assignee?.name ?? null, byName: actor.name } }]);
  }

  private async restore(tx: Tx, actor: StaffActor, ticketId: string, { state, priority, type, tags, fields, subState }: Restoration): Promise<void> {
    if (priority || type || tags) {
      demand(actor, 'ticket.edit');
      await this.facts.changeHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), { priority, type, ...(tags ? { tags: [...tags] } : {}) });
    }
    if (fields) {
      demand(actor, 'ticket.edit');
      await this.setting.putBackHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), fields);
    }
    if (state !== undefined && isKnown(state)) {
      demand(actor, 'ticket.close');
      await this.states[VERBS[state]](tx, actor, ticketId);
    }
    if (!subState) return;
    demand(actor, 'ticket.close');
    await this.choices.putBack(tx, actor, ticketId, subState.id);
  }
}

function demand(actor: StaffActor, permission: 'ticket.assign' | 'ticket.edit' | 'ticket.close'): void {
  if (!actor.permissions.has(permission)) throw new Problem('permission/missing', { permission });
}
