import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import { ProofRequest, TicketAddresses } from '#contracts/proofs.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { AddressesService } from './addresses.service.js';
import { ProofAskingService } from './proof-asking.service.js';

/** What staff knows of a customer's addresses, and how it asks for a proof. */
@Controller('tickets/:id')
export class ProofsController {
  constructor(private readonly db: Database, private readonly addresses: AddressesService, private readonly asking: ProofAskingService) {}

  @Get('addresses')
  @Allow('ticket.read')
  @Returns(TicketAddresses)
  list(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.addresses.ofTicket(actor, id);
  }

  @Post('proof')
  @Allow('ticket.reply')
  @Returns(TicketAddresses)
  ask(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: ProofRequest }) body: ProofRequest) {
    return this.db.transaction((tx) => this.asking.askFor(tx, actor, id, body)).then(() => this.addresses.ofTicket(actor, id));
  }

  @Delete('proof')
  @Allow('ticket.reply')
  @Returns(TicketAddresses)
  takeBack(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.asking.takeBack(tx, actor, id)).then(() => this.addresses.ofTicket(actor, id));
  }
}
