import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { SightingsQuery, WidgetSightings } from '#contracts/widget.js';
import { Allow, Returns } from '../platform/edge/endpoint.decorators.js';
import { SightingsService } from './sightings.service.js';

@ApiTags('widgets')
@Controller('widgets')
export class SightingsController {
  constructor(private readonly sightings: SightingsService) {}

  @Get(':id/sightings')
  @Allow('channel.manage')
  @Returns(WidgetSightings)
  since(@Param('id', { schema: Id }) id: string, @Query({ schema: SightingsQuery }) query: z.infer<typeof SightingsQuery>) {
    return this.sightings.since(id, new Date(query.since));
  }
}
