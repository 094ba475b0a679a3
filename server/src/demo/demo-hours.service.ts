import { Inject, Injectable } from '@nestjs/common';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { hoursOfTeams } from '#prisma/demo/hours.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { known } from './demo-world.js';

/** The opening hours of the demo shop. */
@Injectable()
export class DemoHoursService {
  constructor(
    private readonly calendars: CalendarsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async set(tx: Tx, teams: ReadonlyMap<TeamKey, string>): Promise<void> {
    const today = this.clock.now().toISOString().slice(0, 10);
    for (const { team, draft } of hoursOfTeams(today)) {
      const made = await this.calendars.make(tx, SYSTEM, draft);
      await tx.team.update({ where: { id: known(teams, team) }, data: { calendarId: made.id } });
    }
  }
}
