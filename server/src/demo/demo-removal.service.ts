import { Inject, Injectable } from '@nestjs/common';
import type { DemoData } from '#contracts/demo.js';
import { permissionNames } from '#contracts/permissions.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { type Actor, SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { PEOPLE } from '#prisma/demo/people.js';
import { DemoDueTimesService } from './demo-due-times.service.js';
import { MAILBOX_ADDRESS } from './demo-mails.service.js';
import { DEMO_KINDS, DemoMarksService, type DemoKind } from './demo-marks.service.js';
import { DemoRecord } from './demo-record.js';

const PER_STEP = 100;
const ACTOR: Actor = { ...SYSTEM, permissions: new Set(permissionNames) };

/**
 * Takes the demo shop out and leaves what people made themselves. Asked for once; then a sweep does it in short transactions,
 * so that a crash leaves less to do and never half a row. The widget stays: it is the desk's only one, with what was set on it.
 */
@Injectable()
export class DemoRemovalService {
  constructor(
    private readonly db: Database,
    private readonly record: DemoRecord,
    private readonly marks: DemoMarksService,
    private readonly accounts: AccountsService,
    private readonly dueTimes: DemoDueTimesService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async state(): Promise<DemoData> {
    const filled = await this.record.read();
    const counts = await this.db.prisma.demoRow.groupBy({ by: ['kind'], _count: { _all: true } });
    const count = (kind: DemoKind) => counts.find((row) => row.kind === kind)?._count._all ?? 0;
    return {
      state: !filled ? 'none' : filled.removal ? 'removing' : 'present',
      counts: { tickets: count('ticket'), customers: count('customer'), people: count('account'), teams: count('team'), replies: count('reply') },
    };
  }

  /** From here on no demo visitor comes any more. Asking again changes nothing. */
  async ask(tx: Tx, actor: Actor): Promise<void> {
    await tx.$executeRaw`SELECT 1 FROM "Setting" WHERE "key" = 'demo' FOR UPDATE`;
    const filled = await this.record.read(tx);
    if (!filled || filled.removal || actor.id === null) return;
    await this.record.beginRemoval(tx, filled, { askedBy: actor.id, askedAt: this.clock.now().toISOString() });
    await this.events.record(tx, actor, 'demo.removal_asked', newId(), { accountId: actor.id });
  }

  /** One short piece of the work. @returns false when there is nothing left to do */
  async step(tx: Tx): Promise<boolean> {
    // One process at a time; the others find the row taken and leave it alone.
    const [mine] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Setting" WHERE "key" = 'demo' FOR UPDATE SKIP LOCKED`;
    const filled = mine ? await this.record.read(tx) : null;
    if (!filled?.removal) return false;
    for (const kind of DEMO_KINDS) {
      const ids = [...(await this.marks.next(tx, kind, PER_STEP)), ...(await this.visits(tx, kind))];
      if (ids.length === 0) continue;
      await this.remove(tx, kind, ids, filled.removal.askedBy);
      await this.marks.unmark(tx, kind, ids);
      return true;
    }
    await tx.visit.deleteMany({ where: { demo: true } });
    // Nobody's own customers write to an address of the demo; one that somebody did write to stays.
    await tx.channel.deleteMany({ where: { kind: 'mailbox', key: MAILBOX_ADDRESS, tickets: { none: {} }, visitors: { none: {} } } });
    await this.record.forget(tx);
    await this.events.record(tx, ACTOR, 'demo.removed', newId(), { accountId: filled.removal.askedBy });
    return false;
  }

  /** The labelled visitors who came by while the demo was looked at, and what they wrote. */
  private async visits(tx: Tx, kind: DemoKind): Promise<string[]> {
    const part = { select: { id: true }, take: PER_STEP } as const;
    if (kind === 'ticket') return (await tx.ticket.findMany({ where: { visitor: { demo: true } }, ...part })).map(({ id }) => id);
    return kind === 'visitor' ? (await tx.visitor.findMany({ where: { demo: true, tickets: { none: {} } }, ...part })).map(({ id }) => id) : [];
  }

  private async remove(tx: Tx, kind: DemoKind, ids: string[], keptAccount: string): Promise<void> {
    const id = { in: ids };
    if (kind === 'ticket') {
      await tx.incomingMail.deleteMany({ where: { ticketId: id } });
      await tx.outgoingMail.deleteMany({ where: { ticketId: id } });
      // What of one's own was merged into them goes on nowhere: its customer's next word opens a ticket.
      await tx.timeline.updateMany({ where: { gate: 'merged', ticket: { mergedIntoId: id } }, data: { gate: 'closed' } });
      await tx.ticket.deleteMany({ where: { id } });
    }
    // One that brought tickets of one's own stays.
    if (kind === 'import') await tx.import.deleteMany({ where: { id, tickets: { none: {} } } });
    if (kind === 'visitor') await tx.visitor.deleteMany({ where: { id, tickets: { none: {} } } });
    if (kind === 'customer') await tx.customer.deleteMany({ where: { id, tickets: { none: {} }, visitors: { none: {} } } });
    if (kind === 'reply') await tx.cannedReply.deleteMany({ where: { id, version: 1 } });
    if (kind === 'due_policy') await this.dueTimes.remove(tx, ids);
    // One that somebody's own tickets hold something in stays.
    if (kind === 'field') await tx.customField.deleteMany({ where: { id, version: 1, values: { none: {} }, changes: { none: {} } } });
    // One that somebody's own people have, or own tickets ask for, stays.
    if (kind === 'skill') await tx.skill.deleteMany({ where: { id, version: 1, tickets: { none: {} }, people: { none: { account: { deactivatedAt: null } } } } });
    if (kind === 'sub_state') await tx.subState.deleteMany({ where: { id, version: 1, tickets: { none: {} } } });
    if (kind === 'view') await tx.savedView.deleteMany({ where: { id, version: 1 } });
    if (kind === 'rule') await tx.rule.deleteMany({ where: { id, version: 1 } });
    if (kind === 'template') await tx.ticketTemplate.deleteMany({ where: { id, version: 1 } });
    if (kind === 'macro') await tx.macro.deleteMany({ where: { id, version: 1 } });
    if (kind === 'webhook') await tx.webhookEndpoint.deleteMany({ where: { id, version: 1 } });
    if (kind === 'calendar') await tx.calendar.deleteMany({ where: { id, version: 1, teams: { none: {} } } });
    // A team that somebody of one's own is in, or that attends the widget or open tickets, is in use.
    if (kind === 'team') await tx.team.deleteMany({ where: { id, tickets: { none: {} }, channels: { none: {} }, members: { none: {} }, cannedReplies: { none: {} }, macros: { none: {} }, ticketTemplates: { none: {} } } });
    if (kind === 'account') for (const accountId of ids) if (accountId !== keptAccount) await this.letGo(tx, accountId, keptAccount);
  }

  /** Somebody has made a person of the demo one of his own: given a password that is not the demo's, or another name. */
  private async isTakenOver(tx: Tx, id: string): Promise<boolean> {
    const { name } = await tx.account.findUniqueOrThrow({ where: { id }, select: { name: true } });
    return !PEOPLE.some((person) => person.name === name) || (await tx.event.count({ where: { name: 'account.password_changed', subject: id } })) > 0;
  }

  /** Signed out at once. Who has written to customers of one's own stays on the books, deactivated; everybody else goes. */
  private async letGo(tx: Tx, id: string, keptAccount: string): Promise<void> {
    const keeper = await tx.account.count({ where: { id: keptAccount, deactivatedAt: null, roles: { some: { role: { builtIn: 'admin' } } } } });
    if (await this.isTakenOver(tx, id)) return;
    const isAdmin = await tx.account.count({ where: { id, roles: { some: { role: { builtIn: 'admin' } } } } });
    if (isAdmin > 0 && keeper === 0) return;
    await this.accounts.deactivate(tx, ACTOR, id);
    const worked = await tx.message.count({ where: { senderId: id } });
    const holds = await tx.ticket.count({ where: { assigneeId: id } });
    if (worked + holds === 0) await tx.account.delete({ where: { id } });
  }
}
