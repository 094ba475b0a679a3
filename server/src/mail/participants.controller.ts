import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { Participant, ParticipantDraft, Recipients } from '#contracts/mail.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { AnswerWays } from './answer-ways.service.js';
import { Participants } from './participants.service.js';

@ApiTags('mails')
@Controller('tickets/:id')
export class ParticipantsController {
  constructor(private readonly db: Database, private readonly ways: AnswerWays, private readonly participants: Participants) {}

  /** Where an answer would go that is given now. */
  @Get('recipients')
  @Allow('ticket.read')
  @Returns(Recipients)
  recipients(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.ways.of(actor, id);
  }

  @Post('participants')
  @Allow('ticket.reply')
  @Returns(Participant, 201)
  include(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: ParticipantDraft }) body: z.infer<typeof ParticipantDraft>) {
    return this.db.transaction((tx) => this.participants.include(tx, actor, id, body));
  }

  @Delete('participants/:participantId')
  @Allow('ticket.reply')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('participantId', { schema: Id }) participantId: string) {
    return this.db.transaction((tx) => this.participants.remove(tx, actor, id, participantId));
  }
}
