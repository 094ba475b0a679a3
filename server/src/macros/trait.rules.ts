import type { FieldValue, FieldValues } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import { checkValue, missingFields } from '#contracts/custom-fields.rules.js';
import type { ErrorCode } from '#contracts/errors.js';
import type { SetField, SetSubState } from '#contracts/macros.js';
import { TicketType } from '#contracts/tickets.js';
import { codeOf, judge } from '../custom-fields/field-changes.rules.js';

/** A ticket as far as it decides about what is the organisation's own: values of fields, and the part of its state. */
export interface Traits {
  readonly state: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly teamId: string | null;
  readonly channelId: string;
  readonly fields: FieldValues;
  readonly subStateId: string | null;
  /** A chat of it has not ended. */
  readonly chatting: boolean;
}
export interface KnownSubState {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly isDefault: boolean;
  readonly retired: boolean;
}
/** What there is to choose from, for whoever does it. */
export interface KnownTraits {
  readonly fields: readonly CustomField[];
  readonly subStates: readonly KnownSubState[];
}
export const NO_TRAITS: KnownTraits = { fields: [], subStates: [] };
/** What comes of it: why not, or what stood there, what stands there then, and what else that moves. */
export type TraitStep = { readonly code: ErrorCode; readonly from?: string | null; readonly to?: string | null } | { readonly from: string | null; readonly to: string | null; readonly next: Partial<Traits> };

export type TraitAction = SetField | SetSubState;
export const isTrait = (action: { readonly do: string }): action is TraitAction => action.do === 'set_field' || action.do === 'set_sub_state';

/** A value in one line. */
export const lineOf = (value: FieldValue | null): string | null => (value === null ? null : [value].flat().join(', '));

const subjectOf = ({ type, teamId, channelId, tags, fields }: Traits) => ({ type: TicketType.parse(type), teamId, channelId, tags, values: fields });

/** What a value would do in its field, held against what the field asks today and against what shows it. */
export function fieldStep({ key, value }: SetField, now: Traits, { fields }: KnownTraits): TraitStep {
  const { changes: [change], faults: [fault] } = judge(fields, subjectOf(now), { [key]: value });
  if (fault) return { code: codeOf(fault), to: lineOf(value) };
  if (!change) return { from: lineOf(value), to: lineOf(value), next: {} };
  const { [key]: _, ...others } = now.fields;
  return { from: lineOf(change.before), to: lineOf(change.after), next: { fields: change.after === null ? others : { ...others, [key]: change.after } } };
}

/** What stands in the way of a move to a state, as far as chats and fields decide it. */
export function moveFault(to: string, now: Traits, { fields }: KnownTraits): ErrorCode | null {
  if (now.state === to) return null;
  if (now.chatting && to !== 'open') return 'ticket/chat_running';
  return to === 'solved' && missingFields(fields, subjectOf(now)).length > 0 ? 'ticket/fields_missing' : null;
}

/** The part of its state that a ticket has at once when it comes there. */
export const partOnEntry = (state: string, { subStates }: KnownTraits): string | null => subStates.find((one) => one.state === state && one.isDefault && !one.retired)?.id ?? null;

/** Whether a sub-state can be chosen from where a ticket stands. Steps close nothing, make nothing new, and what is new is at work already. */
export function choiceFault(wanted: Pick<KnownSubState, 'state' | 'retired'> | null | undefined, nowState: string): ErrorCode | null {
  if (!wanted || wanted.retired) return 'substate/gone';
  if (wanted.state === nowState) return null;
  return wanted.state === 'closed' || wanted.state === 'new' || (nowState === 'new' && wanted.state === 'open') ? 'substate/unfit' : null;
}

/** What a sub-state would do; one of another state moves the ticket there. */
export function subStateStep({ subStateId }: SetSubState, now: Traits, known: KnownTraits): TraitStep {
  const keyOf = (id: string | null) => known.subStates.find((one) => one.id === id)?.key ?? null;
  const from = keyOf(now.subStateId);
  if (subStateId === null) return { from, to: null, next: now.subStateId === null ? {} : { subStateId } };
  const wanted = known.subStates.find(({ id }) => id === subStateId);
  if (!wanted) return { code: 'substate/gone', from };
  if (subStateId === now.subStateId) return { from, to: from, next: {} };
  const code = choiceFault(wanted, now.state) ?? moveFault(wanted.state, now, known);
  return code ? { code, from, to: wanted.key } : { from, to: wanted.key, next: { state: wanted.state, subStateId } };
}

export interface UnfitAction {
  readonly place: number;
  readonly code: ErrorCode;
}
/** What cannot be meant, whatever the ticket: told to whoever writes it down. */
export function unfitActions(actions: readonly { readonly do: string }[], { fields, subStates }: KnownTraits): UnfitAction[] {
  return actions.flatMap((action, place) => {
    const code = isTrait(action) ? (action.do === 'set_field' ? fieldFault(action, fields) : subStateFault(action, subStates)) : null;
    return code === null ? [] : [{ place, code }];
  });
}

function fieldFault({ key, value }: SetField, fields: readonly CustomField[]): ErrorCode | null {
  const field = fields.find((one) => one.key === key);
  if (!field || field.retiredAt !== null) return 'field/gone';
  return value !== null && !('value' in checkValue(field, value)) ? 'field/value_unfit' : null;
}

function subStateFault({ subStateId }: SetSubState, subStates: readonly KnownSubState[]): ErrorCode | null {
  if (subStateId === null) return null;
  const wanted = subStates.find(({ id }) => id === subStateId);
  if (!wanted || wanted.retired) return 'substate/gone';
  return wanted.state === 'closed' ? 'substate/unfit' : null;
}
