import { Inject, Injectable } from '@nestjs/common';
import { EVENTS, type EventName, type EventPayload } from '../../events.js';
import type { Actor } from '../actor.js';
import { Clock } from '../clock.js';
import { afterCommit, causeOf, type Tx } from '../db.js';
import { newId } from '../ids.js';
import { Hints } from './hints.js';

/** Consequences travel only by events: recorded in the verb's own transaction, relayed after its commit. */
@Injectable()
export class Events {
  constructor(private readonly hints: Hints, @Inject(Clock) private readonly clock: Clock) {}

  /** Records that something happened to `subject` (a row id). The row is outbox and audit trail at once. */
  async record<N extends EventName>(tx: Tx, actor: Actor, name: N, subject: string, payload: EventPayload<N>): Promise<string> {
    const parsed = EVENTS[name].parse(payload);
    const cause = causeOf(tx);
    const id = newId();
    await tx.event.create({
      data: {
        id,
        name,
        subject,
        actorKind: actor.kind,
        actorId: actor.id,
        payload: parsed,
        causeId: cause?.id ?? null,
        depth: cause ? cause.depth + 1 : 0,
        createdAt: this.clock.now(),
      },
    });
    afterCommit(tx, () => this.hints.happened(id, name, subject, payload));
    return id;
  }
}
