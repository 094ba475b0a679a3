import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Setup, SetupMark, SetupStep } from '#contracts/settings.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { SetupService } from './setup.service.js';

@ApiTags('settings')
@Controller('setup')
export class SetupController {
  constructor(private readonly db: Database, private readonly setup: SetupService) {}

  @Get()
  @Allow('setting.manage')
  @Returns(Setup)
  read() {
    return this.setup.read();
  }

  @Put(':step')
  @Allow('setting.manage')
  @Returns(Setup)
  mark(@Caller() actor: Actor, @Param('step', { schema: SetupStep }) step: SetupStep, @Body({ schema: SetupMark }) body: z.infer<typeof SetupMark>) {
    return this.db.transaction((tx) => this.setup.mark(tx, actor, step, body.done));
  }
}
