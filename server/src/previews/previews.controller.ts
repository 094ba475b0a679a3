import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { LinkPreviews, LinkPreviewsQuery, PreviewToken } from '#contracts/previews.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, ForEverybody, Public, Returns } from '../platform/edge/endpoint.decorators.js';
import { PreviewAddresses } from './preview-addresses.service.js';
import { PreviewsService } from './previews.service.js';

@ApiTags('link-previews')
@Controller('link-previews')
export class PreviewsController {
  constructor(private readonly db: Database, private readonly previews: PreviewsService, private readonly addresses: PreviewAddresses) {}

  @Get()
  @ForEverybody()
  @Returns(LinkPreviews)
  list(@Caller() actor: Actor, @Query({ schema: LinkPreviewsQuery }) query: z.infer<typeof LinkPreviewsQuery>) {
    return this.db.transaction((tx) => this.previews.of(tx, actor, query.messageIds));
  }

  @Get(':id/picture')
  @Public()
  @ApiExcludeEndpoint()
  picture(@Param('id', { schema: Id }) id: string, @Query({ schema: PreviewToken }) query: z.infer<typeof PreviewToken>, @Res() reply: FastifyReply) {
    return this.addresses.send(reply, id, query.token);
  }
}
