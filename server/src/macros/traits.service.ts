import { Injectable } from '@nestjs/common';
import type { FieldValues } from '#contracts/common.js';
import type { SetField, SetSubState } from '#contracts/macros.js';
import { CustomFieldsService } from '../custom-fields/custom-fields.service.js';
import { FieldSettingService } from '../custom-fields/field-setting.service.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SubStateChoiceService } from '../sub-states/sub-state-choice.service.js';
import type { LockedTicket } from '../tickets/ticket-lock.service.js';
import { choiceFault, isTrait, type KnownSubState, type KnownTraits, NO_TRAITS, unfitActions } from './trait.rules.js';

type Step = { readonly do: string; readonly state?: string };
interface AroundTickets {
  readonly known: KnownTraits;
  /** By ticket, as far as its actor may read them. */
  readonly fields: ReadonlyMap<string, FieldValues>;
}

/** Fields and sub-states where they meet steps: of macros, of rules, of changes of many tickets. */
@Injectable()
export class TraitsService {
  constructor(private readonly customFields: CustomFieldsService, private readonly setting: FieldSettingService, private readonly choices: SubStateChoiceService) {}

  /** What these steps need to know of the organisation's own; steps that touch none of it cost no look. */
  async around(tx: Tx, actor: Actor, ticketIds: readonly string[], actions: readonly Step[]): Promise<AroundTickets> {
    // What is solved is asked for its fields too.
    if (!actions.some((action) => isTrait(action) || action.state === 'solved')) return { known: NO_TRAITS, fields: new Map() };
    const fields = await this.customFields.readable(tx, actor);
    const subStates = actions.some(({ do: deed }) => deed === 'set_sub_state') ? await this.subStates(tx) : [];
    return { known: { fields, subStates }, fields: await this.customFields.valuesOf(tx, actor, ticketIds, fields) };
  }

  /** @throws Problem request/invalid: what nobody can mean, step by step. What stood there before may stay */
  async demandMeant(tx: Tx, actor: Actor, actions: readonly Step[], before: readonly Step[] = []): Promise<void> {
    if (!actions.some(isTrait)) return;
    const kept = new Set(before.map((action) => JSON.stringify(action)));
    const known = { fields: await this.customFields.readable(tx, actor), subStates: await this.subStates(tx) };
    const faults = unfitActions(actions, known).filter(({ place }) => !kept.has(JSON.stringify(actions[place])));
    if (faults.length > 0) throw new Problem('request/invalid', undefined, { fields: faults.map(({ place, code }) => ({ path: `actions.${place}`, code })) });
  }

  /** Keys of the fields that are not there for this reader. */
  async hiddenFrom(tx: Tx, actor: Actor): Promise<ReadonlySet<string>> {
    return this.customFields.hiddenFrom(tx, actor);
  }

  /** On a ticket that the caller holds. @throws Problem field/gone, field/not_shown, field/value_unfit */
  async setField(tx: Tx, actor: Actor, ticket: LockedTicket, { key, value }: SetField): Promise<void> {
    await this.setting.putHeld(tx, actor, ticket, key, value);
  }

  /** @throws Problem substate/gone, substate/unfit, and whatever refuses the move */
  async setSubState(tx: Tx, actor: Actor, ticketId: string, { subStateId }: SetSubState, seenSeq?: number): Promise<void> {
    await this.demandChoosable(tx, ticketId, subStateId);
    await this.choices.choose(tx, actor, ticketId, { subStateId, ...(seenSeq === undefined ? {} : { seenSeq }) });
  }

  private async demandChoosable(tx: Tx, ticketId: string, subStateId: string | null): Promise<void> {
    if (subStateId === null) return;
    const wanted = await tx.subState.findUnique({ where: { id: subStateId } });
    const now = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { state: true, subStateId: true } });
    if (now.subStateId === subStateId) return;
    const fault = choiceFault(wanted && { state: wanted.state, retired: wanted.retiredAt !== null }, now.state);
    if (fault) throw new Problem(fault);
  }

  private async subStates(tx: Tx): Promise<KnownSubState[]> {
    const rows = await tx.subState.findMany({ select: { id: true, key: true, state: true, isDefault: true, retiredAt: true } });
    return rows.map(({ retiredAt, ...row }) => ({ ...row, retired: retiredAt !== null }));
  }
}
