import { Inject, Injectable } from '@nestjs/common';
import { connectedSince } from '../accounts/connected.rules.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { isOpenAt } from '../calendars/opening.rules.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';

type Rows = Pick<Tx, 'account' | 'chat' | 'calendar'>;

/** What an invite depends on: who is there, who talks already, and whether the desk is open. */
@Injectable()
export class InviteStandingService {
  constructor(private readonly calendars: CalendarsService, @Inject(Clock) private readonly clock: Clock) {}

  /** Connected and not away. */
  async isOnline(tx: Rows, accountId: string): Promise<boolean> {
    return (await tx.account.count({ where: { id: accountId, deactivatedAt: null, availability: 'online', leases: { some: { seenAt: { gt: connectedSince(this.clock.now()) } } } } })) > 0;
  }

  async isChatting(tx: Rows, visitorId: string): Promise<boolean> {
    return (await tx.chat.count({ where: { state: { not: 'ended' }, ticket: { visitorId } } })) > 0;
  }

  async isOpen(tx: Rows, teamId: string | null): Promise<boolean> {
    return isOpenAt(await this.calendars.ofTeam(tx, teamId), this.clock.now());
  }
}
