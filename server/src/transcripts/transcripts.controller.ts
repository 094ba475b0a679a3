import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Id } from '#contracts/common.js';
import { StaffTranscriptQuery } from '#contracts/transcripts.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller } from '../platform/edge/endpoint.decorators.js';
import { TranscriptDownloads } from './transcript-downloads.js';
import { TranscriptsService } from './transcripts.service.js';

@Controller('tickets/:id/transcript')
export class TranscriptsController {
  constructor(private readonly db: Database, private readonly transcripts: TranscriptsService, private readonly downloads: TranscriptDownloads) {}

  @Get()
  @Allow('ticket.read')
  @ApiExcludeEndpoint()
  download(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: StaffTranscriptQuery }) query: StaffTranscriptQuery, @Res() reply: FastifyReply) {
    return this.db
      .transaction((tx) => this.transcripts.take(tx, actor, id, query))
      .then(() => this.transcripts.compose(id, { ...query, stream: query.notes === 'true' ? 'staff' : 'public' }))
      .then((transcript) => this.downloads.send(reply, transcript));
  }
}
