import { Inject, Injectable } from '@nestjs/common';
import { WidgetSettings } from '#contracts/channels.js';
import { Locale } from '#contracts/common.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { isOpenAt, nextClosing, nextOpening } from '../calendars/opening.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { readPage } from '../platform/edge/web.js';
import { inLocale } from './channel.present.js';

/** The script that greets on a shop's pages and tells of the visit: empty where the widget does neither, so that a page without costs nothing. */
@Injectable()
export class GreetingsService {
  constructor(
    private readonly db: Database,
    private readonly calendars: CalendarsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async script(key: string): Promise<string> {
    const facts = await this.facts(key);
    // Part of a script: JSON is, but for the tag that would end one.
    return facts ? `${await readPage('widget/greet.js')}\nexport const attend = aftercareGreet(${JSON.stringify(facts).replaceAll('<', '\\u003c')});\n` : '';
  }

  /** What greets on the pages of a widget, whether its team answers, and whether visits are told of. Null where there is nothing to do. */
  async facts(key: string) {
    const channel = await this.db.prisma.channel.findFirst({ where: { key, kind: 'widget' }, select: { settings: true, teamId: true } });
    const settings = channel && WidgetSettings.parse(channel.settings);
    const rules = settings?.greetings.filter((rule) => rule.on) ?? [];
    const greetings = rules.flatMap(({ on: _, text, ...rule }) => {
      const words = Locale.options.map((locale) => [locale, inLocale(text, locale)] as const);
      return words.every(([, told]) => told) ? [{ ...rule, text: Object.fromEntries(words) }] : [];
    });
    if (!channel || !settings || (greetings.length === 0 && !settings.visits)) return null;
    const [hours, now] = [await this.calendars.ofTeam(this.db.prisma, channel.teamId), this.clock.now()];
    const open = isOpenAt(hours, now);
    const changesAt = open ? nextClosing(hours, now) : nextOpening(hours, now);
    return { key, visits: settings.visits, hours: { open, changesAt: changesAt?.toISOString() ?? null }, greetings };
  }
}
