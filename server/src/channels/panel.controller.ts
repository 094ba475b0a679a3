import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { Public } from '../platform/edge/endpoint.decorators.js';
import { pagePolicy } from '../platform/edge/security-headers.js';
import { readPage } from '../platform/edge/web.js';
import { ChannelsService } from './channels.service.js';
import { GreetingsService } from './greetings.service.js';

const PanelQuery = z.object({ key: z.string().max(100) });

/** The page inside the widget's iframe. The browser itself keeps it out of shops that are not on the list. */
@ApiExcludeController()
@Controller({ path: '' })
export class PanelController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly greetings: GreetingsService,
  ) {}

  @Get('widget/v1/panel')
  @Public()
  async panel(@Query({ schema: PanelQuery }) query: z.infer<typeof PanelQuery>, @Res() reply: FastifyReply): Promise<void> {
    const ancestors = await this.channels.frameAncestors(query.key);
    void reply.header('content-security-policy', pagePolicy(ancestors)).header('cache-control', 'no-cache').type('text/html').send(await readPage('widget/panel.html'));
  }

  /** Fetched by the loader once the shop's page is idle. */
  @Get('widget/v1/greet.js')
  @Public()
  async greet(@Query({ schema: PanelQuery }) query: z.infer<typeof PanelQuery>, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('cross-origin-resource-policy', 'cross-origin').header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=60').type('text/javascript').send(await this.greetings.script(query.key));
  }
}
