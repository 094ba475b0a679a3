import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { type Telling, TELLINGS } from './occasion.rules.js';
import { FROM_THE_FIRST, RuleClocks } from './rule-clocks.service.js';
import { RuleWork } from './rule-work.service.js';

/** What rules wait for. Each reaction runs in a commit of its own, once for its event. */
@Injectable()
export class AutomationReactions {
  constructor(private readonly work: RuleWork, private readonly clocks: RuleClocks) {}

  @On('ticket.opened')
  async hearOpened(tx: Tx, { id, payload }: Happened<'ticket.opened'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['ticket.opened']());
    await this.clocks.wind(tx, payload.ticketId);
  }

  @On('ticket.state_changed')
  async hearMoved(tx: Tx, { id, payload }: Happened<'ticket.state_changed'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['ticket.state_changed'](payload));
    await this.clocks.wind(tx, payload.ticketId);
  }

  @On('ticket.assigned')
  async hearAssigned(tx: Tx, { id, payload }: Happened<'ticket.assigned'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['ticket.assigned'](payload));
    await this.clocks.wind(tx, payload.ticketId);
  }

  @On('ticket.facts_changed')
  async hearFacts(tx: Tx, { id, payload }: Happened<'ticket.facts_changed'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['ticket.facts_changed'](payload));
  }

  @On('rule.words_noticed')
  async hearWords(tx: Tx, { payload: { ticketId, customerSeq, staffSeq } }: Happened<'rule.words_noticed'>): Promise<void> {
    if (customerSeq !== null && customerSeq > (await this.openingSeq(tx, ticketId))) await this.work.hear(tx, { ticketId, trigger: 'customer_wrote', key: `word ${customerSeq}`, told: {} });
    if (staffSeq !== null) await this.work.hear(tx, { ticketId, trigger: 'staff_answered', key: `word ${staffSeq}`, told: {} });
    await this.clocks.wind(tx, ticketId);
  }

  @On('rating.given')
  async hearRating(tx: Tx, { id, payload }: Happened<'rating.given'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['rating.given'](payload));
  }

  @On('rating.changed')
  async hearOtherRating(tx: Tx, { id, payload }: Happened<'rating.changed'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['rating.changed'](payload));
  }

  @On('due.warned')
  async hearWarning(tx: Tx, { id, payload }: Happened<'due.warned'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['due.warned'](payload));
  }

  @On('due.breached')
  async hearBreach(tx: Tx, { id, payload }: Happened<'due.breached'>): Promise<void> {
    await this.hear(tx, id, payload.ticketId, TELLINGS['due.breached'](payload));
  }

  /** Hours have changed: clocks that count open time are set anew. */
  @On('calendar.changed')
  async goByNewHours(tx: Tx, _: Happened<'calendar.changed'>): Promise<void> {
    await this.windAll(tx);
  }

  @On('team.changed')
  async goByOtherCalendar(tx: Tx, _: Happened<'team.changed'>): Promise<void> {
    await this.windAll(tx);
  }

  /** The place of the customer's word that opened the ticket; 0 where staff opened it. */
  private async openingSeq(tx: Tx, ticketId: string): Promise<number> {
    const byStaff = await tx.event.count({ where: { subject: ticketId, name: 'ticket.opened', actorKind: 'agent' } });
    const first = byStaff > 0 ? null : await tx.message.findFirst({ where: { ticketId, authorKind: 'customer' }, orderBy: { staffSeq: 'asc' }, select: { staffSeq: true } });
    return first?.staffSeq ?? 0;
  }

  private async windAll(tx: Tx): Promise<void> {
    await tx.rule.updateMany({ where: { isOn: true, removedAt: null, trigger: 'time', when: { path: ['hours'], equals: 'opening' } }, data: { clocksTo: FROM_THE_FIRST } });
  }

  private async hear(tx: Tx, eventId: string, ticketId: string, tellings: readonly Telling[]): Promise<void> {
    for (const { trigger, told } of tellings) await this.work.hear(tx, { ticketId, trigger, key: `${eventId} ${trigger}`, told });
  }
}
