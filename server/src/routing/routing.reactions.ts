import { Injectable } from '@nestjs/common';
import type { EventName } from '../events.js';
import { Hints } from '../platform/events/hints.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { Log } from '../platform/log.js';
import { RoutingService } from './routing.service.js';

const CALLS: readonly EventName[] = ['chat.queued', 'chat.offer_passed', 'chat.requeued', 'chat.transferred', 'chat.reserved', 'chat.released', 'chat.ended', 'agent.availability_changed', 'account.changed', 'account.rights_changed'];

/**
 * When to look at the queue: at once after anything that may free a place or a chat, and every other second in any
 * case. A round finds everything by itself, so a lost call costs two seconds.
 */
@Injectable()
export class RoutingReactions {
  private running = false;
  private again = false;

  constructor(private readonly routing: RoutingService, hints: Hints, private readonly log: Log) {
    // One process is enough: the one that did it.
    for (const name of CALLS) hints.on(name, () => void this.round(), 'here');
  }

  @Every(2_000)
  async sweep(): Promise<void> {
    await this.routing.offerRound();
  }

  private async round(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    try {
      do {
        this.again = false;
        await this.routing.offerRound();
      } while (this.again);
    } catch (fault) {
      this.log.warn({ fault }, 'a round of offers failed; the next sweep repeats it');
    } finally {
      this.running = false;
    }
  }
}
