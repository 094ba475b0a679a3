import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '#contracts/settings.js';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { PEOPLE } from '#prisma/demo/people.js';
import { SHOP, TEAMS, WIDGET, WIDGET_TEAM } from '#prisma/demo/shop.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId, newSecret } from '../platform/ids.js';
import { SettingsService } from '../settings/settings.service.js';
import { DemoCallsService } from './demo-calls.service.js';
import { DemoDueTimesService } from './demo-due-times.service.js';
import { DemoFieldsService } from './demo-fields.service.js';
import { DemoFollowersService } from './demo-followers.service.js';
import { DemoHoursService } from './demo-hours.service.js';
import { DemoLettersService } from './demo-letters.service.js';
import { DemoMacrosService } from './demo-macros.service.js';
import { DemoMailsService } from './demo-mails.service.js';
import { DemoMarksService } from './demo-marks.service.js';
import { DemoPromisesService } from './demo-promises.service.js';
import { DemoProofsService } from './demo-proofs.service.js';
import { DemoRecord, type Filled } from './demo-record.js';
import { DemoRepliesService } from './demo-replies.service.js';
import { DemoRoutingService } from './demo-routing.service.js';
import { DemoImportsService } from './demo-imports.service.js';
import { DemoRulesService } from './demo-rules.service.js';
import { DemoStandingsService } from './demo-standings.service.js';
import { DemoSubStatesService } from './demo-sub-states.service.js';
import { DemoTemplatesService } from './demo-templates.service.js';
import { DemoTicketsService } from './demo-tickets.service.js';
import { DemoViewsService } from './demo-views.service.js';
import { DemoWebhooksService } from './demo-webhooks.service.js';
import { known } from './demo-world.js';

/** Fills an empty installation with the demo shop: all of it in the caller's transaction, or nothing. */
@Injectable()
export class DemoShopService {
  constructor(
    private readonly record: DemoRecord,
    private readonly settings: SettingsService,
    private readonly hours: DemoHoursService,
    private readonly dueTimes: DemoDueTimesService,
    private readonly replies: DemoRepliesService,
    private readonly macros: DemoMacrosService,
    private readonly templates: DemoTemplatesService,
    private readonly views: DemoViewsService,
    private readonly rules: DemoRulesService,
    private readonly letters: DemoLettersService,
    private readonly tickets: DemoTicketsService,
    private readonly mails: DemoMailsService,
    private readonly marks: DemoMarksService,
    private readonly promises: DemoPromisesService,
    private readonly calls: DemoCallsService,
    private readonly proofs: DemoProofsService,
    private readonly fields: DemoFieldsService,
    private readonly subStates: DemoSubStatesService,
    private readonly webhooks: DemoWebhooksService,
    private readonly imports: DemoImportsService,
    private readonly standings: DemoStandingsService,
    private readonly routing: DemoRoutingService,
    private readonly followers: DemoFollowersService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @param passwordHash of a password that nobody knows, for the colleagues
   * @returns null when somebody can sign in already: then this is somebody's own desk
   */
  async fill(tx: Tx, passwordHash: string): Promise<Filled | null> {
    // Several processes may start at once.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('demo', 0))`;
    const filled = await this.record.read(tx);
    if (filled || (await tx.account.count({ where: { passwordHash: { not: null } } })) > 0) return filled;
    await this.settings.change(tx, SYSTEM, 0, Settings.parse({ organisation: SHOP.organisation }));
    const teams = await this.makeTeams(tx);
    const people = await this.makePeople(tx, teams, passwordHash);
    await this.hours.set(tx, teams);
    await this.dueTimes.write(tx, teams);
    await this.replies.write(tx, teams, people);
    await this.templates.write(tx, teams, people);
    await this.views.write(tx, teams, people);
    await this.letters.write(tx, people);
    const { channelId, storeId } = await this.makeWidget(tx, teams);
    await this.tickets.write(tx, { channelId, storeId, teams, people });
    await this.mails.write(tx, { channelId, storeId, teams, people });
    await this.promises.write(tx, { channelId, storeId, teams, people });
    await this.calls.write(tx, { channelId, storeId, teams, people });
    await this.proofs.write(tx, { people });
    await this.fields.write(tx);
    await this.subStates.write(tx);
    // Macros name parts of states.
    await this.macros.write(tx, teams, people);
    await this.followers.write(tx, people);
    // Rules name the endpoints they tell.
    await this.webhooks.write(tx);
    await this.rules.write(tx, people);
    await this.standings.write(tx, { channelId, storeId, teams, people });
    await this.routing.write(tx, { teams, people });
    await this.followers.writeGiven(tx, people);
    await this.imports.write(tx, { channelId, storeId, teams, people });
    const cards = PEOPLE.flatMap(({ key, role, card }) => (card && role !== 'light' ? [{ role, accountId: known(people, key).id }] : []));
    await this.marks.markAll(tx);
    await this.record.write(tx, { channelId, cards });
    return { channelId, cards };
  }

  private async makeTeams(tx: Tx): Promise<Map<TeamKey, string>> {
    const createdAt = this.clock.now();
    const ids = new Map<TeamKey, string>();
    for (const key of ['presales', 'aftersales', 'chinese'] as const) {
      const team = await tx.team.create({ data: { id: newId(), name: TEAMS[key], createdAt } });
      ids.set(key, team.id);
    }
    return ids;
  }

  private async makePeople(tx: Tx, teams: ReadonlyMap<TeamKey, string>, passwordHash: string) {
    const createdAt = this.clock.now();
    const roles = new Map((await tx.role.findMany({ where: { builtIn: { not: null } } })).map((role) => [role.builtIn, role.id]));
    const people = new Map<string, { id: string; name: string }>();
    for (const person of PEOPLE) {
      const { id, name } = await tx.account.create({
        data: {
          id: newId(),
          email: `${person.mailbox}@${SHOP.domain}`,
          name: person.name,
          locale: person.locale,
          capacity: person.capacity,
          // Nobody is connected yet; those who can be signed in as are at work as soon as they are.
          availability: person.card ? 'online' : 'offline',
          passwordHash,
          createdAt,
          roles: { create: [{ roleId: known(roles, person.role) }] },
          memberships: { create: person.teams.map((team) => ({ teamId: known(teams, team) })) },
        },
      });
      people.set(person.key, { id, name });
    }
    return people;
  }

  private async makeWidget(tx: Tx, teams: ReadonlyMap<TeamKey, string>) {
    const createdAt = this.clock.now();
    const store = await tx.store.create({ data: { id: newId(), ...SHOP.store, createdAt } });
    const channel = await tx.channel.create({
      data: {
        id: newId(),
        storeId: store.id,
        teamId: known(teams, WIDGET_TEAM),
        kind: 'widget',
        name: SHOP.widgetName,
        key: newSecret('wk_'),
        secret: newSecret('ws_'),
        settings: WIDGET,
        createdAt,
      },
    });
    return { channelId: channel.id, storeId: store.id };
  }
}
