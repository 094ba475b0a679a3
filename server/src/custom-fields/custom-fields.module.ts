import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { CustomFieldsController } from './custom-fields.controller.js';
import { CustomFieldsRooms } from './custom-fields.rooms.js';
import { CustomFieldsService } from './custom-fields.service.js';
import { FieldMakingService } from './field-making.service.js';
import { FieldSettingService } from './field-setting.service.js';

@Module({
  imports: [TicketsModule],
  controllers: [CustomFieldsController],
  providers: [CustomFieldsRooms, CustomFieldsService, FieldMakingService, FieldSettingService],
  exports: [CustomFieldsService, FieldSettingService],
})
export class CustomFieldsModule {}
