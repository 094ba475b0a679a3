import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { LanguageTag, ReplyToTranslate, Translation } from '#contracts/translations.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TranslationsService } from './translations.service.js';

@ApiTags('translations')
@Controller('tickets/:id')
export class TranslationsController {
  constructor(private readonly db: Database, private readonly translations: TranslationsService) {}

  @Put('messages/:messageId/translations/:to')
  @Allow('ticket.read')
  @Returns(Translation)
  ofMessage(
    @Caller() actor: StaffActor,
    @Param('id', { schema: Id }) id: string,
    @Param('messageId', { schema: Id }) messageId: string,
    @Param('to', { schema: LanguageTag }) to: string,
  ) {
    return this.translations.ofMessage(actor, id, messageId, to, (made) => this.db.transaction((tx) => this.translations.keep(tx, made)));
  }

  @Post('reply-translation')
  @Allow('ticket.reply')
  @Returns(Translation)
  ofReply(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: ReplyToTranslate }) body: z.infer<typeof ReplyToTranslate>) {
    return this.translations.ofReply(actor, id, body.text);
  }
}
