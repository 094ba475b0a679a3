import { Global, Module } from '@nestjs/common';
import { SettingHistory } from './setting-history.service.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';
import { SetupController } from './setup.controller.js';
import { SetupService } from './setup.service.js';

@Global()
@Module({ controllers: [SettingsController, SetupController], providers: [SettingHistory, SettingsService, SetupService], exports: [SettingHistory, SettingsService] })
export class SettingsModule {}
