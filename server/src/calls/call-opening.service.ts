import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CallOpening } from '#contracts/calls.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { TemplateOpeningService } from '../ticket-templates/template-opening.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketOpeningService } from '../tickets/ticket-opening.service.js';
import { CallRecordingService, phoneOf } from './call-recording.service.js';
import { CallersService } from './callers.service.js';

/** A ticket that begins with a telephone call: of somebody whom the number named, or of somebody new. An address that is said on the telephone makes him nobody else. */
@Injectable()
export class CallOpeningService {
  constructor(
    private readonly callers: CallersService,
    private readonly openings: TicketOpeningService,
    private readonly templates: TemplateOpeningService,
    private readonly tickets: TicketLockService,
    private readonly calls: CallRecordingService,
  ) {}

  /** @returns its id @throws Problem those of opening a ticket, with a template as well, and of recording a call; resource/not_found for a person whom the number does not name */
  async open(tx: Tx, actor: StaffActor, { direction, result, number, zone, callback, solve, note, personId, customer, template, ...facts }: z.infer<typeof CallOpening>): Promise<string> {
    const phone = phoneOf(number, zone);
    const person = personId === undefined ? null : await this.callers.choose(tx, actor, phone?.number ?? '', personId);
    const begin = () => this.openings.open(tx, actor, { ...facts, customer: customer ?? { name: person?.name ?? undefined }, message: null }, person ?? 'stranger');
    const id = template ? await this.templates.begin(tx, actor, template.id, template.fields, begin) : await begin();
    await this.calls.record(tx, actor, await this.tickets.hold(tx, id), { direction, result, note, callback }, phone, true, true);
    if (solve) await this.calls.solve(tx, actor, id, {});
    return id;
  }
}
