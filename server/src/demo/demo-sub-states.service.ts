import { Inject, Injectable } from '@nestjs/common';
import { SUB_STATES } from '#prisma/demo/sub-states.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';

/** The sub-states of the demo shop, given to the tickets whose talks tell of them. */
@Injectable()
export class DemoSubStatesService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx): Promise<void> {
    const createdAt = this.clock.now();
    const made = SUB_STATES.map(({ found, ...subState }, nth) => ({ found, row: { ...subState, id: newId(), position: nth + 1, createdAt } }));
    await tx.subState.createMany({ data: made.map(({ row }) => row) });
    const states = [...new Set(SUB_STATES.map(({ state }) => state))];
    const tickets = await tx.ticket.findMany({ where: { state: { in: states } }, select: { id: true, state: true, messages: { select: { text: true } } } });
    for (const ticket of tickets) {
      const words = ticket.messages.map(({ text }) => text ?? '').join('\n');
      const told = made.find(({ row, found }) => row.state === ticket.state && found.test(words));
      if (told) await tx.ticket.update({ where: { id: ticket.id }, data: { subStateId: told.row.id } });
    }
  }
}
