import { Inject, Injectable } from '@nestjs/common';
import { LETTERS } from '#prisma/demo/letters.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { known } from './demo-world.js';

const HOUR_MS = 3_600_000;

/** The letters the demo shop has written to its people, as a mail server would have taken or refused them. */
@Injectable()
export class DemoLettersService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, people: ReadonlyMap<string, { id: string }>): Promise<void> {
    const now = this.clock.now().getTime();
    for (const { to, template, hoursAgo, state, attempts, response, lastError } of LETTERS) {
      const accountId = known(people, to).id;
      const [eventId, linkId, createdAt] = [newId(), newId(), new Date(now - hoursAgo * HOUR_MS)];
      const name = template === 'invitation' ? 'account.invited' : 'account.reset_requested';
      // Long relayed: nothing is to follow from it any more.
      await tx.event.create({ data: { id: eventId, name, subject: accountId, actorKind: 'system', payload: { accountId, linkId }, createdAt, relayedAt: createdAt } });
      await tx.delivery.create({
        data: {
          id: newId(), eventId, channel: 'mail', recipient: accountId, content: { template, linkId }, state, attempts, createdAt, dueAt: createdAt,
          response: response ?? null, lastError: lastError ?? null, deliveredAt: state === 'delivered' ? createdAt : null,
        },
      });
    }
  }
}
