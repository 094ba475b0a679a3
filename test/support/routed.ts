import type { Socket } from 'socket.io-client';
import { RoutingProfile, type RoutingProfileChange, RoutingProfiles, Skill, TeamRouting, type TeamRoutingChange, TeamRoutings } from '#contracts/routing.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { startApp, type TestApp } from './app.js';
import { as, type StaffClient } from './as.js';
import { aDesk, type Desk } from './desk.js';

export const WISHES: TeamRoutingChange = { method: 'least_load', byLanguage: true, skillRules: [], fallbackMinutes: null, giveBackMinutes: null };
export const NOBODY: RoutingProfileChange = { languages: [], skills: [], ticketLimit: 8 };
export const MINUTE = 60_000;
const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

/** A desk whose manager says who can what and how tickets find their person; each test has a team of its own. */
export class RoutedDesk {
  readonly open: Socket[] = [];
  private constructor(readonly app: TestApp, readonly manager: StaffClient, private desk: Desk) {}

  static async open(): Promise<RoutedDesk> {
    const app = await startApp();
    return new RoutedDesk(app, await as.agent(app, { role: 'manager' }), await aDesk(app));
  }

  async anew(): Promise<Desk> {
    this.desk = await aDesk(this.app);
    await this.app.db.teamRouting.deleteMany();
    await this.app.db.skill.deleteMany();
    return this.desk;
  }

  leave(): void {
    for (const socket of this.open.splice(0)) socket.disconnect();
    this.app.clock.reset();
  }

  async skillNamed(name: string): Promise<Skill> {
    return (await this.manager.post('/skills', { name })).as(Skill);
  }

  /** What the team wishes for its tickets from now on. */
  async wishes(change: Partial<TeamRoutingChange> = {}): Promise<TeamRouting> {
    const { id } = this.desk.team;
    const held = (await this.manager.get('/team-routings')).as(TeamRoutings).items.find(({ team }) => team.id === id);
    return (await this.manager.put(`/teams/${id}/routing`, { ...WISHES, ...change }, ifMatch(held?.version ?? 0))).as(TeamRouting);
  }

  async able(client: StaffClient, change: Partial<RoutingProfileChange>): Promise<RoutingProfile> {
    const held = (await this.manager.get('/routing-profiles')).as(RoutingProfiles).items.find(({ account }) => account.id === client.account.id);
    return (await this.manager.put(`/accounts/${client.account.id}/routing-profile`, { ...NOBODY, ...change }, ifMatch(held?.version ?? 0))).as(RoutingProfile);
  }

  /** A colleague whose console is connected, and who can what is said. */
  async onDuty(name: string, change: Partial<RoutingProfileChange> = {}): Promise<StaffClient> {
    const client = await as.agent(this.app, { name, teamIds: [this.desk.team.id] });
    await this.arrive(client);
    await this.able(client, change);
    return client;
  }

  async arrive(client: StaffClient): Promise<void> {
    this.open.push(await client.socket());
    await this.app.nest.get(SocketLeases).renew();
  }

  async forward(ms: number): Promise<void> {
    this.app.clock.advance({ seconds: ms / 1_000 });
    await this.app.nest.get(SocketLeases).renew();
  }

  /** Old enough to have settled, and nobody's. */
  async ticketOf(locale: string | null, change: Parameters<typeof aTicket>[1] = {}): Promise<Ticket> {
    const { channel, team } = this.desk;
    const { visitor } = await as.visitor(this.app, { channelId: channel.id, locale });
    const createdAt = new Date(this.app.clock.now().getTime() - MINUTE);
    return aTicket(this.app.db, { channelId: channel.id, teamId: team.id, visitorId: visitor.id, state: 'new', createdAt, ...change });
  }
}
