import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import type { LockedTicket } from './ticket-lock.service.js';

/** What stood on the screen of whoever decides, as far as he says. */
export interface Sight {
  /** Open parts of the ticket. */
  readonly openChildren?: number | undefined;
}
/** Refuses, by throwing, that a ticket is done. The ticket is held. */
export type SolveGate = (tx: Tx, actor: Actor, ticket: LockedTicket, sight: Sight) => Promise<void>;

/** What slices to the right ask before a person solves a ticket, or closes one that was not solved. */
@Injectable()
export class SolveGates {
  private readonly gates: SolveGate[] = [];

  add(gate: SolveGate): void {
    this.gates.push(gate);
  }

  async pass(tx: Tx, actor: Actor, ticket: LockedTicket, sight: Sight = {}): Promise<void> {
    for (const gate of this.gates) await gate(tx, actor, ticket, sight);
  }
}
