import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { FiguresQuery, PromiseFigures, PromisePage, PromisesQuery, PromiseTime, PromiseTimeChange, PromiseTimes, PromiseTimeScope, TicketPromises } from '#contracts/promises.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch } from '../platform/edge/version.js';
import { PromiseFiguresService } from './promise-figures.service.js';
import { PromiseTimesService } from './promise-times.service.js';
import { PromisesService } from './promises.service.js';

@ApiTags('promises')
@Controller()
export class PromisesController {
  constructor(
    private readonly db: Database,
    private readonly promises: PromisesService,
    private readonly figures: PromiseFiguresService,
    private readonly times: PromiseTimesService,
  ) {}

  @Get('tickets/:id/promises')
  @Allow('ticket.read')
  @Returns(TicketPromises)
  ofTicket(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.promises.ofTicket(actor, id);
  }

  @Get('promises')
  @Allow('chat.watch')
  @Returns(PromisePage)
  list(@Caller() actor: Actor, @Query({ schema: PromisesQuery }) query: z.infer<typeof PromisesQuery>) {
    return this.figures.rows(actor, query);
  }

  @Get('promises/figures')
  @Allow('chat.watch')
  @Returns(PromiseFigures)
  measured(@Caller() actor: Actor, @Query({ schema: FiguresQuery }) query: z.infer<typeof FiguresQuery>) {
    return this.figures.of(actor, query);
  }

  @Get('promise-times')
  @Allow('setting.manage')
  @Returns(PromiseTimes)
  readTimes() {
    return this.times.read();
  }

  @Put('promise-times/:scope')
  @Allow('setting.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read; "0" where nobody has set anything' })
  @Returns(PromiseTime)
  changeTimes(
    @Caller() actor: Actor,
    @Param('scope', { schema: PromiseTimeScope }) scope: string,
    @IfMatch() version: number,
    @Body({ schema: PromiseTimeChange }) body: PromiseTimeChange,
  ) {
    return this.db.transaction((tx) => this.times.change(tx, actor, scope, version, body));
  }
}
