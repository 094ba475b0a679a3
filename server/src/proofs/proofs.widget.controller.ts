import { Body, Controller, Delete, Ip, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { ProofCode, ProofStanding, ProofWish } from '#contracts/proofs.js';
import type { VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, ForVisitors, Returns } from '../platform/edge/endpoint.decorators.js';
import { AddressesService } from './addresses.service.js';
import { ProofAskingService } from './proof-asking.service.js';
import { orRefuse, ProofConfirmationService } from './proof-confirmation.service.js';
import { ProofLimit } from './proof.limits.js';

/** A customer proves an address in his conversation. Nothing here tells whether anybody has that address. */
@ApiTags('widget')
@Controller('widget/conversations/:id/proof')
export class WidgetProofsController {
  constructor(
    private readonly db: Database,
    private readonly limit: ProofLimit,
    private readonly addresses: AddressesService,
    private readonly asking: ProofAskingService,
    private readonly confirmations: ProofConfirmationService,
  ) {}

  @Put()
  @ForVisitors()
  @Returns(ProofStanding)
  begin(@Caller() actor: VisitorActor, @Ip() address: string, @Param('id', { schema: Id }) id: string, @Body({ schema: ProofWish }) body: ProofWish) {
    return this.limit.takeCode(address).then(() => this.db.transaction((tx) => this.asking.begin(tx, actor, id, body))).then(() => this.addresses.forCustomer(id));
  }

  @Post('code')
  @ForVisitors()
  @Returns(ProofStanding)
  again(@Caller() actor: VisitorActor, @Ip() address: string, @Param('id', { schema: Id }) id: string) {
    return this.limit.takeCode(address).then(() => this.db.transaction((tx) => this.asking.again(tx, actor, id))).then(() => this.addresses.forCustomer(id));
  }

  @Post('confirmation')
  @ForVisitors()
  @Returns(ProofStanding)
  confirm(@Caller() actor: VisitorActor, @Ip() address: string, @Param('id', { schema: Id }) id: string, @Body({ schema: ProofCode }) body: z.infer<typeof ProofCode>) {
    return this.limit.takeTry(address).then(() => this.db.transaction((tx) => this.confirmations.confirm(tx, actor, id, body.code))).then(orRefuse).then(() => this.addresses.forCustomer(id));
  }

  @Delete()
  @ForVisitors()
  @Returns(ProofStanding)
  putAside(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.asking.putAside(tx, actor, id)).then(() => this.addresses.forCustomer(id));
  }
}
