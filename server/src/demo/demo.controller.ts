import { Controller, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Demo } from '#contracts/demo.js';
import { Database } from '../platform/db.js';
import { Public, Returns } from '../platform/edge/endpoint.decorators.js';
import { DemoEntranceService } from './demo-entrance.service.js';

@ApiTags('demo')
@Controller('demo')
export class DemoController {
  constructor(private readonly db: Database, private readonly entrance: DemoEntranceService) {}

  @Get()
  @Public()
  @Returns(Demo)
  enter(@Req() request: FastifyRequest) {
    return this.db.transaction((tx) => this.entrance.enter(tx, request));
  }
}
