import { Controller, Delete, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Demo, DemoData } from '#contracts/demo.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Public, Returns } from '../platform/edge/endpoint.decorators.js';
import { DemoEntranceService } from './demo-entrance.service.js';
import { DemoRemovalService } from './demo-removal.service.js';

@ApiTags('demo')
@Controller('demo')
export class DemoController {
  constructor(private readonly db: Database, private readonly entrance: DemoEntranceService, private readonly removal: DemoRemovalService) {}

  @Get()
  @Public()
  @Returns(Demo)
  enter(@Req() request: FastifyRequest) {
    return this.db.transaction((tx) => this.entrance.enter(tx, request));
  }

  @Get('data')
  @Allow('setting.manage')
  @Returns(DemoData)
  data() {
    return this.removal.state();
  }

  @Delete('data')
  @Allow('setting.manage')
  @Returns(DemoData)
  remove(@Caller() actor: Actor) {
    return this.db.transaction((tx) => this.removal.ask(tx, actor)).then(() => this.removal.state());
  }
}
