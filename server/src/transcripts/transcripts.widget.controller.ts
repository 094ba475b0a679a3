import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Done, Id } from '#contracts/common.js';
import { TranscriptAddress, TranscriptQuery } from '#contracts/transcripts.js';
import type { VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, ForVisitors, Returns } from '../platform/edge/endpoint.decorators.js';
import { TranscriptDownloads } from './transcript-downloads.js';
import { TranscriptLettersService } from './transcript-letters.service.js';
import { TranscriptLimit } from './transcript.limits.js';
import { TranscriptsService } from './transcripts.service.js';

/** What a customer takes home of a talk: only what he can read there. */
@ApiTags('widget')
@Controller('widget/conversations/:id/transcript')
export class WidgetTranscriptsController {
  constructor(
    private readonly db: Database,
    private readonly limit: TranscriptLimit,
    private readonly transcripts: TranscriptsService,
    private readonly letters: TranscriptLettersService,
    private readonly downloads: TranscriptDownloads,
  ) {}

  @Get()
  @ForVisitors()
  @ApiExcludeEndpoint()
  download(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string, @Query({ schema: TranscriptQuery }) query: TranscriptQuery, @Res() reply: FastifyReply) {
    return this.limit.takeCopy(actor.id).then(() => this.transcripts.forCustomer(actor, id, query)).then((transcript) => this.downloads.send(reply, transcript));
  }

  @Get('address')
  @ForVisitors()
  @Returns(TranscriptAddress)
  address(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string) {
    return this.letters.addressFor(actor, id);
  }

  @Post('letter')
  @ForVisitors()
  @Returns(Done)
  letter(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string) {
    return this.limit.takeLetter(actor.id).then(() => this.db.transaction((tx) => this.letters.ask(tx, actor, id))).then(() => ({ ok: true as const }));
  }
}
