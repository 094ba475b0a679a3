import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';

/** What the demo shop is made of, in the order in which it can go: whoever is named by something goes after it. */
export const DEMO_KINDS = ['ticket', 'import', 'visitor', 'customer', 'reply', 'macro', 'template', 'view', 'rule', 'webhook', 'account', 'team', 'calendar', 'due_policy', 'field', 'sub_state', 'skill'] as const;
export type DemoKind = (typeof DEMO_KINDS)[number];

const PER_INSERT = 500;

/** Tells rows of the demo shop from what people made themselves. */
@Injectable()
export class DemoMarksService {
  /** Called in the transaction that fills an empty installation: everything that is there then is the demo's. */
  async markAll(tx: Tx): Promise<void> {
    for (const kind of DEMO_KINDS) {
      const rows = await this.ids(tx, kind);
      for (let from = 0; from < rows.length; from += PER_INSERT) {
        await tx.demoRow.createMany({ data: rows.slice(from, from + PER_INSERT).map(({ id }) => ({ kind, rowId: id })), skipDuplicates: true });
      }
    }
  }

  /** The next marked rows of a kind. */
  async next(tx: Tx, kind: DemoKind, count: number): Promise<string[]> {
    const rows = await tx.demoRow.findMany({ where: { kind }, orderBy: { rowId: 'asc' }, take: count });
    return rows.map(({ rowId }) => rowId);
  }

  /** They are gone, or somebody's own from now on. */
  async unmark(tx: Tx, kind: DemoKind, ids: readonly string[]): Promise<void> {
    await tx.demoRow.deleteMany({ where: { kind, rowId: { in: [...ids] } } });
  }

  private ids(tx: Tx, kind: DemoKind): Promise<{ id: string }[]> {
    const select = { id: true } as const;
    switch (kind) {
      case 'ticket': return tx.ticket.findMany({ select });
      case 'import': return tx.import.findMany({ select });
      case 'visitor': return tx.visitor.findMany({ select });
      case 'customer': return tx.customer.findMany({ select });
      case 'reply': return tx.cannedReply.findMany({ select });
      case 'macro': return tx.macro.findMany({ select });
      case 'template': return tx.ticketTemplate.findMany({ select });
      case 'view': return tx.savedView.findMany({ select });
      case 'rule': return tx.rule.findMany({ select });
      case 'webhook': return tx.webhookEndpoint.findMany({ select });
      case 'account': return tx.account.findMany({ select });
      case 'team': return tx.team.findMany({ select });
      case 'calendar': return tx.calendar.findMany({ select });
      case 'due_policy': return tx.duePolicy.findMany({ select });
      case 'skill': return tx.skill.findMany({ select });
      case 'sub_state': return tx.subState.findMany({ select });
      case 'field': return tx.customField.findMany({ where: { builtIn: false }, select });
    }
  }
}
