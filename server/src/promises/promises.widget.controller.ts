import { Body, Controller, Delete, Get, Ip, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { CallbackLeft, CallWindows, ComplaintLeft, CustomerPromise, MessageLeft, PromiseGiven } from '#contracts/promises.js';
import type { VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, ForVisitors, Returns } from '../platform/edge/endpoint.decorators.js';
import { LeavingLimit } from './leaving.limits.js';
import { LeavingService } from './leaving.service.js';
import { PromisesService } from './promises.service.js';
import { PromiseWithdrawalService } from './promise-withdrawal.service.js';

/** What a visitor can leave when nobody is there. */
@ApiTags('widget')
@Controller('widget')
export class WidgetPromisesController {
  constructor(
    private readonly db: Database,
    private readonly limit: LeavingLimit,
    private readonly leaving: LeavingService,
    private readonly withdrawals: PromiseWithdrawalService,
    private readonly promises: PromisesService,
  ) {}

  @Post('messages')
  @ForVisitors()
  @Returns(PromiseGiven, 201)
  message(@Caller() actor: VisitorActor, @Ip() address: string, @Body({ schema: MessageLeft }) body: z.infer<typeof MessageLeft>) {
    return this.limit.take(address, actor.id).then(() => this.db.transaction((tx) => this.leaving.message(tx, actor, body)));
  }

  @Post('complaints')
  @ForVisitors()
  @Returns(PromiseGiven, 201)
  complaint(@Caller() actor: VisitorActor, @Ip() address: string, @Body({ schema: ComplaintLeft }) body: z.infer<typeof ComplaintLeft>) {
    return this.limit.take(address, actor.id).then(() => this.db.transaction((tx) => this.leaving.complaint(tx, actor, body)));
  }

  @Post('callbacks')
  @ForVisitors()
  @Returns(PromiseGiven, 201)
  callback(@Caller() actor: VisitorActor, @Ip() address: string, @Body({ schema: CallbackLeft }) body: z.infer<typeof CallbackLeft>) {
    return this.limit.take(address, actor.id).then(() => this.db.transaction((tx) => this.leaving.callback(tx, actor, body)));
  }

  @Get('callback-windows')
  @ForVisitors()
  @Returns(CallWindows)
  windows(@Caller() actor: VisitorActor) {
    return this.leaving.windows(actor);
  }

  @Delete('promises/:id')
  @ForVisitors()
  @Returns(CustomerPromise)
  withdraw(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.withdrawals.byCustomer(tx, actor, id)).then(() => this.promises.forCustomer(id));
  }
}
