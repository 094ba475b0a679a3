import { Body, Controller, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done } from '#contracts/common.js';
import { VisitorChange } from '#contracts/widget.js';
import type { VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, ForVisitors, Returns } from '../platform/edge/endpoint.decorators.js';
import { VisitorsService } from './visitors.service.js';

/** What a visitor may do with its own row. */
@ApiTags('widget')
@Controller('widget/visitor')
export class WidgetVisitorController {
  constructor(private readonly db: Database, private readonly visitors: VisitorsService) {}

  @Patch()
  @ForVisitors()
  @Returns(Done)
  change(@Caller() actor: VisitorActor, @Body({ schema: VisitorChange }) body: z.infer<typeof VisitorChange>) {
    return this.db.transaction((tx) => this.visitors.change(tx, actor, body));
  }
}
