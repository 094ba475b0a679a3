import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TicketExportQuery } from '#contracts/exports.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller } from '../platform/edge/endpoint.decorators.js';
import { ExportDownloads } from './export-downloads.js';
import { TicketExportsService } from './ticket-exports.service.js';

@Controller('ticket-exports')
export class TicketExportsController {
  constructor(private readonly db: Database, private readonly exports: TicketExportsService, private readonly downloads: ExportDownloads) {}

  @Get()
  @Allow('ticket.export')
  @ApiExcludeEndpoint()
  download(@Caller() actor: Actor, @Query({ schema: TicketExportQuery }) query: TicketExportQuery, @Res() reply: FastifyReply) {
    return this.db
      .transaction((tx) => this.exports.begin(tx, actor, query))
      .then((begun) => this.downloads.send(reply, begun, this.exports.pieces(begun, (rows, whole) => this.db.transaction((tx) => this.exports.end(tx, begun, rows, whole)))));
  }
}
