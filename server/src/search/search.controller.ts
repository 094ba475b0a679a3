import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SearchPage, SearchQuery } from '#contracts/search.js';
import type { Actor } from '../platform/actor.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { SearchService } from './search.service.js';

@ApiTags('search')
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get()
  @Allow('ticket.read')
  @Returns(SearchPage)
  find(@Caller() actor: Actor, @Query({ schema: SearchQuery }) query: z.infer<typeof SearchQuery>) {
    return this.search.find(actor, query);
  }
}
