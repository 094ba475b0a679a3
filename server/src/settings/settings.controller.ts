import { Body, Controller, Get, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Settings, SettingsDocument } from '#contracts/settings.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { SettingsService } from './settings.service.js';

@ApiTags('settings')
@Controller('settings')
@UseInterceptors(VersionTag)
export class SettingsController {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsService,
  ) {}

  @Get()
  @Allow('setting.manage')
  @Returns(SettingsDocument)
  read(@Caller() actor: Actor) {
    return this.settings.document(actor);
  }

  @Put()
  @Allow('setting.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, as in its ETag' })
  @Returns(SettingsDocument)
  change(@Caller() actor: Actor, @IfMatch() version: number, @Body({ schema: Settings }) body: Settings) {
    return this.db.transaction((tx) => this.settings.change(tx, actor, version, body));
  }
}
