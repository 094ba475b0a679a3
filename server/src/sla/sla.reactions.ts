import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { DueRecountService } from './due-recount.service.js';
import { DueTimesService } from './due-times.service.js';

/** What moves due times. Each counts anew from rows; what is said in talks is followed by a sweep. */
@Injectable()
export class SlaReactions {
  constructor(private readonly times: DueTimesService, private readonly recount: DueRecountService) {}

  @On('ticket.opened')
  async begin(tx: Tx, { payload: { ticketId } }: Happened<'ticket.opened'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  @On('ticket.state_changed')
  async pauseOrGoOn(tx: Tx, { payload: { ticketId } }: Happened<'ticket.state_changed'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  @On('ticket.facts_changed')
  async weighAnew(tx: Tx, { payload: { ticketId } }: Happened<'ticket.facts_changed'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  @On('ticket.spam_marked')
  async oweNothingOnSpam(tx: Tx, { payload: { ticketId } }: Happened<'ticket.spam_marked'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  @On('ticket.spam_lifted')
  async oweAgain(tx: Tx, { payload: { ticketId } }: Happened<'ticket.spam_lifted'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  /** Who waited for an answer to the one waits in the other. */
  @On('ticket.joined')
  async countTheWaitThere(tx: Tx, { payload: { ticketId } }: Happened<'ticket.joined'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  @On('ticket.parted')
  async countWithoutIt(tx: Tx, { payload: { ticketId } }: Happened<'ticket.parted'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  /** Another team may have other hours and another policy. */
  @On('ticket.assigned')
  async goByTheTeam(tx: Tx, { payload: { ticketId } }: Happened<'ticket.assigned'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  @On('message.recalled')
  async thinkAgain(tx: Tx, { payload: { ticketId } }: Happened<'message.recalled'>): Promise<void> {
    await this.times.count(tx, SYSTEM, ticketId);
  }

  @On('due_policy.changed')
  async countEverything(tx: Tx, _: Happened<'due_policy.changed'>): Promise<void> {
    await this.recount.everything(tx);
  }

  @On('calendar.changed')
  async countByTheCalendar(tx: Tx, { payload: { calendarId } }: Happened<'calendar.changed'>): Promise<void> {
    await this.recount.ofCalendar(tx, calendarId);
  }

  @On('team.changed')
  async countOfTheTeam(tx: Tx, { payload: { teamId } }: Happened<'team.changed'>): Promise<void> {
    await this.recount.ofTeam(tx, teamId);
  }
}
