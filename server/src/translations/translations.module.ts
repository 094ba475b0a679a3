import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { TranslationLimit } from './translation.limits.js';
import { TranslationsController } from './translations.controller.js';
import { TranslationsService } from './translations.service.js';

@Module({ imports: [TicketsModule], controllers: [TranslationsController], providers: [TranslationLimit, TranslationsService] })
export class TranslationsModule {}
