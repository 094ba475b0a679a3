import { Injectable } from '@nestjs/common';
import type { TemplatedOpening } from '#contracts/ticket-templates.js';
import { FieldSettingService } from '../custom-fields/field-setting.service.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketOpeningService } from '../tickets/ticket-opening.service.js';
import { TicketTemplatesService } from './ticket-templates.service.js';

/** A ticket that began with a template. */
@Injectable()
export class TemplateOpeningService {
  constructor(private readonly templates: TicketTemplatesService, private readonly openings: TicketOpeningService, private readonly tickets: TicketLockService, private readonly fields: FieldSettingService) {}

  /** @returns its id @throws Problem resource/not_found, those of opening a ticket, request/invalid for what a field does not take */
  async open(tx: Tx, actor: StaffActor, templateId: string, { opening, fields }: TemplatedOpening): Promise<string> {
    return this.begin(tx, actor, templateId, fields, () => this.openings.open(tx, actor, opening));
  }

  /** The same for a ticket that somebody else opens. @param open gives its id */
  async begin(tx: Tx, actor: StaffActor, templateId: string, fields: TemplatedOpening['fields'], open: () => Promise<string>): Promise<string> {
    await this.templates.use(tx, actor, templateId);
    const id = await open();
    if (Object.keys(fields).length > 0) await this.fill(tx, actor, id, fields);
    return id;
  }

  /** A field that is not asked of this ticket, because somebody made something else of it, is left out; what is no value is refused. */
  private async fill(tx: Tx, actor: StaffActor, id: string, fields: TemplatedOpening['fields']): Promise<void> {
    const ticket = await this.tickets.hold(tx, id);
    try {
      await this.fields.setHeld(tx, actor, ticket, fields);
    } catch (fault) {
      if (!(fault instanceof Problem) || !fault.extra.fields?.every(({ code }) => code === 'not_shown')) throw fault;
      await this.fields.fillHeld(tx, actor, ticket, fields);
    }
  }
}
