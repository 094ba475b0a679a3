import { Body, Controller, Get, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Settings, SettingsDocument, SettingsHistory } from '#contracts/settings.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { SettingHistory } from './setting-history.service.js';
import { SettingsService } from './settings.service.js';

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsService,
    private readonly changes: SettingHistory,
  ) {}

  @Get()
  @UseInterceptors(VersionTag)
  @Allow('setting.manage')
  @Returns(SettingsDocument)
  read(@Caller() actor: Actor) {
    return this.settings.document(actor);
  }

  @Put()
  @UseInterceptors(VersionTag)
  @Allow('setting.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, as in its ETag' })
  @Returns(SettingsDocument)
  change(@Caller() actor: Actor, @IfMatch() version: number, @Body({ schema: Settings }) body: Settings) {
    return this.db.transaction((tx) => this.settings.change(tx, actor, version, body));
  }

  @Get('history')
  @Allow('setting.manage')
  @Returns(SettingsHistory)
  history() {
    return this.changes.of({ kind: 'settings', id: null }, Settings);
  }
}
