import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { WaysIn } from '#contracts/channels.js';
import { Allow, Returns } from '../platform/edge/endpoint.decorators.js';
import { ChannelsService } from './channels.service.js';

@ApiTags('widgets')
@Controller('ways-in')
export class WaysInController {
  constructor(private readonly channels: ChannelsService) {}

  /** What lists can be narrowed to; whose settings they are nobody learns here. */
  @Get()
  @Allow('ticket.read')
  @Returns(WaysIn)
  list() {
    return this.channels.waysIn();
  }
}
