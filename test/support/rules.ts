import type { RuleDraft } from '#contracts/automation.js';
import { Rule, RuleRuns } from '#contracts/automation.js';
import { TicketDetail } from '#contracts/tickets.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { DeliveriesService } from '../../server/src/notifications/deliveries.service.js';
import { newId } from '../../server/src/platform/ids.js';
import { startAppOn, type TestApp } from './app.js';
import { as, type StaffClient } from './as.js';
import { cloneDatabase, type TestDatabase } from './database.js';
import { aDesk, type Desk } from './desk.js';
import { Mailbox } from './mailbox.js';
import { settle } from './settle.js';

type When = RuleDraft['when'];
type Parts = Partial<RuleDraft>;
export const OPENED = { on: 'event', event: 'opened' } as const;
export const ALWAYS = { match: 'all', items: [] } as const satisfies RuleDraft['conditions'];
export const TAG: RuleDraft['actions'] = [{ do: 'add_tags', tags: ['ruled'] }];
export const ruleDraft = (parts: Parts = {}): RuleDraft => ({ name: '规则 Rule', when: OPENED, conditions: ALWAYS, actions: TAG, ...parts });
export const at = (event: Extract<When, { on: 'event' }>['event']): When => ({ on: 'event', event });
export const after = (since: Extract<When, { on: 'time' }>['since'], minutes: number, hours: 'calendar' | 'opening' = 'calendar'): When => ({ on: 'time', since, minutes, hours });

/** A desk with a mailbox and the people who make rules and live with them. */
export class RuledDesk {
  private constructor(
    readonly app: TestApp,
    readonly database: TestDatabase,
    readonly sink: Mailbox,
    readonly desk: Desk,
    readonly box: AMailbox,
    readonly manager: StaffClient,
    readonly lead: StaffClient,
    readonly agent: StaffClient,
  ) {}

  static async open(): Promise<RuledDesk> {
    const [sink, database] = [await Mailbox.open(), await cloneDatabase()];
    const app = await startAppOn(database, { SMTP_URL: sink.url, MAIL_FROM: 'Desk <desk@shop.example>' });
    const desk = await aDesk(app);
    const teamIds = [desk.team.id];
    return new RuledDesk(
      app, database, sink, desk,
      await aMailbox(app.db, { address: 'rules@shop.example', teamId: desk.team.id, receipts: false }),
      await as.agent(app, { role: 'manager', name: 'Wen Manager' }),
      await as.agent(app, { role: 'lead', teamIds, name: 'Jonas Lead' }),
      await as.agent(app, { teamIds, name: 'Mei Agent' }),
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.sink.close();
  }

  /** No rule, and nothing that one said or sent. */
  async clear(): Promise<void> {
    await this.app.db.rule.deleteMany();
    await this.app.db.ruleReply.deleteMany();
    this.sink.letters.length = 0;
  }

  async made(parts: Parts = {}): Promise<Rule> {
    return (await this.manager.post('/rules', ruleDraft(parts))).as(Rule);
  }

  async switchedOn(parts: Parts = {}): Promise<Rule> {
    const { id } = await this.made(parts);
    return (await this.manager.put(`/rules/${id}/activity`)).as(Rule);
  }

  /** A ticket that staff opens for a customer, heard of by every rule. */
  async opened(fields: object = {}): Promise<string> {
    const customer = { name: 'Anna 安娜', email: `anna-${newId()}@customer.example` };
    const answer = await this.agent.post('/tickets', { customer, subject: 'The kettle leaks', message: { text: 'She called', internal: true }, channelId: this.desk.channel.id, ...fields });
    const { ticket } = answer.as(TicketDetail);
    await settle(this.app);
    return ticket.id;
  }

  rowOf(id: string | null) {
    return this.app.db.ticket.findUniqueOrThrow({ where: { id: id ?? '' } });
  }

  async runsOn(ticketId: string | null): Promise<RuleRuns['items']> {
    return (await this.agent.get(`/tickets/${ticketId}/rule-runs`)).as(RuleRuns).items;
  }

  async change(ticketId: string, facts: object): Promise<void> {
    const answer = await this.agent.patch(`/tickets/${ticketId}/facts`, { version: (await this.rowOf(ticketId)).version, ...facts });
    if (answer.code !== null) throw new Error(`refused: ${answer.code}`);
    await settle(this.app);
  }

  async work(): Promise<void> {
    await settle(this.app, { sweeps: true });
  }

  async later(step: Parameters<TestApp['clock']['advance']>[0]): Promise<void> {
    this.app.clock.advance(step);
    await this.work();
  }

  async send(): Promise<void> {
    await settle(this.app);
    await this.app.nest.get(DeliveriesService).send();
    await settle(this.app);
  }
}
