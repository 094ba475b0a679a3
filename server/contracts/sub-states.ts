import { z } from 'zod';
import { FieldKey, FieldNames, Id, Instant } from './common.js';
import { TicketState } from './tickets.js';

/** A name of the organisation's own for a part of one state: "waiting for a photo" under pending. */
const Parts = z.strictObject({ names: FieldNames, /** What a ticket has at once that comes into the state; one of each state. */ isDefault: z.boolean().default(false) });
export const SubStateChange = Parts.meta({ id: 'SubStateChange' });
export type SubStateChange = z.infer<typeof SubStateChange>;
/** `state` stays; so does the key, which is made from the English name where it is left out. */
export const SubStateDraft = Parts.extend({ state: TicketState, key: FieldKey.optional() }).meta({ id: 'SubStateDraft' });
export type SubStateDraft = z.infer<typeof SubStateDraft>;
export const SubState = Parts.extend({ id: Id, key: FieldKey, state: TicketState, isDefault: z.boolean(), /** Stays on the tickets that have it, and is chosen no more. */ retiredAt: Instant.nullable(), version: z.number().int() }).meta({ id: 'SubState' });
export type SubState = z.infer<typeof SubState>;
/** In their order, state by state. */
export const SubStates = z.strictObject({ items: z.array(SubState), can: z.strictObject({ manage: z.boolean() }) }).meta({ id: 'SubStates' });
export type SubStates = z.infer<typeof SubStates>;
export const SubStateOrder = z.strictObject({ ids: z.array(Id).max(200) });

/** Null: the state alone. `from` and `seenSeq` as with every move of a ticket: a sub-state of another state moves it there. */
export const SubStateChoice = z.strictObject({ subStateId: Id.nullable(), from: TicketState.optional(), seenSeq: z.number().int().min(0).optional(), openChildren: z.number().int().min(0).max(1000).optional() }).meta({ id: 'SubStateChoice' });
export type SubStateChoice = z.infer<typeof SubStateChoice>;
