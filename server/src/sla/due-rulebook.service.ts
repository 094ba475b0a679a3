import { Injectable } from '@nestjs/common';
import type { OpeningHours } from '../calendars/opening.rules.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import type { Tx } from '../platform/db.js';
import { readPolicy, type ReadPolicy } from './due.record.js';

export interface TeamHours {
  readonly hours: OpeningHours | null;
  readonly calendarName: string | null;
}

/** Policies and hours as they are when the first ticket asks. Whoever changes them has every ticket counted anew afterwards. */
export interface DueRulebook {
  policies(tx: Tx): Promise<readonly ReadPolicy[]>;
  hoursOf(tx: Tx, teamId: string | null): Promise<TeamHours>;
}

@Injectable()
export class DueRulebooks {
  constructor(private readonly calendars: CalendarsService) {}

  /** One for each turn of a sweep: hundreds of tickets are counted by the same few rows. */
  open(): DueRulebook {
    let policies: Promise<readonly ReadPolicy[]> | null = null;
    const hours = new Map<string | null, Promise<TeamHours>>();
    return {
      policies: (tx) => (policies ??= tx.duePolicy.findMany().then((rows) => rows.map(readPolicy))),
      hoursOf: (tx, teamId) => {
        const known = hours.get(teamId) ?? this.read(tx, teamId);
        hours.set(teamId, known);
        return known;
      },
    };
  }

  private async read(tx: Tx, teamId: string | null): Promise<TeamHours> {
    const hours = await this.calendars.ofTeam(tx, teamId);
    const team = teamId ? await tx.team.findUnique({ where: { id: teamId }, select: { calendar: { select: { name: true } } } }) : null;
    return { hours, calendarName: team?.calendar?.name ?? null };
  }
}
