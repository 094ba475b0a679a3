import { Inject, Injectable } from '@nestjs/common';
import type { FieldValue } from '#contracts/common.js';
import { FieldWhen } from '#contracts/custom-fields.js';
import { shownFields } from '#contracts/custom-fields.rules.js';
import { TicketType } from '#contracts/tickets.js';
import { FIELDS } from '#prisma/demo/fields.js';
import { Prisma } from '#prisma/generated/client.js';
import { CustomFieldsService } from '../custom-fields/custom-fields.service.js';
import { rowsOf } from '../custom-fields/field-rows.rules.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { answerIn } from './demo-field-rows.rules.js';

/** How far the desk may come to meet somebody, by how grave the matter is. */
const GOODWILL = { low: 10, normal: 20, high: 40, urgent: 60 } as const;

/** The fields of the demo shop, filled in with what its talks say. */
@Injectable()
export class DemoFieldsService {
  constructor(private readonly fields: CustomFieldsService, @Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx): Promise<void> {
    const createdAt = this.clock.now();
    const known = await this.fields.all(tx);
    const position = known.length + 1;
    for (const [nth, { key, kind, names, options = [], when, required, hidden }] of FIELDS.entries()) {
      await tx.customField.create({
        data: {
          id: newId(), key, kind, names, createdAt, position: position + nth, required: required ? 'to_solve' : 'never', hidden: hidden ?? false,
          options: options.map((option) => ({ key: option.key, names: option.names, retired: false })),
          when: when ? FieldWhen.parse(when) : Prisma.DbNull,
        },
      });
    }
    await this.fill(tx);
  }

  private async fill(tx: Tx): Promise<void> {
    const known = await this.fields.all(tx);
    const tickets = await tx.ticket.findMany({
      select: {
        id: true, subject: true, type: true, priority: true, teamId: true, channelId: true, tags: true, state: true, complaint: true,
        visitor: { select: { pageUrl: true } }, messages: { select: { text: true } },
      },
    });
    const rows = tickets.flatMap((ticket) => {
      const talk = { words: [...ticket.messages.map(({ text }) => text ?? ''), ticket.subject ?? ''].join('\n'), page: ticket.visitor?.pageUrl ?? '' };
      const { complaint } = ticket;
      const said: [string, FieldValue | null][] = [
        ...FIELDS.map((field): [string, FieldValue | null] => [field.key, answerIn(field, talk)]),
        ['goodwill', ticket.type === 'complaint' || ticket.priority === 'urgent' ? (Object.entries(GOODWILL).find(([priority]) => priority === ticket.priority)?.[1] ?? null) : null],
        ['complaint_grievance', complaint?.grievance ?? null],
        ['complaint_remedy', complaint?.remedy ?? null],
        ['complaint_severity', complaint?.severity ?? null],
        // What is done was decided.
        ['complaint_decision', ticket.type === 'complaint' && (ticket.state === 'solved' || ticket.state === 'closed') ? 'in_part' : null],
      ];
      const values = Object.fromEntries(said.flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
      const shown = shownFields(known, { type: TicketType.parse(ticket.type), teamId: ticket.teamId, channelId: ticket.channelId, tags: ticket.tags, values });
      return shown.flatMap(({ id, key, kind }) => {
        const value = values[key];
        return value === undefined ? [] : rowsOf(kind, value).map((row) => ({ ...row, ticketId: ticket.id, fieldId: id }));
      });
    });
    await tx.ticketFieldValue.createMany({ data: rows });
  }
}
