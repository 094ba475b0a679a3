import { Injectable } from '@nestjs/common';
import type { MacroAction, MacroRun } from '#contracts/macros.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { MacroStepService } from './macro-step.service.js';
import { MacrosService } from './macros.service.js';

interface Deed {
  readonly actions: readonly MacroAction[];
  /** The same one writes no message twice. */
  readonly runId: string;
  readonly seenSeq: number | undefined;
}

/** Does what a macro says to one ticket: all of it, or nothing. */
@Injectable()
export class MacroRunService {
  constructor(
    private readonly macros: MacrosService,
    private readonly lock: TicketLockService,
    private readonly steps: MacroStepService,
    private readonly events: Events,
  ) {}

  /** @throws Problem resource/not_found, conversation/not_found, request/stale, macro/step_failed */
  async run(tx: Tx, actor: StaffActor, ticketId: string, { macroId, version, runId, seenSeq }: MacroRun): Promise<void> {
    const macro = await this.macros.readable(tx, actor, macroId, version);
    await this.perform(tx, actor, ticketId, { actions: macro.actions, runId, seenSeq });
    await this.macros.countUse(tx, actor, macroId);
    await this.events.record(tx, actor, 'macro.applied', ticketId, { macroId, version: macro.version, ticketId });
  }

  /**
   * The actions one after the other, in the caller's transaction.
   * @throws Problem conversation/not_found; macro/step_failed with the place of the step and why
   */
  async perform(tx: Tx, actor: StaffActor, ticketId: string, { actions, runId, seenSeq }: Deed): Promise<void> {
    await this.lock.forStaff(tx, actor, ticketId);
    for (const [step, action] of actions.entries()) {
      try {
        await this.steps.take(tx, actor, ticketId, action, { messageId: `${runId}:${step}`, seenSeq });
      } catch (fault) {
        if (!(fault instanceof Problem)) throw fault;
        throw new Problem('macro/step_failed', { step: step + 1, do: action.do, code: fault.code, ...(fault.data ? { data: fault.data } : {}) });
      }
    }
  }
}
