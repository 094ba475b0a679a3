import { Body, Controller, Get, Param, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id, type Locale } from '#contracts/common.js';
import { MailWording, MailWordingChange, MailWordingKey, MailWordings, SignatureText, TeamSignatures } from '#contracts/mail.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { MailTexts } from './mail-texts.service.js';

@ApiTags('mailboxes')
@Controller()
export class MailTextsController {
  constructor(private readonly db: Database, private readonly texts: MailTexts) {}

  @Get('mail-signatures/own')
  @Allow('ticket.reply')
  @Returns(SignatureText)
  own(@Caller() actor: StaffActor) {
    return this.texts.ownSignature(actor);
  }

  @Put('mail-signatures/own')
  @Allow('ticket.reply')
  @Returns(SignatureText)
  sign(@Caller() actor: StaffActor, @Body({ schema: SignatureText }) body: z.infer<typeof SignatureText>) {
    return this.db.transaction((tx) => this.texts.signAs(tx, actor, body.text));
  }

  @Get('mail-signatures/teams')
  @Allow('channel.manage')
  @Returns(TeamSignatures)
  teams() {
    return this.texts.teamSignatures();
  }

  @Put('mail-signatures/teams/:id')
  @Allow('channel.manage')
  @Returns(SignatureText)
  signForTeam(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: SignatureText }) body: z.infer<typeof SignatureText>) {
    return this.db.transaction((tx) => this.texts.signForTeam(tx, actor, id, body.text));
  }

  @Get('mail-texts')
  @Allow('channel.manage')
  @Returns(MailWordings)
  wordings() {
    return this.texts.wordings();
  }

  @Put('mail-texts/:locale')
  @Allow('channel.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read; without it the last change wins' })
  @Returns(MailWording)
  reword(@Caller() actor: Actor, @Param('locale', { schema: MailWordingKey }) locale: Locale, @IfMatchGiven() version: number | null, @Body({ schema: MailWordingChange }) body: z.infer<typeof MailWordingChange>) {
    return this.db.transaction((tx) => this.texts.reword(tx, actor, locale, body, version));
  }
}
